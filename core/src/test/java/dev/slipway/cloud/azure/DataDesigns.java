package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
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
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Recovery;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The common designs, and more of them for each datastore and its options. */
final class DataDesigns {

  private DataDesigns() {}

  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>(Designs.all());
    designs.putAll(own());
    return designs;
  }

  /** Those that are here and not among the common ones. */
  static SequencedMap<String, Blueprint> own() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    designs.put("replicas", chat(database("main", Engine.POSTGRESQL, Login.PASSWORD, 2)).build());
    designs.put("regions-recovered", regions(Login.PASSWORD).build());
    designs.put("regions-keys", regions(Login.PASSWORD).with(Compliance.PCI_DSS).build());
    designs.put("mysql-regions", mysql().build());
    designs.put("mysql-keys", mysql().with(Compliance.HIPAA).build());
    designs.put("long-term", longTerm());
    designs.put("pooled", pooled());
    designs.put("only-secrets", onlySecrets());
    designs.put("all-protected", allProtected());
    designs.put("public", withoutNetwork());
    designs.put("big-cache", chat(cache(Login.IDENTITY, 60)).build());
    designs.put(
        "plain-documents", chat(new Document("documents", Engine.FIRESTORE, false, 14)).build());
    designs.put("kept-buckets", buckets());
    designs.put("pushed", pushed());
    return designs;
  }

  private static BlueprintDraft chat(Datastore store) {
    return Designs.chat().with(store);
  }

  /** A database in sizes that allow a standby and replicas in production. */
  static Relational database(String name, Engine engine, Login login, int replicas) {
    boolean mysql = engine == Engine.MYSQL;
    return new Relational(
        name,
        engine,
        mysql ? "8.4" : "17",
        mysql ? List.of() : List.of("vector", "uuid-ossp"),
        "chat",
        login,
        List.of(
            size("staging", "B_Standard_B1ms", false, 0),
            size("production", "GP_Standard_D2ds_v5", true, replicas)));
  }

  static RelationalSize size(String environment, String tier, boolean standby, int replicas) {
    return new RelationalSize(
        environment,
        tier,
        BigDecimal.TWO,
        new BigDecimal("8"),
        100,
        500,
        standby,
        replicas,
        30,
        7,
        400,
        120);
  }

  /** A service that keeps nothing and reads a secret. */
  private static Blueprint onlySecrets() {
    BlueprintDraft draft = Blueprints.edit(Designs.minimal());
    draft.secrets =
        List.of(new Secret("api-key", "Key of a partner", List.of("hello"), Optional.of(90)));
    return draft.build();
  }

  /** More connections than the size in production takes. */
  private static Blueprint pooled() {
    Relational main = database("main", Engine.POSTGRESQL, Login.PASSWORD, 0);
    return chat(new Relational(
            main.name(),
            main.engine(),
            main.version(),
            main.extensions(),
            main.databaseName(),
            main.login(),
            List.of(main.size("staging"), crowded(main.size("production")))))
        .build();
  }

  private static RelationalSize crowded(RelationalSize size) {
    return new RelationalSize(
        size.environment(),
        size.tier(),
        size.vcpu(),
        size.memoryGib(),
        size.storageGib(),
        size.maxStorageGib(),
        size.highAvailability(),
        0,
        7,
        7,
        400,
        900);
  }

  /** Backups that have to be kept for a year. */
  private static Blueprint longTerm() {
    Relational main = database("main", Engine.POSTGRESQL, Login.PASSWORD, 0);
    RelationalSize production = main.size("production");
    return chat(new Relational(
            main.name(),
            main.engine(),
            main.version(),
            main.extensions(),
            main.databaseName(),
            main.login(),
            List.of(
                main.size("staging"),
                new RelationalSize(
                    "production",
                    production.tier(),
                    production.vcpu(),
                    production.memoryGib(),
                    production.storageGib(),
                    production.maxStorageGib(),
                    production.highAvailability(),
                    0,
                    365,
                    7,
                    production.maxConnections(),
                    production.plannedConnections()))))
        .build();
  }

  private static Cache cache(Login login, int gib) {
    return new Cache(
        "sessions",
        Engine.REDIS,
        "7.4",
        login,
        true,
        List.of(new CacheSize("staging", 1, false), new CacheSize("production", gib, true)));
  }

  private static BlueprintDraft regions(Login login) {
    BlueprintDraft draft =
        Designs.chat()
            .with(database("main", Engine.POSTGRESQL, login, 0))
            .regions("westeurope", "northeurope")
            .with(
                new Network(
                    true,
                    List.of(
                        new Network.Subnet("westeurope", "10.0.0.0/24"),
                        new Network.Subnet("northeurope", "10.1.0.0/24")),
                    "10.64.0.0/16",
                    false));
    draft.recovery = new Recovery(Recovery.Topology.MULTI_REGION, draft.recovery.plans());
    return draft;
  }

  private static BlueprintDraft mysql() {
    return regions(Login.PASSWORD)
        .with(database("main", Engine.MYSQL, Login.PASSWORD, 0))
        .with(database("reports", Engine.POSTGRESQL, Login.PASSWORD, 1))
        .with(
            new WorkloadDraft("reporter", WorkloadKind.SERVICE)
                .source("reporter", Language.GO, "1.26", "net/http")
                .exposure(Workload.Exposure.INTERNAL)
                .scaling(
                    new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 0, 1))
                .setting("REPORTS_URL", new Setting.DatastoreUrl("reports", "postgres"))
                .setting("MAIN_URL", new Setting.DatastoreUrl("main", "mysql"))
                .setting("MAIN_HOST", new Setting.DatastoreProperty("main", Setting.Property.HOST))
                .connects("main", Access.READ)
                .connects("reports", Access.READ_WRITE)
                .build());
  }

  private static Blueprint allProtected() {
    BlueprintDraft draft =
        Designs.chat().with(database("main", Engine.POSTGRESQL, Login.PASSWORD, 0));
    draft.environments =
        draft.environments.stream()
            .map(e -> new Environment(e.name(), e.stage(), e.accountId(), e.domain(), true))
            .toList();
    return draft.build();
  }

  /** Only what can be reached without a private network. */
  private static Blueprint withoutNetwork() {
    BlueprintDraft draft = Designs.chat().with(new Network(false, List.of(), "", false));
    draft.datastores =
        draft.datastores.stream()
            .filter(d -> !(d instanceof Relational) && !(d instanceof Cache))
            .toList();
    draft.workloads = draft.workloads.stream().filter(w -> w.migration().isEmpty()).toList();
    return draft.build();
  }

  private static Blueprint buckets() {
    return Designs.chat()
        .with(
            new Bucket(
                "uploads",
                Engine.OBJECT_STORE,
                "What users upload.",
                Optional.of(365),
                Optional.of(30),
                true))
        .with(
            new Bucket(
                "exports",
                Engine.OBJECT_STORE,
                "What users take away.",
                Optional.empty(),
                Optional.empty(),
                false))
        .build();
  }

  /** Messages that are posted to a workload instead of being fetched by it. */
  private static Blueprint pushed() {
    return Designs.chat()
        .with(
            new Topic(
                "events",
                Engine.TOPIC,
                3,
                List.of(
                    new Subscription("events-api", "api", true, Optional.of("/events"), 600, 5),
                    new Subscription("events-worker", "worker", false, Optional.empty(), 30, 5))))
        .with(new TaskQueue("emails", Engine.TASK_QUEUE, "api", 10, 5, 8))
        .build();
  }
}
