package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Cache;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Platform;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Designs for Azure that between them use every pass, by name. */
final class Designs {

  private static final String STAGING = "3f2b8a10-6c1d-4b52-9a0e-5d7c21f0a001";
  private static final String PRODUCTION = "9c40d7e2-18f3-4a6b-8e55-0b1f6a2ce002";
  private static final String REGION = "westeurope";
  private static final String SECOND = "northeurope";

  private Designs() {}

  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    designs.put("minimal", minimal());
    designs.put("minimal-domain", minimalWithDomain());
    designs.put("chat", chat().build());
    designs.put("regions", regions());
    designs.put("keys", chat().with(Compliance.HIPAA, Compliance.GDPR).build());
    designs.put("functions", functions());
    designs.put("kubernetes", chat().platform(Platform.KUBERNETES).build());
    designs.put("kubernetes-regions", regionsOf(chat().platform(Platform.KUBERNETES)).build());
    designs.put("mysql", mysql());
    designs.put("passwords", passwords());
    designs.put("no-domain", chat().withoutDomain().build());
    designs.put("some-domain", someDomain());
    designs.put("nat", chat().with(new Network(true, subnets(), "10.20.0.0/20", true)).build());
    designs.put("long-names", chat().slug("an-extremely-long-00").build());
    designs.put("traits", traits());
    designs.put("plain-edge", plainEdge());
    designs.put("foreign-zone", foreignZone());
    return designs;
  }

  static Blueprint minimal() {
    return Blueprints.edit(Blueprints.minimal())
        .cloud(Cloud.AZURE)
        .accounts(PRODUCTION)
        .regions(REGION)
        .build();
  }

  /** One public service under a domain, without a load balancer. */
  static Blueprint minimalWithDomain() {
    BlueprintDraft draft = Blueprints.edit(minimal());
    draft.environments = Blueprints.chat().environments().subList(1, 2);
    return draft
        .accounts(PRODUCTION)
        .with(edge(false, false, Optional.of("example.com"), new Edge.Route("/", "hello")))
        .build();
  }

  private static Edge edge(
      boolean balanced, boolean guarded, Optional<String> zone, Edge.Route... routes) {
    return new Edge(
        balanced,
        "1.2",
        guarded,
        guarded,
        guarded ? Optional.of(600) : Optional.empty(),
        zone,
        List.of(routes));
  }

  /** The chat product in this cloud's regions, sizes and ways to log in. */
  static BlueprintDraft chat() {
    BlueprintDraft draft =
        Blueprints.edit(Blueprints.chat())
            .cloud(Cloud.AZURE)
            .accounts(STAGING, PRODUCTION)
            .regions(REGION)
            .with(new Network(true, subnets(), "10.20.0.0/20", false));
    for (Datastore store : draft.datastores) {
      if (store instanceof Relational relational) {
        draft.with(relational(relational, relational.engine(), Login.IDENTITY));
      }
    }
    return draft;
  }

  /** The same database in this cloud's sizes. */
  static Relational relational(Relational store, Engine engine, Login login) {
    return new Relational(
        store.name(),
        engine,
        engine == Engine.MYSQL ? "8.4" : store.version(),
        engine == Engine.MYSQL ? List.of() : store.extensions(),
        store.databaseName(),
        login,
        List.of(
            size("staging", "B_Standard_B1ms", false),
            size("production", "GP_Standard_D2ds_v5", true)));
  }

  static RelationalSize size(String environment, String tier, boolean available) {
    return new RelationalSize(
        environment,
        tier,
        BigDecimal.TWO,
        new BigDecimal("8"),
        32,
        128,
        available,
        0,
        7,
        7,
        400,
        120);
  }

  private static List<Network.Subnet> subnets() {
    return List.of(new Network.Subnet(REGION, "10.10.0.0/24"));
  }

  static Blueprint regions() {
    return regionsOf(chat()).build();
  }

  private static BlueprintDraft regionsOf(BlueprintDraft draft) {
    return draft
        .regions(REGION, SECOND)
        .with(
            new Network(
                true,
                List.of(
                    new Network.Subnet(REGION, "10.10.0.0/24"),
                    new Network.Subnet(SECOND, "10.11.0.0/24")),
                "10.20.0.0/20",
                false));
  }

  private static Workload.Scaling[] small() {
    return new Workload.Scaling[] {
      new Workload.Scaling("staging", 0, 3), new Workload.Scaling("production", 0, 10)
    };
  }

  static Blueprint functions() {
    Workload resize =
        new WorkloadDraft("resize", WorkloadKind.FUNCTION)
            .command("functions-framework", "--target", "resize")
            .scaling(small())
            .setting("UPLOADS", new Setting.DatastoreProperty("uploads", Setting.Property.NAME))
            .setting("JWT_SECRET", new Setting.SecretReference("jwt-secret"))
            .connects("uploads", Access.READ)
            .build();
    Workload billing =
        new WorkloadDraft("billing", WorkloadKind.FUNCTION)
            .exposure(Workload.Exposure.INTERNAL)
            .scaling(small())
            .build();
    Workload docs =
        new WorkloadDraft("docs", WorkloadKind.STATIC_SITE)
            .scaling(small())
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

  static Blueprint mysql() {
    BlueprintDraft draft = chat();
    Relational main = draft.build().datastores(Relational.class).getFirst();
    return draft
        .with(relational(main, Engine.MYSQL, Login.IDENTITY))
        .with(
            new Relational(
                "reports",
                Engine.POSTGRESQL,
                "16",
                List.of(),
                "reports",
                Login.PASSWORD,
                List.of(
                    size("staging", "B_Standard_B1ms", false),
                    size("production", "MO_Standard_E2ds_v5", true))))
        .with(
            new WorkloadDraft("reporter", WorkloadKind.SERVICE)
                .exposure(Workload.Exposure.INTERNAL)
                .scaling(small())
                .setting("REPORTS_URL", new Setting.DatastoreUrl("reports", "postgresql"))
                .connects("reports", Access.READ)
                .build())
        .build();
  }

  /** Every datastore is logged in to by a password or a key. */
  static Blueprint passwords() {
    BlueprintDraft draft = chat();
    for (Datastore store : draft.datastores) {
      switch (store) {
        case Relational relational ->
            draft.with(relational(relational, relational.engine(), Login.PASSWORD));
        case Cache cache ->
            draft.with(
                new Cache(
                    cache.name(),
                    cache.engine(),
                    cache.version(),
                    Login.SERVICE_KEY,
                    true,
                    cache.sizes()));
        case Datastore.Document _,
            Datastore.Bucket _,
            Datastore.Topic _,
            Datastore.TaskQueue _,
            Datastore.External _ -> {}
      }
    }
    return draft.build();
  }

  /** Only production has a domain. */
  static Blueprint someDomain() {
    BlueprintDraft bare = chat().withoutDomain();
    BlueprintDraft draft = chat();
    draft.environments = List.of(bare.environments.get(0), draft.environments.get(1));
    return draft.build();
  }

  /** A load balancer without firewall, cache and zone. */
  static Blueprint plainEdge() {
    return chat()
        .with(
            edge(
                true,
                false,
                Optional.empty(),
                new Edge.Route("/api", "api"),
                new Edge.Route("/", "web")))
        .build();
  }

  /** The zone is above the environments' domains. */
  static Blueprint foreignZone() {
    return chat()
        .with(
            edge(
                true,
                true,
                Optional.of("example.com"),
                new Edge.Route("/api/admin", "api"),
                new Edge.Route("/api", "api"),
                new Edge.Route("/", "web")))
        .build();
  }

  /** Workloads that want something unusual of the platform. */
  static Blueprint traits() {
    return chat()
        .with(
            new WorkloadDraft("live", WorkloadKind.SERVICE)
                .traits(Trait.WEBSOCKETS, Trait.BACKGROUND_WORK)
                .scaling(small())
                .build())
        .with(
            new WorkloadDraft("rpc", WorkloadKind.SERVICE)
                .traits(Trait.GRPC)
                .health("/healthz")
                .scaling(small())
                .build())
        .with(
            new WorkloadDraft("model", WorkloadKind.SERVICE)
                .exposure(Workload.Exposure.INTERNAL)
                .compute(
                    new Workload.Compute(
                        new BigDecimal("6"), 24_576, 4, Duration.ofMinutes(10), true))
                .scaling(small())
                .build())
        .with(
            new WorkloadDraft("disk", WorkloadKind.WORKER)
                .exposure(Workload.Exposure.NONE)
                .traits(Trait.LOCAL_DISK)
                .scaling(small())
                .build())
        .with(
            edge(
                true,
                true,
                Optional.of("chat.example.com"),
                new Edge.Route("/live", "live"),
                new Edge.Route("/rpc", "rpc"),
                new Edge.Route("/api", "api"),
                new Edge.Route("/", "web")))
        .build();
  }
}
