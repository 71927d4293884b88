package dev.slipway.design;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.AccountId;
import dev.slipway.blueprint.Setting.DatastoreProperty;
import dev.slipway.blueprint.Setting.DatastoreUrl;
import dev.slipway.blueprint.Setting.EnvironmentName;
import dev.slipway.blueprint.Setting.EnvironmentText;
import dev.slipway.blueprint.Setting.Literal;
import dev.slipway.blueprint.Setting.PerEnvironment;
import dev.slipway.blueprint.Setting.Property;
import dev.slipway.blueprint.Setting.PublicOrigin;
import dev.slipway.blueprint.Setting.RegionName;
import dev.slipway.blueprint.Setting.SecretReference;
import dev.slipway.blueprint.Setting.Value;
import dev.slipway.blueprint.Setting.WorkloadUrl;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.design.SettingNames.Meaning;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Variable;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Engine.Family;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Where the value of each environment variable comes from. */
final class SettingDesign {

  private static final int DEFAULT_PORT = 8080;

  private final Draft draft;
  private final List<Environment> environments;
  private final List<Part> parts;
  private final List<Store> stores;
  private final Edge edge;
  private final boolean cacheTls;
  private final SecretDesign secrets;

  SettingDesign(
      Draft draft,
      List<Environment> environments,
      List<Part> parts,
      List<Store> stores,
      Edge edge,
      boolean cacheTls,
      SecretDesign secrets) {
    this.draft = draft;
    this.environments = environments;
    this.parts = parts;
    this.stores = stores;
    this.edge = edge;
    this.cacheTls = cacheTls;
    this.secrets = secrets;
  }

  /** A job that shares a service's settings reads its secrets too. */
  void alsoReads(String secret, String workload) {
    secrets.alsoReads(secret, workload);
  }

  /** A workload's settings, sorted by name. */
  List<Setting> settings(Part part, Sizing size) {
    Map<String, Setting> settings = new TreeMap<>();
    for (Variable variable : part.service().variables()) {
      if (reaches(part, variable)) {
        value(part, variable, size)
            .ifPresent(v ->
                settings.put(
                    variable.name(),
                    new Setting(
                        variable.name(),
                        v,
                        SettingNames.isBuildTime(variable.name()),
                        variable.purpose())));
      }
    }
    missing(part, settings);
    authority(part, settings);
    if (part.service().language() == Language.NODE
        && part.present()
        && part.kind() != WorkloadKind.STATIC_SITE
        && !settings.containsKey("NODE_ENV")) {
      settings.put(
          "NODE_ENV",
          new Setting(
              "NODE_ENV", new Literal("production"), false, "switches development aids off"));
    }
    return List.copyOf(settings.values());
  }

  /** Files for the browser read no environment; what they know was compiled in. */
  private static boolean reaches(Part part, Variable variable) {
    return part.kind() != WorkloadKind.STATIC_SITE || SettingNames.isBuildTime(variable.name());
  }

  /** Only Python's library takes a certificate authority out of an address. */
  private void authority(Part part, Map<String, Setting> settings) {
    Optional<Store> cache = store(part, Family.CACHE).filter(s -> s.usedBy(part));
    boolean carried =
        part.service().language() == Language.PYTHON
            && settings.values().stream()
                .anyMatch(s -> s.value() instanceof DatastoreUrl u && u.scheme().equals("rediss"));
    if (!cacheTls || cache.isEmpty() || carried || !part.present()) {
      return;
    }
    draft.report(
        "SLIP-CACHE-AUTHORITY",
        Severity.WARNING,
        cache.get().use(part).flatMap(u -> u.use().evidence().span()),
        part.element().toString(),
        "The code of " + part.name() + " has to trust the cache's own certificate authority",
        "The cache encrypts with a certificate that an authority of its own has signed and that"
            + " names no host. REDIS_CA_CERT holds that authority, as PEM; a client that does not"
            + " use it refuses to connect.",
        "Give the client REDIS_CA_CERT as its only certificate authority and switch off the check"
            + " of the host name.");
  }

  private Value password(Store store) {
    return draft.databases().login() == Datastore.Login.PASSWORD
        ? new DatastoreProperty(store.name(), Property.PASSWORD)
        : new Literal(Setting.NO_PASSWORD);
  }

  private Optional<Value> value(Part part, Variable variable, Sizing size) {
    Optional<Value> pool = pool(part, variable, size);
    if (pool.isPresent()) {
      return pool;
    }
    Meaning meaning = SettingNames.meaning(variable.name());
    Optional<Value> value =
        switch (meaning) {
          case PLATFORM -> Optional.empty();
          case DATABASE_URL ->
              relational(part)
                  .map(s ->
                      new DatastoreUrl(s.name(), ConnectionScheme.of(s, part, isDjango(part))));
          case DATABASE_HOST ->
              relational(part).map(s -> new DatastoreProperty(s.name(), Property.HOST));
          case DATABASE_PORT ->
              relational(part).map(s -> new DatastoreProperty(s.name(), Property.PORT));
          case DATABASE_NAME ->
              relational(part).map(s -> new DatastoreProperty(s.name(), Property.NAME));
          case DATABASE_USER ->
              relational(part).map(s -> new DatastoreProperty(s.name(), Property.USER));
          case DATABASE_PASSWORD -> relational(part).map(this::password);
          case CACHE_URL ->
              store(part, Family.CACHE)
                  .map(s -> new DatastoreUrl(s.name(), cacheTls ? "rediss" : "redis"));
          case CACHE_HOST ->
              store(part, Family.CACHE).map(s -> new DatastoreProperty(s.name(), Property.HOST));
          case CACHE_PORT ->
              store(part, Family.CACHE).map(s -> new DatastoreProperty(s.name(), Property.PORT));
          case EXTERNAL_URL -> external(part, variable);
          case BUCKET ->
              store(part, Family.OBJECT_STORE)
                  .map(s -> new DatastoreProperty(s.name(), Property.NAME));
          case TOPIC ->
              topic(part, variable).map(s -> new DatastoreProperty(s.name(), Property.NAME));
          case SUBSCRIPTION ->
              subscribed(part, variable)
                  .map(s -> new DatastoreProperty(s.name(), Property.SUBSCRIPTION));
          case QUEUE ->
              store(part, Family.QUEUE).map(s -> new DatastoreProperty(s.name(), Property.NAME));
          case ACCOUNT -> Optional.of(new AccountId());
          case REGION -> Optional.of(new RegionName());
          case ENVIRONMENT -> environment(variable);
          case NODE_ENVIRONMENT -> Optional.of(new Literal("production"));
          case DEBUG -> Optional.of(new Literal("false"));
          case LISTEN_PORT -> listenPort(part, variable);
          case ORIGIN -> Optional.of(new PublicOrigin());
          case ORIGINS -> origins(variable, e -> "https://" + e);
          case HOSTS -> origins(variable, e -> e).or(() -> platformHosts(part));
          case SERVICE_URL -> serviceUrl(part, variable);
          case OTHER -> Optional.empty();
        };
    return value.isPresent() || meaning == Meaning.PLATFORM ? value : plain(part, variable);
  }

  /** What nothing else explains: a secret, the code's own default, or a question. */
  private Optional<Value> plain(Part part, Variable variable) {
    if (SettingNames.isBuildTime(variable.name())) {
      return buildTime(part, variable);
    }
    if (variable.secret()) {
      return Optional.of(secret(part, variable));
    }
    Optional<String> standard = variable.defaultValue().filter(d -> !d.isBlank());
    if (standard.isPresent()) {
      return isLocal(standard.get()) ? local(part, variable) : fixed(variable, standard.get());
    }
    if (!variable.required()) {
      return Optional.empty();
    }
    draft.ask(
        "Which value has " + variable.name() + " of " + part.name() + "?",
        "it is kept beside the secrets, created empty, and has to be filled before the first"
            + " deployment",
        "secret " + ResourceNames.of(variable.name(), 60, "secret"));
    return Optional.of(secret(part, variable));
  }

  /** The code takes its default by itself; only what it cannot do without is written down. */
  private static Optional<Value> fixed(Variable variable, String standard) {
    return variable.required() ? Optional.of(new Literal(standard)) : Optional.empty();
  }

  private Value secret(Part part, Variable variable) {
    String purpose =
        variable.purpose().isEmpty() ? variable.name() + " of " + part.name() : variable.purpose();
    return new SecretReference(secrets.reader(variable.name(), purpose, part, variable.evidence()));
  }

  private Optional<Value> buildTime(Part part, Variable variable) {
    Optional<String> standard = variable.defaultValue().filter(d -> !d.isBlank() && !isLocal(d));
    if (standard.isEmpty() && variable.required()) {
      draft.ask(
          "Which value has " + variable.name() + ", which is compiled into " + part.name() + "?",
          "it is empty in what the browser loads",
          (part.service().root().isEmpty() ? "" : part.service().root() + "/") + ".env.production");
    }
    return standard.filter(s -> variable.required()).map(Literal::new);
  }

  private Optional<Value> local(Part part, Variable variable) {
    if (SettingNames.isListener(variable.name())) {
      return Optional.of(new Literal("0.0.0.0"));
    }
    draft.report(
        "SLIP-SETTING-LOCAL",
        Severity.WARNING,
        variable.evidence().span(),
        part.element().toString(),
        variable.name() + " points to the developer's own machine by default",
        "Nothing says what "
            + variable.name()
            + " of "
            + part.name()
            + " is in the cloud, and its default is reached on a laptop only."
            + " It is kept beside the secrets, created empty.",
        "Fill the secret before the first deployment, or remove the variable.");
    return Optional.of(secret(part, variable));
  }

  private static boolean isLocal(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    return text.contains("localhost")
        || text.contains("127.0.0.1")
        || text.contains("//0.0.0.0")
        || text.contains("host.docker.internal");
  }

  /**
   * Code whose default is already a word of its own for production knows other words than the
   * environments' names.
   */
  private static Optional<Value> environment(Variable variable) {
    boolean ownWord =
        variable
            .defaultValue()
            .map(d -> d.toLowerCase(Locale.ROOT))
            .filter(d -> d.equals("prod") || d.equals("live"))
            .isPresent();
    return ownWord && !variable.required() ? Optional.empty() : Optional.of(new EnvironmentName());
  }

  /** Django refuses every host that is not listed; others take their default. */
  private Optional<Value> platformHosts(Part part) {
    return isDjango(part) ? Optional.of(new Literal(".run.app")) : Optional.empty();
  }

  /** Workers of a Django project read its settings too. */
  private boolean isDjango(Part part) {
    return parts.stream()
        .filter(p -> p.service().root().equals(part.service().root()))
        .flatMap(p -> p.service().framework().stream())
        .anyMatch(f -> f.value().toLowerCase(Locale.ROOT).contains("django"));
  }

  private Optional<Value> pool(Part part, Variable variable, Sizing size) {
    boolean governs =
        ConnectionBudget.poolSetting(part)
            .filter(v -> v.name().equals(variable.name()))
            .isPresent();
    int before = ConnectionBudget.pool(part);
    if (!governs || relational(part).isEmpty() || size.pool() == before) {
      return Optional.empty();
    }
    return Optional.of(
        new Literal(String.valueOf(Math.max(1, size.pool() - ConnectionBudget.overflow(part)))));
  }

  /** A program that asks another variable than {@code PORT} has to be told the same port. */
  private static Optional<Value> listenPort(Part part, Variable variable) {
    return Optional.of(part.service().port().map(Located::value).orElse(DEFAULT_PORT))
        .filter(p -> part.answersRequests())
        .map(String::valueOf)
        .filter(p -> !variable.defaultValue().equals(Optional.of(p)))
        .map(Literal::new);
  }

  private Optional<Value> external(Part part, Variable variable) {
    String name = variable.name().toUpperCase(Locale.ROOT);
    return stores.stream()
        .filter(s -> s.external() && s.usedBy(part) && about(s.engine(), name))
        .findFirst()
        .map(s ->
            new SecretReference(
                secrets.named(
                    s.name() + "-url",
                    "address of " + s.engine().label(),
                    part,
                    variable.evidence())));
  }

  private static boolean about(Engine engine, String name) {
    return switch (engine) {
      case MONGODB -> name.contains("MONGO");
      case RABBITMQ -> name.contains("RABBIT") || name.startsWith("RMQ_") || name.contains("AMQP");
      case KAFKA -> name.contains("KAFKA");
      case NATS -> name.contains("NATS");
      case ELASTICSEARCH -> name.contains("ELASTIC") || name.contains("OPENSEARCH");
      case MEMCACHED -> name.contains("MEMCACHE");
      case POSTGRESQL, MYSQL, FIRESTORE, REDIS, OBJECT_STORE, TOPIC, TASK_QUEUE, SQLITE -> false;
    };
  }

  /**
   * A list of origins keeps the form of its default: JSON where that is JSON, else separated by
   * commas.
   */
  private Optional<Value> origins(Variable variable, Function<String, String> form) {
    if (environments.stream().anyMatch(e -> e.domain().isEmpty())) {
      return Optional.empty();
    }
    boolean json = variable.defaultValue().filter(d -> d.strip().startsWith("[")).isPresent();
    List<EnvironmentText> texts = new ArrayList<>();
    for (Environment environment : environments) {
      String origin = form.apply(environment.domain().orElseThrow());
      texts.add(new EnvironmentText(environment.name(), json ? "[\"" + origin + "\"]" : origin));
    }
    return Optional.of(new PerEnvironment(List.copyOf(texts)));
  }

  /** Another workload's address; a browser reaches it through the public origin. */
  private Optional<Value> serviceUrl(Part part, Variable variable) {
    Optional<Part> other = meant(part, SettingNames.withoutBuildPrefix(variable.name()));
    boolean browser = SettingNames.isBuildTime(variable.name());
    if (other.isEmpty() || (variable.secret() && !browser)) {
      return Optional.empty();
    }
    if (!browser) {
      return Optional.of(new WorkloadUrl(other.get().name()));
    }
    return Optional.of(
        edge.loadBalancer() ? new PublicOrigin() : new WorkloadUrl(other.get().name()));
  }

  private Optional<Part> meant(Part part, String name) {
    List<Part> others =
        parts.stream().filter(p -> !p.name().equals(part.name()) && p.answersRequests()).toList();
    String upper = name.toUpperCase(Locale.ROOT);
    for (Part other : others) {
      if (upper.startsWith(other.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_")) {
        return Optional.of(other);
      }
    }
    boolean general =
        upper.startsWith("API_")
            || upper.startsWith("BACKEND_")
            || upper.startsWith("SERVER_")
            || upper.startsWith("INTERNAL_API_");
    List<Part> inner = others.stream().filter(p -> !RouteDesign.showsPages(p)).toList();
    return general && inner.size() == 1 ? Optional.of(inner.getFirst()) : Optional.empty();
  }

  private Optional<Store> relational(Part part) {
    return store(part, Family.RELATIONAL)
        .or(() ->
            stores.stream()
                .filter(s -> !s.external() && s.engine().family() == Family.RELATIONAL)
                .findFirst());
  }

  private Optional<Store> store(Part part, Family family) {
    return stores.stream()
        .filter(s -> !s.external() && s.engine().family() == family)
        .filter(s -> s.usedBy(part) || s.uses().isEmpty())
        .findFirst();
  }

  private Optional<Store> topic(Part part, Variable variable) {
    Optional<String> named = TopicNames.topic(variable);
    return stores.stream()
        .filter(s -> !s.external() && s.engine() == Engine.TOPIC && s.usedBy(part))
        .filter(s -> named.isEmpty() || s.name().equals(named.get()))
        .findFirst()
        .or(() -> store(part, Family.TOPIC));
  }

  private Optional<Store> subscribed(Part part, Variable variable) {
    String named = variable.defaultValue().map(d -> ResourceNames.of(d, 40, "")).orElse("");
    return stores.stream()
        .filter(s -> !s.external() && s.engine() == Engine.TOPIC && s.usedBy(part))
        .filter(s -> named.startsWith(s.name()))
        .findFirst()
        .or(() -> store(part, Family.TOPIC));
  }

  /** A datastore that a workload uses has to be told to it, even where no variable was found. */
  private void missing(Part part, Map<String, Setting> settings) {
    for (Store store : stores) {
      if (!store.usedBy(part)
          || settings.values().stream().anyMatch(s -> tells(s.value(), store))) {
        continue;
      }
      Optional<Setting> told = told(part, store);
      told.ifPresent(s -> settings.putIfAbsent(s.name(), s));
      told.filter(s -> part.present())
          .ifPresent(s ->
              draft.report(
                  "SLIP-SETTING-ASSUMED",
                  Severity.NOTE,
                  store.use(part).flatMap(u -> u.use().evidence().span()),
                  part.element().toString(),
                  "No variable of "
                      + part.name()
                      + " tells it where "
                      + store.engine().label()
                      + " is",
                  "The code uses it, and no variable for its address was found. "
                      + s.name()
                      + " is set.",
                  "Read " + s.name() + " in the code."));
    }
  }

  private Optional<Setting> told(Part part, Store store) {
    if (store.external()) {
      String name =
          ResourceNames.of(store.name(), 40, "store").toUpperCase(Locale.ROOT).replace('-', '_')
              + "_URL";
      String secret =
          secrets.named(
              store.name() + "-url",
              "address of " + store.engine().label(),
              part,
              store.evidence().getFirst());
      return Optional.of(
          new Setting(
              name, new SecretReference(secret), false, "address of " + store.engine().label()));
    }
    return switch (store.engine().family()) {
      case RELATIONAL ->
          Optional.of(
              new Setting(
                  "DATABASE_URL",
                  new DatastoreUrl(store.name(), ConnectionScheme.of(store, part, isDjango(part))),
                  false,
                  "the database"));
      case CACHE ->
          Optional.of(
              new Setting(
                  "REDIS_URL",
                  new DatastoreUrl(store.name(), cacheTls ? "rediss" : "redis"),
                  false,
                  "the cache"));
      case OBJECT_STORE ->
          Optional.of(
              new Setting(
                  "BUCKET_NAME",
                  new DatastoreProperty(store.name(), Property.NAME),
                  false,
                  "the bucket"));
      case TOPIC ->
          Optional.of(
              new Setting(
                  "PUBSUB_TOPIC",
                  new DatastoreProperty(store.name(), Property.NAME),
                  false,
                  "the topic"));
      case QUEUE ->
          Optional.of(
              new Setting(
                  "TASK_QUEUE",
                  new DatastoreProperty(store.name(), Property.NAME),
                  false,
                  "the queue"));
      case DOCUMENT, SEARCH, EMBEDDED -> Optional.empty();
    };
  }

  private static boolean tells(Value value, Store store) {
    return switch (value) {
      case DatastoreUrl url -> url.datastore().equals(store.name());
      case DatastoreProperty property -> property.datastore().equals(store.name());
      case SecretReference reference -> reference.secret().equals(store.name() + "-url");
      case Literal l -> false;
      case PerEnvironment p -> false;
      case WorkloadUrl w -> false;
      case PublicOrigin p -> false;
      case EnvironmentName e -> false;
      case AccountId a -> false;
      case RegionName r -> false;
    };
  }
}
