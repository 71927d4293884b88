package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Strength;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Engine.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which datastores there are: what records ask for and what code uses, put together. */
final class StoreDesign {

  private final Draft draft;
  private final List<Part> parts;
  private final Map<Engine, List<Store.Use>> uses = new EnumMap<>(Engine.class);
  private final Map<Engine, List<Evidence>> evidence = new EnumMap<>(Engine.class);

  private StoreDesign(Draft draft, List<Part> parts) {
    this.draft = draft;
    this.parts = parts;
  }

  /** Sorted by name. */
  static List<Store> design(Draft draft, List<Part> parts) {
    return new StoreDesign(draft, parts).design();
  }

  private List<Store> design() {
    for (Part part : parts) {
      for (DatastoreUse use : part.service().datastores()) {
        add(use.engine(), Optional.of(new Store.Use(part, use)), use.evidence());
      }
    }
    asked(Subjects.DATABASE_ENGINE);
    asked(Subjects.CACHE_ENGINE);
    asked(Subjects.DOCUMENT_ENGINE);
    asked(Subjects.QUEUE_ENGINE);
    draft
        .find(Subjects.OBJECT_STORE)
        .filter(Resolved::value)
        .ifPresent(r -> add(Engine.OBJECT_STORE, Optional.empty(), r.evidence()));
    embedded();
    contradicted();
    if (draft.saves(Saving.NO_CACHE) && uses.getOrDefault(Engine.REDIS, List.of()).isEmpty()) {
      evidence.remove(Engine.REDIS);
    }
    List<Store> stores = new ArrayList<>();
    for (Engine engine : evidence.keySet()) {
      if (engine == Engine.TOPIC) {
        stores.addAll(TopicNames.split(store(engine)));
      } else {
        stores.add(store(engine));
      }
    }
    return stores.stream().sorted(Comparator.comparing(Store::name)).toList();
  }

  private void add(Engine engine, Optional<Store.Use> use, Evidence why) {
    evidence.computeIfAbsent(engine, e -> new ArrayList<>()).add(why);
    use.ifPresent(u -> {
      List<Store.Use> known = uses.computeIfAbsent(engine, e -> new ArrayList<>());
      if (known.stream().noneMatch(k -> k.part().name().equals(u.part().name()))) {
        known.add(u);
      }
    });
  }

  /**
   * An engine that only a record names is for the service that answers, there being no code to say
   * otherwise.
   */
  private void asked(Subject<Engine> subject) {
    Optional<Resolved<Engine>> asked = draft.find(subject);
    if (asked.isEmpty()) {
      return;
    }
    Engine engine = asked.get().value();
    Evidence why = asked.get().evidence();
    List<Part> takers = parts.stream().filter(p -> !p.present()).toList();
    if (takers.isEmpty()) {
      add(engine, Optional.empty(), why);
    }
    for (Part part : takers) {
      add(
          engine,
          Optional.of(
              new Store.Use(
                  part,
                  new DatastoreUse(engine, Optional.empty(), List.of(), Optional.empty(), why))),
          why);
    }
  }

  private void embedded() {
    List<Evidence> embedded = evidence.remove(Engine.SQLITE);
    List<Store.Use> embeddedUses = uses.remove(Engine.SQLITE);
    boolean relational =
        evidence.containsKey(Engine.POSTGRESQL) || evidence.containsKey(Engine.MYSQL);
    if (embedded == null || relational) {
      return;
    }
    draft.report(
        "SLIP-DATABASE-EMBEDDED",
        Severity.WARNING,
        embedded.getFirst().span(),
        "datastore.main",
        "SQLite would lose its data in a container",
        "A container's file system ends with it, and every instance has its own. PostgreSQL is"
            + " designed instead; the code has to be pointed at it before it is deployed.",
        "Use PostgreSQL in the code (`DATABASE_URL`), or set another engine:\n"
            + "    --set database.engine=mysql");
    for (Store.Use use : embeddedUses == null ? List.<Store.Use>of() : embeddedUses) {
      DatastoreUse postgres =
          new DatastoreUse(
              Engine.POSTGRESQL,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              use.use().evidence());
      add(
          Engine.POSTGRESQL,
          Optional.of(new Store.Use(use.part(), postgres)),
          use.use().evidence());
    }
    if (embeddedUses == null) {
      add(Engine.POSTGRESQL, Optional.empty(), embedded.getFirst());
    }
  }

  /** A decided engine against what the code can talk to. */
  private void contradicted() {
    Optional<Resolved<Engine>> asked = draft.find(Subjects.DATABASE_ENGINE);
    for (Engine engine : List.of(Engine.POSTGRESQL, Engine.MYSQL)) {
      if (asked.isEmpty()
          || asked.get().value() == engine
          || !uses.containsKey(engine)
          || asked.get().value().family() != Family.RELATIONAL
          || uses.containsKey(asked.get().value())) {
        continue;
      }
      Evidence code = uses.get(engine).getFirst().use().evidence();
      draft.report(
          "SLIP-DATABASE-CONTRADICTION",
          Severity.WARNING,
          code.span(),
          "datastore.main",
          "The code speaks to "
              + engine.label()
              + ", and "
              + asked.get().value().label()
              + " is decided",
          code.where()
              + " uses a driver for "
              + engine.label()
              + "; "
              + asked.get().evidence().where()
              + " chooses "
              + asked.get().value().label()
              + ". The decision is designed; the code cannot use it as it is.",
          "Change the driver, or correct the record or `database.engine`.");
      List<Store.Use> moved = uses.remove(engine);
      evidence.remove(engine);
      for (Store.Use use : moved == null ? List.<Store.Use>of() : moved) {
        DatastoreUse wanted =
            new DatastoreUse(
                asked.get().value(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                use.use().evidence());
        add(
            asked.get().value(),
            Optional.of(new Store.Use(use.part(), wanted)),
            use.use().evidence());
      }
    }
  }

  private Store store(Engine engine) {
    List<Evidence> why =
        evidence.getOrDefault(engine, List.of()).stream()
            .distinct()
            .sorted(
                Comparator.comparing(Evidence::strength, Comparator.<Strength>naturalOrder())
                    .thenComparing(Evidence::origin))
            .toList();
    Store store =
        new Store(
            name(engine),
            engine,
            List.copyOf(uses.getOrDefault(engine, List.of())),
            why,
            isExternal(engine));
    if (store.external()) {
      external(store);
    }
    ClientLibraries.report(draft, store);
    return store;
  }

  private String name(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> "main";
      case MYSQL -> evidence.containsKey(Engine.POSTGRESQL) ? "mysql" : "main";
      case FIRESTORE -> "documents";
      case REDIS -> "cache";
      case OBJECT_STORE -> "files";
      case TOPIC -> "events";
      case TASK_QUEUE -> "tasks";
      case MONGODB -> "mongodb";
      case MEMCACHED -> "memcached";
      case ELASTICSEARCH -> "search";
      case RABBITMQ -> "rabbitmq";
      case KAFKA -> "kafka";
      case NATS -> "nats";
      case SQLITE -> "sqlite";
    };
  }

  private static boolean isExternal(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, MYSQL, FIRESTORE, REDIS, OBJECT_STORE, TOPIC, TASK_QUEUE -> false;
      case MONGODB, MEMCACHED, ELASTICSEARCH, RABBITMQ, KAFKA, NATS, SQLITE -> true;
    };
  }

  private void external(Store store) {
    Element element = Element.datastore(store.name());
    String nearest = nearest(store.engine());
    draft.report(
        "SLIP-DATASTORE-EXTERNAL",
        Severity.NOTE,
        store.evidence().getFirst().span(),
        element.toString(),
        store.engine().label() + " has to be run elsewhere",
        "Slipway creates no managed "
            + store.engine().label()
            + " on "
            + draft.cloud().label()
            + ". The design keeps its address in a"
            + " secret, and neither its cost nor its backups are part of the design.",
        "Order it from a provider in the same region and put its address in the secret, or change"
            + " to "
            + nearest
            + ".");
    draft
        .decide(
            decisionPrefix(store.engine())
                + store.name()
                + (store.engine().family() == Family.CACHE ? ".engine" : ""),
            element,
            store.engine().label(),
            "run elsewhere, reached by a secret address")
        .because("The code speaks its protocol, and there is no managed counterpart to create.")
        .over(nearest, "It speaks another protocol, so the code would have to change.")
        .on(store.evidence())
        .reconsiderWhen("The code moves to " + nearest + ".");
  }

  private static String decisionPrefix(Engine engine) {
    return switch (engine.family()) {
      case RELATIONAL, EMBEDDED -> "database.";
      case DOCUMENT, SEARCH -> "document.";
      case CACHE -> "cache.";
      case OBJECT_STORE -> "bucket.";
      case TOPIC -> "topic.";
      case QUEUE -> "queue.";
    };
  }

  private String nearest(Engine engine) {
    return switch (engine) {
      case MONGODB -> draft.services().documents();
      case MEMCACHED -> "Redis";
      case ELASTICSEARCH -> "PostgreSQL full-text search";
      case RABBITMQ, KAFKA, NATS, TOPIC -> draft.services().topic();
      case SQLITE, POSTGRESQL, MYSQL -> "PostgreSQL";
      case FIRESTORE -> draft.services().documents();
      case REDIS -> "Redis";
      case OBJECT_STORE -> draft.services().bucket();
      case TASK_QUEUE -> draft.services().queue();
    };
  }
}
