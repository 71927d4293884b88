package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Bucket;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Datastore.Subscription;
import dev.slipway.blueprint.Datastore.TaskQueue;
import dev.slipway.blueprint.Datastore.Topic;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.MigrationTool;
import dev.slipway.vocabulary.Platform;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Designs for AWS that between them use every pass, by name. */
final class Designs {

  static final String REGION = "eu-central-1";
  private static final String STAGING = "111111111111";
  private static final String PRODUCTION = "222222222222";

  private Designs() {}

  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    designs.put("minimal", minimal());
    designs.put("inside", inside());
    designs.put("chat", chat().build());
    designs.put("keys", chat().with(Compliance.HIPAA, Compliance.GDPR).build());
    designs.put("functions", functions());
    designs.put("functions-only", functionsOnly());
    designs.put("mysql", mysql());
    designs.put("no-domain", chat().withoutDomain().build());
    designs.put("own-dns", chat().with(edge(true, false, Optional.empty())).build());
    designs.put("no-cdn", chat().with(edge(false, true, Optional.of("chat.example.com"))).build());
    designs.put("nat", chat().with(network(true)).build());
    designs.put("traits", traits());
    designs.put("kubernetes", chat().platform(Platform.KUBERNETES).build());
    designs.put("regions", regions());
    designs.put("long-names", chat().slug("an-extremely-long-00").build());
    return designs;
  }

  static Blueprint minimal() {
    return Blueprints.edit(Blueprints.minimal())
        .cloud(Cloud.AWS)
        .regions(REGION)
        .accounts(PRODUCTION)
        .build();
  }

  /**
   * A system without a public door: a service, a worker, a migration and a nightly job; PostgreSQL,
   * a bucket, a topic, a queue and a secret that is renewed.
   */
  static Blueprint inside() {
    BlueprintDraft draft =
        Blueprints.edit(minimal())
            .with(
                new Relational(
                    "main",
                    Engine.POSTGRESQL,
                    "17",
                    List.of(),
                    "shop",
                    Login.PASSWORD,
                    List.of(size("production", "db.t4g.micro", false, 0))))
            .with(
                new Bucket(
                    "uploads",
                    Engine.OBJECT_STORE,
                    "What users upload.",
                    Optional.empty(),
                    Optional.empty(),
                    true))
            .with(
                new Topic(
                    "events",
                    Engine.TOPIC,
                    7,
                    List.of(
                        new Subscription(
                            "worker-events", "worker", false, Optional.empty(), 60, 5))))
            .with(new TaskQueue("emails", Engine.TASK_QUEUE, "orders", 5, 10, 5));
    draft.workloads = List.of();
    draft.secrets =
        List.of(
            new Secret("payment-key", "Key of the payments", List.of("orders"), Optional.of(90)));
    draft
        .with(
            inside("orders", WorkloadKind.SERVICE)
                .exposure(Workload.Exposure.INTERNAL)
                .setting("PAYMENT_KEY", new Setting.SecretReference("payment-key"))
                .setting("UPLOADS", new Setting.DatastoreProperty("uploads", Setting.Property.NAME))
                .connects("emails", Access.ENQUEUE)
                .connects("events", Access.PUBLISH)
                .connects("uploads", Access.READ_WRITE)
                .build())
        .with(
            inside("worker", WorkloadKind.WORKER)
                .setting(
                    "EVENTS",
                    new Setting.DatastoreProperty("events", Setting.Property.SUBSCRIPTION))
                .connects("events", Access.SUBSCRIBE)
                .build())
        .with(
            inside("migrate", WorkloadKind.JOB)
                .migration(
                    new Workload.Migration("orders", "main", MigrationTool.ALEMBIC, "alembic"))
                .build())
        .with(
            inside("cleanup", WorkloadKind.SCHEDULED_JOB)
                .schedule("30 3 * * *", "Europe/Berlin")
                .build());
    return draft
        .with(new Edge(false, "1.2", false, false, Optional.empty(), Optional.empty(), List.of()))
        .build();
  }

  private static WorkloadDraft inside(String name, WorkloadKind kind) {
    return new WorkloadDraft(name, kind)
        .exposure(Workload.Exposure.NONE)
        .scaling(new Workload.Scaling("production", 1, 2))
        .setting("DATABASE_URL", new Setting.DatastoreUrl("main", "postgresql"))
        .connects("main", Access.READ_WRITE);
  }

  /** The chat product on AWS, to be changed further. */
  static BlueprintDraft chat() {
    return Blueprints.edit(Blueprints.chat())
        .cloud(Cloud.AWS)
        .regions(REGION)
        .accounts(STAGING, PRODUCTION)
        .with(network(false))
        .with(
            new Relational(
                "main",
                Engine.POSTGRESQL,
                "17",
                List.of("vector"),
                "chat",
                Login.PASSWORD,
                List.of(
                    size("staging", "db.t4g.micro", false, 0),
                    size("production", "db.m7g.large", true, 1))));
  }

  /** Production in two regions. */
  static Blueprint regions() {
    return chat()
        .regions(REGION, "eu-west-1")
        .with(
            new Network(
                true,
                List.of(
                    new Network.Subnet(REGION, "10.10.0.0/24"),
                    new Network.Subnet("eu-west-1", "10.11.0.0/24")),
                "",
                false))
        .build();
  }

  static Network network(boolean nat) {
    return new Network(true, List.of(new Network.Subnet(REGION, "10.10.0.0/24")), "", nat);
  }

  static RelationalSize size(String environment, String tier, boolean available, int replicas) {
    return new RelationalSize(
        environment,
        tier,
        new BigDecimal("2"),
        new BigDecimal("8"),
        20,
        200,
        available,
        replicas,
        7,
        7,
        200,
        120);
  }

  private static Edge edge(boolean cdn, boolean waf, Optional<String> zone) {
    return new Edge(
        true,
        "1.3",
        cdn,
        waf,
        Optional.empty(),
        zone,
        List.of(new Edge.Route("/api", "api"), new Edge.Route("/", "web")));
  }

  static Blueprint functions() {
    Workload resize =
        new WorkloadDraft("resize", WorkloadKind.FUNCTION)
            .command("functions-framework", "--target", "resize")
            .scaling(
                new Workload.Scaling("staging", 0, 3), new Workload.Scaling("production", 0, 10))
            .setting("UPLOADS", new Setting.DatastoreProperty("uploads", Setting.Property.NAME))
            .setting("JWT_SECRET", new Setting.SecretReference("jwt-secret"))
            .connects("uploads", Access.READ)
            .build();
    Workload billing =
        new WorkloadDraft("billing", WorkloadKind.FUNCTION)
            .exposure(Workload.Exposure.INTERNAL)
            .scaling(
                new Workload.Scaling("staging", 0, 3), new Workload.Scaling("production", 0, 10))
            .build();
    Workload docs =
        new WorkloadDraft("docs", WorkloadKind.STATIC_SITE)
            .scaling(
                new Workload.Scaling("staging", 0, 2), new Workload.Scaling("production", 0, 4))
            .setting("BILLING_URL", new Setting.WorkloadUrl("billing"))
            .connection(new Connection(Element.workload("billing"), Access.INVOKE))
            .build();
    return chat()
        .platform(Platform.FUNCTIONS)
        .with(resize)
        .with(billing)
        .with(docs)
        .with(
            new Edge(
                true,
                "1.3",
                true,
                false,
                Optional.of(100),
                Optional.empty(),
                List.of(
                    new Edge.Route("/resize", "resize"),
                    new Edge.Route("/docs", "docs"),
                    new Edge.Route("/", "web"))))
        .build();
  }

  /** Two public functions and nothing else. */
  static Blueprint functionsOnly() {
    Workload.Scaling scaling = new Workload.Scaling("production", 0, 5);
    BlueprintDraft draft =
        Blueprints.edit(minimal())
            .platform(Platform.FUNCTIONS)
            .with(new WorkloadDraft("hello", WorkloadKind.FUNCTION).scaling(scaling).build())
            .with(new WorkloadDraft("thumbs", WorkloadKind.FUNCTION).scaling(scaling).build());
    return draft
        .with(
            new Edge(
                false,
                "1.2",
                false,
                false,
                Optional.of(120),
                Optional.empty(),
                List.of(new Edge.Route("/thumbs", "thumbs"), new Edge.Route("/", "hello"))))
        .build();
  }

  static Blueprint mysql() {
    return chat()
        .with(
            new Relational(
                "main",
                Engine.MYSQL,
                "8.4",
                List.of(),
                "shop",
                Login.PASSWORD,
                List.of(
                    size("staging", "db.t4g.medium", false, 0),
                    size("production", "db.m7g.large", true, 0))))
        .with(
            new Relational(
                "reports",
                Engine.POSTGRESQL,
                "16",
                List.of(),
                "reports",
                Login.PASSWORD,
                List.of(
                    size("staging", "db.t4g.medium", false, 0),
                    size("production", "db.m7g.large", true, 0))))
        .with(
            new WorkloadDraft("reporter", WorkloadKind.SERVICE)
                .exposure(Workload.Exposure.INTERNAL)
                .scaling(
                    new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 0, 1))
                .setting("REPORTS_URL", new Setting.DatastoreUrl("reports", "postgresql"))
                .connects("reports", Access.READ)
                .build())
        .build();
  }

  /** A service for each trait that shapes how it is reached. */
  static Blueprint traits() {
    return chat()
        .with(service("live", Trait.WEBSOCKETS))
        .with(service("rpc", Trait.GRPC))
        .with(service("stream", Trait.STREAMING))
        .with(service("files", Trait.LOCAL_DISK, Trait.BACKGROUND_WORK))
        .with(
            new Edge(
                true,
                "1.2",
                true,
                true,
                Optional.of(300),
                Optional.of("chat.example.com"),
                List.of(
                    new Edge.Route("/stream", "stream"),
                    new Edge.Route("/files", "files"),
                    new Edge.Route("/live", "live"),
                    new Edge.Route("/rpc.v1.Chat", "rpc"),
                    new Edge.Route("/", "web"))))
        .build();
  }

  private static Workload service(String name, Trait... traits) {
    return new WorkloadDraft(name, WorkloadKind.SERVICE)
        .scaling(new Workload.Scaling("staging", 1, 2), new Workload.Scaling("production", 2, 6))
        .traits(traits)
        .build();
  }

  /** The datastores of a design without those of one kind. */
  static BlueprintDraft without(BlueprintDraft draft, Class<? extends Datastore> kind) {
    draft.datastores = draft.datastores.stream().filter(d -> !kind.isInstance(d)).toList();
    return draft;
  }
}
