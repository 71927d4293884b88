package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
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
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Platform;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Designs that between them use every pass, by name. */
final class Designs {

  private Designs() {}

  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    designs.put("minimal", Blueprints.minimal());
    designs.put("chat", Blueprints.chat());
    designs.put("regions", regions());
    designs.put("keys", chat().with(Compliance.HIPAA, Compliance.GDPR).build());
    designs.put("functions", functions());
    designs.put("kubernetes", chat().platform(Platform.KUBERNETES).build());
    designs.put("mysql", mysql());
    designs.put("no-domain", chat().withoutDomain().build());
    designs.put("nat", chat().with(new Network(true, subnets(), "10.20.0.0/20", true)).build());
    designs.put("long-names", chat().slug("an-extremely-long-00").build());
    return designs;
  }

  private static BlueprintDraft chat() {
    return Blueprints.edit(Blueprints.chat());
  }

  private static List<Network.Subnet> subnets() {
    return List.of(new Network.Subnet("europe-west1", "10.10.0.0/24"));
  }

  static Blueprint regions() {
    return chat()
        .regions("europe-west1", "us-central1")
        .with(
            new Network(
                true,
                List.of(
                    new Network.Subnet("europe-west1", "10.10.0.0/24"),
                    new Network.Subnet("us-central1", "10.11.0.0/24")),
                "10.20.0.0/20",
                false))
        .build();
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
    return chat()
        .with(
            new Relational(
                "main",
                Engine.MYSQL,
                "8.4",
                List.of(),
                "shop",
                Login.IDENTITY,
                List.of(
                    size("staging", "db-g1-small", false),
                    size("production", "db-custom-2-7680", true))))
        .with(
            new Relational(
                "reports",
                Engine.POSTGRESQL,
                "16",
                List.of(),
                "reports",
                Login.PASSWORD,
                List.of(
                    size("staging", "db-g1-small", false),
                    size("production", "db-perf-optimized-N-2", true))))
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

  private static RelationalSize size(String environment, String tier, boolean available) {
    return new RelationalSize(
        environment, tier, BigDecimal.ONE, BigDecimal.TWO, 10, 100, available, 0, 7, 7, 100, 50);
  }
}
