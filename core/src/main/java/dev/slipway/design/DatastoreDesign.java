package dev.slipway.design;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Cache;
import dev.slipway.blueprint.Datastore.CacheSize;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every datastore that is no relational database: caches, documents, buckets, topics and queues.
 */
final class DatastoreDesign {

  private static final int MAX_CACHE_GIB = 300;
  private static final int MAX_ATTEMPTS = 5;
  private static final int ACK_SECONDS = 60;

  private final Draft draft;
  private final Objectives objectives;
  private final List<Environment> environments;
  private final List<Compliance> compliance;

  DatastoreDesign(
      Draft draft,
      Objectives objectives,
      List<Environment> environments,
      List<Compliance> compliance) {
    this.draft = draft;
    this.objectives = objectives;
    this.environments = environments;
    this.compliance = compliance;
  }

  Datastore design(Store store) {
    if (store.external()) {
      return new Datastore.External(store.name(), store.engine(), store.name() + "-url");
    }
    return switch (store.engine().family()) {
      case CACHE -> cache(store);
      case DOCUMENT -> document(store);
      case OBJECT_STORE -> bucket(store);
      case TOPIC -> topic(store);
      case QUEUE -> queue(store);
      case RELATIONAL, SEARCH, EMBEDDED ->
          throw new IllegalStateException("designed elsewhere: " + store.name());
    };
  }

  private Cache cache(Store store) {
    Element element = Element.datastore(store.name());
    String id = "cache." + store.name();
    Optional<Located<Integer>> said =
        draft
            .find(Subjects.CACHE_MEMORY)
            .map(r -> Located.of(r.value(), r.evidence()))
            .or(() -> Needs.gibibytes(draft, List.of("redis", "cache", "memorystore")));
    int memory = Math.min(MAX_CACHE_GIB, Math.max(1, said.map(Located::value).orElse(1)));
    boolean byTarget = objectives.availability().compareTo(new BigDecimal("99.9")) >= 0;
    boolean replica = byTarget && !draft.saves(Saving.CACHE_BASIC);
    Optional<Evidence> encryption = encryption();
    draft
        .decide(id + ".engine", element, "Cache", "Redis 7.2")
        .because("The code or the records ask for a cache; the managed one needs no operation.")
        .over(
            "a container with Redis",
            "It would lose everything at each restart, and somebody has to patch it.")
        .on(store.evidence())
        .reconsiderWhen("The data outgrows one node, or a cluster is needed.");
    draft
        .decide(
            id + ".size",
            element,
            "Size of the cache",
            memory + " GiB, " + (replica ? "with a replica" : "one node"))
        .because(
            replica
                ? Figures.text(objectives.availability())
                    + " % is promised; the replica takes over within half a minute, and the service"
                    + " level is 99.9 %."
                : draft.saves(Saving.CACHE_BASIC)
                    ? "The replica is given up to stay within the budget: a restart empties the"
                        + " cache and takes minutes."
                    : "A restart empties it and takes minutes, which "
                        + Figures.text(objectives.availability())
                        + " % allows.")
        .over(
            replica ? "one node" : "a replica",
            replica
                ? "It has no SLA and comes back empty."
                : "It costs about two and a half times as much.")
        .on(
            said.map(Located::evidence)
                .orElseGet(
                    () -> Evidence.assumed("nothing says how much is kept; 1 GiB is the least")))
        .on(draft.find(Subjects.AVAILABILITY).map(Resolved::evidence).stream().toList())
        .reconsiderWhen("Memory stays above 80 %, or the hit rate falls because of evictions.");
    draft
        .decide(
            id + ".encryption",
            element,
            "Encryption of the way to the cache",
            encryption.isPresent() ? "TLS" : "private network and key")
        .because(
            encryption.isPresent()
                ? "It is asked for. Clients have to trust the instance's own certificate authority."
                : "The cache has a private address and a key; TLS would need the instance's"
                    + " certificate authority in every client, and nothing asks for it.")
        .over(
            encryption.isPresent() ? "no TLS" : "TLS",
            encryption.isPresent()
                ? "It is asked for."
                : "Every client would have to trust a certificate authority that changes with the"
                    + " instance.")
        .on(
            encryption.orElseGet(
                () -> Evidence.assumed("no requirement asks for TLS to the cache")))
        .reconsiderWhen(
            "A regulation or an assessment asks for encryption inside the private network.");
    boolean smallest = draft.saves(Saving.STAGING_SMALLEST);
    List<CacheSize> sizes = new ArrayList<>();
    for (Environment environment : environments) {
      boolean real = environment.stage() == Stage.PRODUCTION;
      sizes.add(
          new CacheSize(
              environment.name(),
              real ? memory : smallest ? 1 : Math.min(memory, 1),
              real && replica));
    }
    return new Cache(
        store.name(),
        store.engine(),
        "7.2",
        Login.SERVICE_KEY,
        encryption.isPresent(),
        List.copyOf(sizes));
  }

  private Optional<Evidence> encryption() {
    for (SecurityRequirement requirement : draft.requirements().securityRequirements()) {
      String text = requirement.text().toLowerCase(Locale.ROOT);
      if ((text.contains("redis") || text.contains("cache"))
          && (text.contains("encrypt") || text.contains("tls"))) {
        return Optional.of(requirement.evidence());
      }
    }
    boolean regulated =
        compliance.contains(Compliance.PCI_DSS) || compliance.contains(Compliance.HIPAA);
    return draft.find(Subjects.COMPLIANCE).map(Resolved::evidence).filter(e -> regulated);
  }

  private Datastore.Document document(Store store) {
    draft
        .decide(
            "document." + store.name(),
            Element.datastore(store.name()),
            "Document database",
            draft.cloud() == Cloud.GCP ? "Firestore in native mode" : draft.services().documents())
        .because("It is asked for, needs no size, and bills by use.")
        .over("a relational database", "The code speaks " + store.engine().label() + ".")
        .on(store.evidence())
        .reconsiderWhen(
            "Queries need joins, or reads grow so that a size of one's own is cheaper.");
    return new Datastore.Document(store.name(), store.engine(), true, 14);
  }

  private Datastore.Bucket bucket(Store store) {
    Optional<Resolved<Integer>> retention = draft.find(Subjects.OBJECT_RETENTION_DAYS);
    Optional<Integer> days = retention.map(Resolved::value).filter(d -> d > 0);
    Optional<Integer> colder =
        days.isEmpty() || days.get() > 120 ? Optional.of(90) : Optional.empty();
    draft
        .decide(
            "bucket." + store.name(),
            Element.datastore(store.name()),
            "Files",
            "a private bucket, "
                + days.map(d -> "objects deleted after " + d + " days").orElse("kept without limit")
                + colder.map(c -> ", colder class after " + c + " days").orElse(""))
        .because(
            "Containers keep no files. Old versions are kept for a while, so that an overwrite can"
                + " be undone.")
        .over(
            "files in the container",
            "They end with the instance, and no other instance sees them.")
        .on(store.evidence())
        .on(retention.map(Resolved::evidence).stream().toList())
        .reconsiderWhen(
            "Files are read often after the change of class, or a law sets their retention.");
    return new Datastore.Bucket(
        store.name(), store.engine(), "Files that the application keeps.", days, colder, true);
  }

  private Datastore.Topic topic(Store store) {
    List<Datastore.Subscription> subscriptions = new ArrayList<>();
    for (Store.Use use : store.uses()) {
      Part part = use.part();
      if (part.kind() == WorkloadKind.WORKER) {
        subscriptions.add(subscription(store, part, Optional.empty()));
      } else if (part.answersRequests()) {
        pushPath(part).ifPresent(p -> subscriptions.add(subscription(store, part, Optional.of(p))));
      }
    }
    String readers =
        subscriptions.isEmpty()
            ? "nobody subscribes yet"
            : String.join(
                    ", ", subscriptions.stream().map(Datastore.Subscription::workload).toList())
                + " subscribes";
    draft
        .decide(
            "topic." + store.name(),
            Element.datastore(store.name()),
            "Messages",
            "a topic of " + draft.services().topic() + "; " + readers)
        .because(
            "What one workload tells and another does later needs no waiting in between; after "
                + MAX_ATTEMPTS
                + " failed attempts a message goes to a dead-letter topic, where it can be looked"
                + " at.")
        .over(
            "a call from one workload to the other",
            "It fails when the other is away, and makes the caller wait.")
        .on(store.evidence())
        .reconsiderWhen("Order matters, or messages have to be kept longer than 7 days.");
    return new Datastore.Topic(store.name(), store.engine(), 7, List.copyOf(subscriptions));
  }

  private static Datastore.Subscription subscription(
      Store store, Part part, Optional<String> path) {
    return new Datastore.Subscription(
        ResourceNames.ending(store.name(), "-" + part.name(), 40),
        part.name(),
        path.isPresent(),
        path,
        ACK_SECONDS,
        MAX_ATTEMPTS);
  }

  private static Optional<String> pushPath(Part part) {
    return part.service().endpoints().stream()
        .filter(e -> e.method().equals("POST") || e.method().equals("ANY"))
        .map(e -> e.path())
        .filter(p ->
            p.contains("pubsub")
                || p.endsWith("/push")
                || p.contains("/push/")
                || p.contains("_push"))
        .findFirst();
  }

  private Datastore.TaskQueue queue(Store store) {
    String target =
        store.uses().stream()
            .map(Store.Use::part)
            .filter(Part::answersRequests)
            .map(Part::name)
            .findFirst()
            .orElse(store.uses().isEmpty() ? "" : store.uses().getFirst().part().name());
    int rate = Math.max(1, Figures.ceiling(objectives.throughput().doubleValue()));
    draft
        .decide(
            "queue." + store.name(),
            Element.datastore(store.name()),
            "Task queue",
            draft.services().queue() + ", at most " + rate + " tasks a second")
        .because(
            "Tasks call "
                + target
                + " at a bounded rate, no faster than the peak it is sized for, and are tried again"
                + " when they fail.")
        .over(
            "a topic of " + draft.services().topic(),
            "It has no rate of its own and no times at which a task is due.")
        .on(store.evidence())
        .reconsiderWhen("The queue's age grows, or the target is sized for more.");
    return new Datastore.TaskQueue(
        store.name(), store.engine(), target, rate, Math.max(10, rate), MAX_ATTEMPTS);
  }
}
