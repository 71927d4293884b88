package dev.slipway.blueprint;

import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore.Bucket;
import dev.slipway.blueprint.Datastore.Cache;
import dev.slipway.blueprint.Datastore.CacheSize;
import dev.slipway.blueprint.Datastore.Document;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Datastore.Subscription;
import dev.slipway.blueprint.Datastore.TaskQueue;
import dev.slipway.blueprint.Datastore.Topic;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Setting.DatastoreUrl;
import dev.slipway.blueprint.Setting.EnvironmentName;
import dev.slipway.blueprint.Setting.Literal;
import dev.slipway.blueprint.Setting.PublicOrigin;
import dev.slipway.blueprint.Setting.SecretReference;
import dev.slipway.blueprint.Setting.Value;
import dev.slipway.blueprint.Setting.WorkloadUrl;
import dev.slipway.evidence.Evidence;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import dev.slipway.vocabulary.PipelineProvider;
import dev.slipway.vocabulary.Platform;
import dev.slipway.vocabulary.RiskLevel;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Blueprints written by hand, for tests of everything that reads one. */
public final class Blueprints {

  private static final String REGION = "europe-west1";

  private Blueprints() {}

  /** A blueprint to be changed in places. */
  public static BlueprintDraft edit(Blueprint blueprint) {
    return new BlueprintDraft(blueprint);
  }

  /** One public service in one environment; no data, no network, no domain. */
  public static Blueprint minimal() {
    Environment production =
        new Environment("production", Stage.PRODUCTION, "hello-prod", Optional.empty(), true);
    Workload hello =
        new WorkloadDraft("hello", WorkloadKind.SERVICE)
            .scaling(new Workload.Scaling("production", 0, 3))
            .build();
    return new Blueprint(
        Blueprint.VERSION,
        new Project(
            "Hello",
            "hello",
            "unassigned",
            Cloud.GCP,
            List.of(REGION),
            Platform.SERVERLESS_CONTAINERS,
            Optional.empty(),
            List.of(new Project.Label("project", "hello")),
            List.of()),
        List.of(production),
        List.of(hello),
        List.of(),
        List.of(),
        new Edge(
            false,
            "1.2",
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(new Edge.Route("/", "hello"))),
        new Network(false, List.of(), "", false),
        objectives(),
        new Delivery(
            PipelineProvider.GITHUB_ACTIONS,
            DeliveryStrategy.BLUE_GREEN,
            List.of(),
            List.of(new Delivery.Promotion("production", true)),
            List.of(),
            List.of()),
        new Observability("", 30, 400, List.of(), List.of(), List.of()),
        new Recovery(Recovery.Topology.SINGLE_REGION, List.of()),
        new Budget(Optional.empty(), List.of(50, 90, 100), Optional.empty()),
        List.of(),
        List.of(),
        List.of(
            assumed("cloud", "Cloud", Element.of(Element.Kind.PROJECT), "Google Cloud"),
            assumed("workload.hello.kind", "Kind of hello", Element.workload("hello"), "service")),
        List.of());
  }

  /**
   * A chat product: a streaming API, a web client, a worker, a migration job, a nightly clean-up;
   * PostgreSQL, Redis, Firestore, a bucket, a topic and a task queue; staging and production, a
   * domain, WAF, CDN and DNS.
   */
  public static Blueprint chat() {
    return new Blueprint(
        Blueprint.VERSION,
        new Project(
            "Chat",
            "chat",
            "platform-team",
            Cloud.GCP,
            List.of(REGION),
            Platform.SERVERLESS_CONTAINERS,
            Optional.of("acme/chat"),
            List.of(
                new Project.Label("owner", "platform-team"), new Project.Label("project", "chat")),
            List.of(
                new Project.RecordSource(
                    "decision", "ADR-001", "Chat on Google Cloud", true, "docs/adr/ADR-001.md"))),
        List.of(
            new Environment(
                "staging",
                Stage.STAGING,
                "acme-chat-staging",
                Optional.of("staging.chat.example.com"),
                false),
            new Environment(
                "production",
                Stage.PRODUCTION,
                "acme-chat-prod",
                Optional.of("chat.example.com"),
                true)),
        List.of(api(), cleanup(), migrate(), web(), worker()),
        List.of(documents(), emails(), events(), database(), sessions(), uploads()),
        List.of(
            new Secret(
                "anthropic-api-key",
                "Key for the Anthropic API",
                List.of("api", "worker"),
                Optional.of(90)),
            new Secret("jwt-secret", "Signs session tokens", List.of("api"), Optional.empty())),
        new Edge(
            true,
            "1.2",
            true,
            true,
            Optional.of(600),
            Optional.of("chat.example.com"),
            List.of(new Edge.Route("/api", "api"), new Edge.Route("/", "web"))),
        new Network(
            true, List.of(new Network.Subnet(REGION, "10.10.0.0/24")), "10.20.0.0/20", false),
        objectives(),
        new Delivery(
            PipelineProvider.GITHUB_ACTIONS,
            DeliveryStrategy.CANARY,
            List.of(10, 50),
            List.of(
                new Delivery.Promotion("staging", false),
                new Delivery.Promotion("production", true)),
            List.of("migrate"),
            List.of()),
        observability(),
        new Recovery(
            Recovery.Topology.SINGLE_REGION,
            List.of(
                new Recovery.Plan(
                    "main", "daily backups and point-in-time recovery", "5 min", "30 min"))),
        new Budget(
            Optional.of(new BigDecimal("500")),
            List.of(50, 80, 100),
            Optional.of(new BigDecimal("25"))),
        List.of(),
        List.of(
            new Control(
                "SEC-1",
                "Administrative access is logged",
                RiskLevel.MEDIUM,
                List.of(Measure.AUDIT_LOGS),
                Optional.empty(),
                Evidence.assumed("fixture"))),
        decisions(),
        List.of());
  }

  private static Workload api() {
    return new WorkloadDraft("api", WorkloadKind.SERVICE)
        .source("backend", Language.PYTHON, "3.13", "FastAPI")
        .command("uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8080")
        .health("/healthz")
        .scaling(new Workload.Scaling("staging", 0, 2), new Workload.Scaling("production", 1, 10))
        .setting("ANTHROPIC_API_KEY", new SecretReference("anthropic-api-key"))
        .setting("DATABASE_URL", new DatastoreUrl("main", "postgresql+asyncpg"))
        .setting("ENVIRONMENT", new EnvironmentName())
        .setting("JWT_SECRET", new SecretReference("jwt-secret"))
        .setting("PUBLIC_ORIGIN", new PublicOrigin())
        .setting("REDIS_URL", new DatastoreUrl("sessions", "redis"))
        .setting("UPLOAD_BUCKET", new Setting.DatastoreProperty("uploads", Setting.Property.NAME))
        .connects("documents", Access.READ_WRITE)
        .connects("emails", Access.ENQUEUE)
        .connects("events", Access.PUBLISH)
        .connects("main", Access.READ_WRITE)
        .connects("sessions", Access.READ_WRITE)
        .connects("uploads", Access.READ_WRITE)
        .traits(Trait.STREAMING)
        .build();
  }

  private static Workload cleanup() {
    return new WorkloadDraft("cleanup", WorkloadKind.SCHEDULED_JOB)
        .source("backend", Language.PYTHON, "3.13", "FastAPI")
        .image("api")
        .command("python", "-m", "app.cleanup")
        .exposure(Workload.Exposure.NONE)
        .scaling(new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 0, 1))
        .schedule("30 3 * * *", "Europe/Berlin")
        .setting("DATABASE_URL", new DatastoreUrl("main", "postgresql+asyncpg"))
        .connects("main", Access.READ_WRITE)
        .build();
  }

  private static Workload migrate() {
    return new WorkloadDraft("migrate", WorkloadKind.JOB)
        .source("backend", Language.PYTHON, "3.13", "FastAPI")
        .image("api")
        .command("alembic", "upgrade", "head")
        .exposure(Workload.Exposure.NONE)
        .scaling(new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 0, 1))
        .migration(new Workload.Migration("api", "main", MigrationTool.ALEMBIC, "backend/alembic"))
        .setting("DATABASE_URL", new DatastoreUrl("main", "postgresql+asyncpg"))
        .connects("main", Access.READ_WRITE)
        .build();
  }

  private static Workload web() {
    return new WorkloadDraft("web", WorkloadKind.SERVICE)
        .source("frontend", Language.NODE, "24", "Next.js")
        .command("node", "server.js")
        .scaling(new Workload.Scaling("staging", 0, 2), new Workload.Scaling("production", 1, 5))
        .setting("API_URL", new WorkloadUrl("api"))
        .setting("LOG_LEVEL", new Literal("info"))
        .connection(new Connection(Element.workload("api"), Access.INVOKE))
        .build();
  }

  private static Workload worker() {
    return new WorkloadDraft("worker", WorkloadKind.WORKER)
        .source("backend", Language.PYTHON, "3.13", "FastAPI")
        .image("api")
        .command("python", "-m", "app.worker")
        .exposure(Workload.Exposure.NONE)
        .scaling(new Workload.Scaling("staging", 1, 1), new Workload.Scaling("production", 1, 3))
        .setting("DATABASE_URL", new DatastoreUrl("main", "postgresql+asyncpg"))
        .setting(
            "EVENTS_SUBSCRIPTION",
            new Setting.DatastoreProperty("events", Setting.Property.SUBSCRIPTION))
        .connects("events", Access.SUBSCRIBE)
        .connects("main", Access.READ_WRITE)
        .build();
  }

  private static Relational database() {
    return new Relational(
        "main",
        Engine.POSTGRESQL,
        "17",
        List.of("vector"),
        "chat",
        Login.IDENTITY,
        List.of(
            new RelationalSize(
                "staging",
                "db-f1-micro",
                BigDecimal.ZERO,
                new BigDecimal("0.6"),
                10,
                50,
                false,
                0,
                7,
                3,
                25,
                20),
            new RelationalSize(
                "production",
                "db-custom-2-7680",
                new BigDecimal("2"),
                new BigDecimal("7.5"),
                20,
                200,
                true,
                1,
                30,
                7,
                200,
                120)));
  }

  private static Cache sessions() {
    return new Cache(
        "sessions",
        Engine.REDIS,
        "7.2",
        Login.SERVICE_KEY,
        false,
        List.of(new CacheSize("staging", 1, false), new CacheSize("production", 2, true)));
  }

  private static Document documents() {
    return new Document("documents", Engine.FIRESTORE, true, 14);
  }

  private static Bucket uploads() {
    return new Bucket(
        "uploads",
        Engine.OBJECT_STORE,
        "What users upload.",
        Optional.empty(),
        Optional.of(90),
        true);
  }

  private static Topic events() {
    return new Topic(
        "events",
        Engine.TOPIC,
        7,
        List.of(new Subscription("worker-events", "worker", false, Optional.empty(), 60, 5)));
  }

  private static TaskQueue emails() {
    return new TaskQueue("emails", Engine.TASK_QUEUE, "api", 5, 10, 5);
  }

  private static Objectives objectives() {
    return new Objectives(
        new BigDecimal("99.9"),
        Duration.ofSeconds(3),
        Duration.ofSeconds(6),
        BigDecimal.ONE,
        BigDecimal.TEN,
        100,
        Duration.ofMinutes(15),
        Duration.ofHours(1));
  }

  private static Observability observability() {
    return new Observability(
        "ops@example.com",
        90,
        400,
        List.of(
            new LogMetric("api_errors", LogSignal.ERRORS, "api", "", "Error lines of the API.")),
        List.of(
            new Alert(
                "api-error-rate",
                "API fails too often",
                Observability.Severity.CRITICAL,
                Signal.ERROR_RATE,
                Element.workload("api"),
                Optional.empty(),
                BigDecimal.ONE,
                "%",
                Duration.ofMinutes(5),
                "One request in a hundred fails."),
            new Alert(
                "main-disk",
                "Database disk fills up",
                Observability.Severity.WARNING,
                Signal.DATABASE_DISK,
                Element.datastore("main"),
                Optional.empty(),
                new BigDecimal("80"),
                "%",
                Duration.ofMinutes(15),
                "The disk still grows by itself, up to its limit.")),
        List.of(
            new Chart("Requests", ChartKind.REQUEST_RATE, Optional.of(Element.workload("api")))));
  }

  private static List<Decision> decisions() {
    return List.of(
        assumed("cloud", "Cloud", Element.of(Element.Kind.PROJECT), "Google Cloud"),
        assumed(
            "database.main.engine", "Engine of main", Element.datastore("main"), "PostgreSQL 17"),
        assumed("database.main.login", "Login to main", Element.datastore("main"), "identity"),
        assumed("edge.entry", "Way in", Element.of(Element.Kind.EDGE), "global load balancer"),
        assumed("workload.api.kind", "Kind of api", Element.workload("api"), "service"));
  }

  private static Decision assumed(String id, String subject, Element element, String choice) {
    return new Decision(
        id,
        subject,
        element,
        choice,
        "It is the plain choice.",
        List.of(),
        List.of(Evidence.assumed("fixture")),
        "When the project says otherwise.");
  }

  /** A setting, for tests. */
  public static Setting setting(String name, Value value) {
    return new Setting(name, value, false, "");
  }
}
