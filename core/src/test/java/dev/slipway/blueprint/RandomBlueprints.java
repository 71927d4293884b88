package dev.slipway.blueprint;

import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import dev.slipway.vocabulary.PipelineProvider;
import dev.slipway.vocabulary.Platform;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Blueprints drawn at random, each by its seed and consistent in itself, as the design would make
 * them: what a workload is connected to exists, what has a private address has a network, and every
 * environment has its sizes.
 */
public final class RandomBlueprints {

  private static final List<String> WORDS =
      List.of("api", "web", "admin", "search-index", "mail", "pay", "very-long-name-1234", "x");

  private final Random random;
  private final List<Environment> environments = new ArrayList<>();
  private final List<Datastore> datastores = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();
  private final List<Workload> workloads = new ArrayList<>();
  private final Map<String, List<String>> readers = new TreeMap<>();
  private boolean severalRegions;

  private RandomBlueprints(long seed) {
    this.random = new Random(seed);
    // The first draws of neighboring seeds are alike.
    random.nextInt();
  }

  /** The blueprint of a seed, on Google Cloud. */
  public static Blueprint draw(long seed) {
    return new RandomBlueprints(seed).draw();
  }

  private boolean often() {
    return random.nextInt(4) != 0;
  }

  private boolean sometimes() {
    return random.nextInt(3) == 0;
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Blueprint draw() {
    BlueprintDraft draft = Blueprints.edit(Blueprints.chat());
    environments();
    severalRegions = random.nextInt(6) == 0;
    stores();
    secrets();
    workloads();
    draft.environments = List.copyOf(environments);
    draft.slug(one(List.of("shop", "a", "an-extremely-long-00", "my-app-2")));
    draft.regions(severalRegions ? new String[] {"europe-west1", "europe-west4"} : one());
    draft.platform(
        sometimes() && hasFunctions() ? Platform.FUNCTIONS : Platform.SERVERLESS_CONTAINERS);
    draft.datastores = sorted(datastores);
    draft.secrets =
        secrets.stream()
            .map(s ->
                new Secret(
                    s.name(),
                    s.purpose(),
                    readers.getOrDefault(s.name(), List.of()).stream().sorted().toList(),
                    s.rotationDays()))
            .toList();
    draft.workloads = List.copyOf(workloads);
    draft.edge = edge();
    draft.network = network();
    draft.delivery = delivery();
    draft.observability = observability();
    draft.recovery =
        new Recovery(
            severalRegions ? Recovery.Topology.MULTI_REGION : Recovery.Topology.SINGLE_REGION,
            List.of());
    draft.budget =
        new Budget(
            often() ? Optional.of(new BigDecimal("300")) : Optional.empty(),
            List.of(50, 90, 100),
            Optional.empty());
    draft.compliance =
        sometimes() ? List.of(one(List.of(Compliance.values()))) : List.<Compliance>of();
    draft.controls = List.of();
    return draft.build();
  }

  private static String[] one() {
    return new String[] {"europe-west1"};
  }

  private static List<Datastore> sorted(List<Datastore> stores) {
    return stores.stream().sorted(Comparator.comparing(Datastore::name)).toList();
  }

  private boolean hasFunctions() {
    return workloads.stream().anyMatch(w -> w.kind() == WorkloadKind.FUNCTION);
  }

  private void environments() {
    boolean named = often();
    int before = random.nextInt(3);
    for (String name : List.of("development", "staging").subList(2 - before, 2)) {
      Environment.Stage stage =
          name.equals("staging") ? Environment.Stage.STAGING : Environment.Stage.DEVELOPMENT;
      environments.add(
          new Environment(
              name,
              stage,
              "acme-" + name,
              named ? Optional.of(name + ".shop.example.com") : Optional.empty(),
              false));
    }
    environments.add(
        new Environment(
            "production",
            Environment.Stage.PRODUCTION,
            "acme-production",
            named ? Optional.of("shop.example.com") : Optional.empty(),
            true));
  }

  private void stores() {
    if (often()) {
      relational("main");
    }
    if (random.nextInt(6) == 0) {
      relational("reports");
    }
    if (sometimes()) {
      boolean key = often();
      datastores.add(
          new Datastore.Cache(
              "sessions",
              Engine.REDIS,
              "7.2",
              key ? Login.SERVICE_KEY : Login.NONE,
              sometimes(),
              environments.stream()
                  .map(e ->
                      new Datastore.CacheSize(
                          e.name(), 1 + random.nextInt(4), production(e) && sometimes()))
                  .toList()));
    }
    if (sometimes()) {
      datastores.add(
          new Datastore.Document(
              "documents", Engine.FIRESTORE, often(), List.of(7, 14, 30).get(random.nextInt(3))));
    }
    if (sometimes()) {
      datastores.add(
          new Datastore.Bucket(
              "uploads",
              Engine.OBJECT_STORE,
              "What users upload.",
              sometimes() ? Optional.of(400) : Optional.empty(),
              sometimes() ? Optional.of(90) : Optional.empty(),
              often()));
    }
  }

  private static boolean production(Environment environment) {
    return environment.stage() == Environment.Stage.PRODUCTION;
  }

  private void relational(String name) {
    boolean mysql = sometimes();
    boolean available = sometimes();
    int days = List.of(7, 14, 30).get(random.nextInt(3));
    datastores.add(
        new Datastore.Relational(
            name,
            mysql ? Engine.MYSQL : Engine.POSTGRESQL,
            mysql ? "8.4" : one(List.of("15", "16", "17")),
            !mysql && sometimes() ? List.of("vector") : List.of(),
            "shop",
            Login.IDENTITY,
            environments.stream()
                .map(e ->
                    new RelationalSize(
                        e.name(),
                        "db-custom-2-7680",
                        new BigDecimal("2"),
                        new BigDecimal("7.5"),
                        20,
                        200,
                        production(e) && available,
                        severalRegions && production(e) ? 1 : 0,
                        days,
                        7,
                        200,
                        120))
                .toList()));
  }

  private void workloads() {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      service(WORDS.get((random.nextInt(2) + 2 * i) % WORDS.size()), i == 0);
    }
    if (sometimes()) {
      worker();
    }
    if (sometimes()) {
      job("cleanup", WorkloadKind.SCHEDULED_JOB);
    }
    if (sometimes()) {
      job("import", WorkloadKind.JOB);
    }
    relational().filter(_ -> often()).ifPresent(this::migration);
    workloads.sort(Comparator.comparing(Workload::name));
    deliveries();
  }

  private Optional<Datastore.Relational> relational() {
    return datastores.stream()
        .filter(Datastore.Relational.class::isInstance)
        .map(Datastore.Relational.class::cast)
        .findFirst();
  }

  private void service(String name, boolean open) {
    if (workloads.stream().anyMatch(w -> w.name().equals(name))) {
      return;
    }
    WorkloadKind kind =
        one(
            List.of(
                WorkloadKind.SERVICE,
                WorkloadKind.SERVICE,
                WorkloadKind.SERVICE,
                WorkloadKind.FUNCTION,
                WorkloadKind.STATIC_SITE));
    WorkloadDraft draft =
        new WorkloadDraft(name, kind)
            .exposure(
                open || kind == WorkloadKind.STATIC_SITE || sometimes()
                    ? Workload.Exposure.PUBLIC
                    : Workload.Exposure.INTERNAL)
            .scaling(scaling());
    if (often()) {
      draft.health("/healthz");
    }
    if (kind == WorkloadKind.SERVICE) {
      if (sometimes()) {
        draft.traits(one(List.of(Trait.values())));
      }
      draft.source("", Language.PYTHON, "3.13", "FastAPI").command("uvicorn", "app:app");
    }
    if (kind != WorkloadKind.STATIC_SITE) {
      uses(draft, name);
    }
    workloads.add(draft.build());
  }

  private Workload.Scaling[] scaling() {
    int most = 1 + random.nextInt(9);
    return environments.stream()
        .map(e -> new Workload.Scaling(e.name(), production(e) ? 1 : 0, production(e) ? most : 2))
        .toArray(Workload.Scaling[]::new);
  }

  /** Connections, with the settings that a program needs to use them. */
  private void uses(WorkloadDraft draft, String name) {
    for (Datastore store : datastores) {
      if (sometimes()) {
        uses(draft, store);
      }
    }
    for (Secret secret : secrets) {
      if (sometimes()) {
        String setting = secret.name().toUpperCase(Locale.ROOT).replace('-', '_');
        draft.setting(setting, new Setting.SecretReference(secret.name()));
        readers.computeIfAbsent(secret.name(), _ -> new ArrayList<>()).add(name);
      }
    }
    Optional<Workload> other =
        workloads.stream()
            .filter(
                w -> w.kind() == WorkloadKind.SERVICE && w.exposure() == Workload.Exposure.INTERNAL)
            .findFirst();
    if (other.isPresent() && often()) {
      draft.connection(new Connection(other.get().element(), Access.INVOKE));
      draft.setting("OTHER_URL", new Setting.WorkloadUrl(other.get().name()));
    }
    draft.setting("ENVIRONMENT", new Setting.EnvironmentName());
    draft.setting("LOG_LEVEL", new Setting.Literal("info"));
  }

  private void uses(WorkloadDraft draft, Datastore store) {
    switch (store) {
      case Datastore.Relational database -> {
        String scheme = database.engine() == Engine.MYSQL ? "mysql+pymysql" : "postgresql+asyncpg";
        draft.connects(store.name(), Access.READ_WRITE);
        draft.setting(
            store.name().toUpperCase(Locale.ROOT) + "_URL",
            new Setting.DatastoreUrl(store.name(), scheme));
      }
      case Datastore.Cache _ -> {
        draft.connects(store.name(), Access.READ_WRITE);
        draft.setting("REDIS_URL", new Setting.DatastoreUrl(store.name(), "redis"));
      }
      case Datastore.Bucket _ -> {
        draft.connects(store.name(), sometimes() ? Access.READ : Access.READ_WRITE);
        draft.setting("BUCKET", new Setting.DatastoreProperty(store.name(), Setting.Property.NAME));
      }
      case Datastore.Document _ ->
          draft.connects(store.name(), sometimes() ? Access.READ : Access.READ_WRITE);
      case Datastore.Topic _, Datastore.TaskQueue _, Datastore.External _ -> {}
    }
  }

  private void worker() {
    WorkloadDraft draft =
        new WorkloadDraft("worker", WorkloadKind.WORKER)
            .exposure(Workload.Exposure.NONE)
            .command("python", "-m", "worker")
            .scaling(
                environments.stream()
                    .map(e -> new Workload.Scaling(e.name(), 1, 3))
                    .toArray(Workload.Scaling[]::new));
    uses(draft, "worker");
    if (often()) {
      datastores.add(
          new Datastore.Topic(
              "events",
              Engine.TOPIC,
              7,
              List.of(
                  new Datastore.Subscription(
                      "worker-events", "worker", false, Optional.empty(), 60, 5))));
      draft.connects("events", Access.SUBSCRIBE);
    }
    workloads.add(draft.build());
  }

  private void job(String name, WorkloadKind kind) {
    WorkloadDraft draft =
        new WorkloadDraft(name, kind)
            .exposure(Workload.Exposure.NONE)
            .command("python", "-m", name)
            .scaling(
                environments.stream()
                    .map(e -> new Workload.Scaling(e.name(), 0, 1))
                    .toArray(Workload.Scaling[]::new));
    if (kind == WorkloadKind.SCHEDULED_JOB) {
      draft.schedule(
          one(List.of("30 3 * * *", "*/15 * * * *", "0 6 1 * *", "15 22 * * 1-5")),
          "Europe/Berlin");
    }
    uses(draft, name);
    workloads.add(draft.build());
  }

  private void migration(Datastore.Relational database) {
    WorkloadDraft draft =
        new WorkloadDraft("migrate", WorkloadKind.JOB)
            .exposure(Workload.Exposure.NONE)
            .command("alembic", "upgrade", "head")
            .scaling(
                environments.stream()
                    .map(e -> new Workload.Scaling(e.name(), 0, 1))
                    .toArray(Workload.Scaling[]::new))
            .migration(
                new Workload.Migration(
                    workloads.getFirst().name(),
                    database.name(),
                    MigrationTool.ALEMBIC,
                    "alembic"));
    uses(draft, database);
    workloads.add(draft.build());
  }

  /** Topics that somebody publishes to, and queues that call a service. */
  private void deliveries() {
    Optional<Workload> target =
        workloads.stream().filter(w -> w.kind() == WorkloadKind.SERVICE).findFirst();
    if (target.isPresent() && sometimes()) {
      datastores.add(
          new Datastore.TaskQueue("emails", Engine.TASK_QUEUE, target.get().name(), 5, 10, 5));
    }
  }

  private void secrets() {
    for (String name : List.of("api-key", "signing-key")) {
      if (sometimes()) {
        secrets.add(
            new Secret(name, "A key", List.of(), sometimes() ? Optional.of(90) : Optional.empty()));
      }
    }
  }

  private Edge edge() {
    List<Edge.Route> routes = new ArrayList<>();
    List<Workload> open =
        workloads.stream().filter(w -> w.exposure() == Workload.Exposure.PUBLIC).toList();
    open.stream().skip(1).forEach(w -> routes.add(new Edge.Route("/" + w.name(), w.name())));
    routes.add(new Edge.Route("/", open.getFirst().name()));
    boolean named = environments.getFirst().domain().isPresent();
    boolean balanced = named && (open.size() > 1 || often() || severalRegions);
    return new Edge(
        balanced,
        one(List.of("1.2", "1.3")),
        balanced && sometimes(),
        balanced && sometimes(),
        balanced && sometimes() ? Optional.of(600) : Optional.empty(),
        named && sometimes() ? Optional.of("shop.example.com") : Optional.empty(),
        List.copyOf(routes));
  }

  private Network network() {
    boolean needed =
        datastores.stream()
            .anyMatch(d -> d instanceof Datastore.Relational || d instanceof Datastore.Cache);
    boolean nat = random.nextInt(6) == 0;
    return needed || nat
        ? new Network(
            true,
            severalRegions
                ? List.of(
                    new Network.Subnet("europe-west1", "10.10.0.0/24"),
                    new Network.Subnet("europe-west4", "10.11.0.0/24"))
                : List.of(new Network.Subnet("europe-west1", "10.10.0.0/24")),
            "10.20.0.0/20",
            nat)
        : new Network(false, List.of(), "", false);
  }

  private Delivery delivery() {
    DeliveryStrategy strategy = one(List.of(DeliveryStrategy.values()));
    return new Delivery(
        PipelineProvider.GITHUB_ACTIONS,
        strategy,
        strategy == DeliveryStrategy.CANARY ? List.of(10, 50) : List.of(),
        environments.stream().map(e -> new Delivery.Promotion(e.name(), production(e))).toList(),
        workloads.stream().filter(w -> w.migration().isPresent()).map(Workload::name).toList(),
        List.of());
  }

  private Observability observability() {
    Workload first =
        workloads.stream()
            .filter(w -> w.exposure() == Workload.Exposure.PUBLIC)
            .findFirst()
            .orElseThrow();
    List<LogMetric> metrics = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    for (Workload workload : workloads) {
      if (workload.kind() == WorkloadKind.SERVICE && often()) {
        alerts.add(
            alert(
                workload.name() + "-errors",
                one(List.of(Signal.ERROR_RATE, Signal.LATENCY_P95, Signal.LATENCY_P99)),
                workload.element(),
                Optional.empty()));
      }
    }
    relational()
        .ifPresent(d ->
            alerts.add(
                alert(
                    d.name() + "-watch",
                    one(
                        List.of(
                            Signal.DATABASE_CPU,
                            Signal.DATABASE_DISK,
                            Signal.DATABASE_CONNECTIONS)),
                    d.element(),
                    Optional.empty())));
    if (sometimes() && first.kind() != WorkloadKind.STATIC_SITE) {
      metrics.add(
          new LogMetric(
              "failed_logins",
              LogSignal.AUTHENTICATION_FAILURES,
              first.name(),
              "",
              "Logins that failed."));
      alerts.add(
          alert("failed-logins", Signal.LOG_COUNT, first.element(), Optional.of("failed_logins")));
    }
    return new Observability(
        "ops@example.com",
        List.of(30, 90, 180).get(random.nextInt(3)),
        400,
        metrics,
        alerts,
        List.of());
  }

  private static Alert alert(String name, Signal signal, Element target, Optional<String> metric) {
    return new Alert(
        name,
        name,
        Observability.Severity.WARNING,
        signal,
        target,
        metric,
        new BigDecimal("5"),
        signal == Signal.LATENCY_P95 || signal == Signal.LATENCY_P99
            ? "s"
            : signal == Signal.LOG_COUNT ? "per minute" : "%",
        Duration.ofMinutes(5),
        "Something is wrong.");
  }
}
