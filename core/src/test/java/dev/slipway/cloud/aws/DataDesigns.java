package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
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
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Setting.DatastoreUrl;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Platform;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Designs that between them use every kind of datastore with every option. */
final class DataDesigns {

  private DataDesigns() {}

  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    designs.put("postgresql", Designs.chat().build());
    designs.put("mysql", Designs.chat().with(instance(Engine.MYSQL, "8.4")).build());
    designs.put("aurora", Designs.chat().with(aurora(Engine.POSTGRESQL, "17")).build());
    designs.put("aurora-mysql", Designs.chat().with(aurora(Engine.MYSQL, "8.0")).build());
    designs.put("proxy", proxied(Engine.POSTGRESQL, "16").build());
    designs.put("proxy-mysql", proxied(Engine.MYSQL, "8").build());
    designs.put(
        "proxy-aurora", Designs.chat().with(crowded(aurora(Engine.POSTGRESQL, "16"))).build());
    designs.put("two-databases", twoDatabases().build());
    designs.put("open-cache", Designs.chat().with(cache(Login.NONE, false)).build());
    designs.put("tls-cache", Designs.chat().with(cache(Login.NONE, true)).build());
    designs.put("two-caches", twoCaches().build());
    designs.put("buckets", buckets().build());
    designs.put("messages", messages().build());
    designs.put(
        "documents",
        Designs.chat().with(new Document("documents", Engine.FIRESTORE, false, 90)).build());
    designs.put("outside", outside().build());
    designs.put("drivers", drivers(Engine.POSTGRESQL).build());
    designs.put("drivers-mysql", drivers(Engine.MYSQL).build());
    designs.put("keys", Designs.chat().with(Compliance.HIPAA, Compliance.GDPR).build());
    designs.put("regions", regions().build());
    designs.put("regions-keys", regions().with(Compliance.HIPAA).build());
    designs.put("regions-kubernetes", regions().platform(Platform.KUBERNETES).build());
    return designs;
  }

  /** Two regions in production. */
  static BlueprintDraft regions() {
    return Designs.chat()
        .regions("eu-central-1", "eu-west-1")
        .with(
            new Network(
                true,
                List.of(
                    new Network.Subnet("eu-central-1", "10.10.0.0/24"),
                    new Network.Subnet("eu-west-1", "10.11.0.0/24")),
                "",
                false));
  }

  static Relational instance(Engine engine, String version) {
    return relational(
        "main",
        engine,
        version,
        Designs.size("staging", "db.t4g.micro", false, 0),
        Designs.size("production", "db.m7g.large", true, 1));
  }

  static Relational aurora(Engine engine, String version) {
    return relational(
        "main",
        engine,
        version,
        Designs.size("staging", "db.t4g.medium", false, 0),
        Designs.size("production", "db.serverless", true, 1));
  }

  static Relational relational(
      String name, Engine engine, String version, RelationalSize... sizes) {
    return new Relational(name, engine, version, List.of(), "chat", Login.PASSWORD, List.of(sizes));
  }

  private static BlueprintDraft proxied(Engine engine, String version) {
    return Designs.chat().with(crowded(instance(engine, version)));
  }

  /** The same database with more clients in production than it takes. */
  private static Relational crowded(Relational store) {
    return new Relational(
        store.name(),
        store.engine(),
        store.version(),
        store.extensions(),
        store.databaseName(),
        store.login(),
        store.sizes().stream().map(DataDesigns::crowded).toList());
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
        size.readReplicas(),
        size.backupsRetained(),
        size.pointInTimeDays(),
        size.maxConnections(),
        size.environment().equals("production") ? 900 : 20);
  }

  private static BlueprintDraft twoDatabases() {
    RelationalSize kept =
        new RelationalSize(
            "production",
            "db.t4g.large",
            BigDecimal.TWO,
            BigDecimal.TEN,
            500,
            510,
            false,
            0,
            90,
            7,
            200,
            10);
    return Designs.chat()
        .with(
            relational(
                "user-reports",
                Engine.MYSQL,
                "8.4",
                Designs.size("staging", "db.t4g.micro", false, 0),
                kept))
        .with(
            internal("reporter", Language.PYTHON)
                .setting("REPORTS_URL", new DatastoreUrl("user-reports", "mysql+pymysql"))
                .connects("user-reports", Access.READ)
                .build());
  }

  static Cache cache(Login login, boolean tls) {
    return cache("sessions", login, tls, "7.2", 1);
  }

  private static Cache cache(String name, Login login, boolean tls, String version, int memory) {
    return new Cache(
        name,
        Engine.REDIS,
        version,
        login,
        tls,
        List.of(new CacheSize("staging", 1, false), new CacheSize("production", memory, true)));
  }

  private static BlueprintDraft twoCaches() {
    return Designs.chat()
        .with(cache("pages", Login.SERVICE_KEY, true, "8.0", 40))
        .with(
            internal("renderer", Language.NODE)
                .setting("CACHE_URL", new DatastoreUrl("pages", "redis"))
                .connects("pages", Access.READ_WRITE)
                .build());
  }

  private static BlueprintDraft buckets() {
    return Designs.chat()
        .with(bucket("exports", Optional.of(20), Optional.of(90), false))
        .with(bucket("archive", Optional.of(3650), Optional.of(10), true))
        .with(bucket("scratch", Optional.of(1), Optional.empty(), false))
        .with(Compliance.GDPR);
  }

  private static Bucket bucket(
      String name, Optional<Integer> retention, Optional<Integer> colder, boolean versioning) {
    return new Bucket(
        name, Engine.OBJECT_STORE, "Holds " + name + ".", retention, colder, versioning);
  }

  /** A pushed subscription, one of a function, tasks for a function, and a topic nobody reads. */
  private static BlueprintDraft messages() {
    return Designs.chat()
        .with(
            new Topic(
                "events",
                Engine.TOPIC,
                30,
                List.of(
                    new Subscription("api-events", "api", true, Optional.of("/_push"), 60, 5),
                    new Subscription("thumbs-events", "thumbs", true, Optional.of("/"), 60, 3),
                    new Subscription("worker-events", "worker", false, Optional.empty(), 60, 5))))
        .with(new Topic("audit", Engine.TOPIC, 7, List.of()))
        .with(new TaskQueue("resizes", Engine.TASK_QUEUE, "thumbs", 5, 1, 5))
        .with(
            new WorkloadDraft("thumbs", WorkloadKind.FUNCTION)
                .scaling(
                    new Workload.Scaling("staging", 0, 3), new Workload.Scaling("production", 0, 9))
                .connects("uploads", Access.READ_WRITE)
                .build());
  }

  private static BlueprintDraft outside() {
    return Designs.chat()
        .with(new Datastore.External("search", Engine.ELASTICSEARCH, "search-url"))
        .with(
            internal("finder", Language.GO)
                .setting("SEARCH_URL", new DatastoreUrl("search", "https"))
                .connects("search", Access.READ)
                .build());
  }

  /** Every language that reads a connection string. */
  private static BlueprintDraft drivers(Engine engine) {
    String scheme = engine == Engine.MYSQL ? "mysql" : "postgresql";
    BlueprintDraft draft =
        Designs.chat().with(instance(engine, engine == Engine.MYSQL ? "8.4" : "17"));
    for (Language language : Language.values()) {
      draft.with(
          internal("in-" + language.name().toLowerCase(java.util.Locale.ROOT), language)
              .setting("DATABASE_URL", new DatastoreUrl("main", scheme))
              .setting("REDIS_URL", new DatastoreUrl("sessions", "redis"))
              .connects("main", Access.READ_WRITE)
              .connects("sessions", Access.READ_WRITE)
              .build());
    }
    return draft;
  }

  private static WorkloadDraft internal(String name, Language language) {
    return new WorkloadDraft(name, WorkloadKind.SERVICE)
        .source(name, language, "1", "none")
        .exposure(Workload.Exposure.INTERNAL)
        .scaling(new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 0, 1));
  }
}
