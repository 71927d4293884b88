package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** RDS and Aurora: the database, its replicas, its login and who may reach it. */
final class RelationalPass implements Pass {

  static final String FILE = StackFiles.DATABASE;
  static final ResourceAddress SUBNETS = ResourceAddress.managed("aws_db_subnet_group", "main");
  static final ResourceAddress MONITORING =
      ResourceAddress.managed("aws_iam_role", "database_monitoring");
  private static final Provenance NETWORK =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network");
  private static final Provenance WATCHED =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");

  @Override
  public String name() {
    return "relational";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    List<Datastore.Relational> stores = blueprint.datastores(Datastore.Relational.class);
    if (stores.isEmpty()) {
      return part.build();
    }
    for (Place place : Place.of(blueprint)) {
      part.resource(
          FILE,
          place.at(SUBNETS),
          "",
          place.meta(),
          Body.builder()
              .set("name", AwsNames.resource(blueprint, "main"))
              .set("subnet_ids", Subnets.isolatedIds(place)),
          NETWORK);
    }
    monitoring(blueprint, part);
    for (Datastore.Relational store : stores) {
      for (Place place : Place.of(blueprint)) {
        DatastoreGroups.add(blueprint, place, store, FILE, part, why(store, "engine"));
      }
      database(blueprint, store, part);
      new LoginSecret(blueprint, store).add(part);
    }
    return part.build();
  }

  private static void database(
      Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    DatabaseParameters.add(blueprint, Place.PRIMARY, store, part, why(store, "engine"));
    DatabaseLogs.add(blueprint, store, part);
    if (Aurora.serves(store)) {
      new AuroraCluster(blueprint, store, part).add();
    } else {
      new RelationalInstance(blueprint, store, part).add();
    }
    if (DatabaseProxy.wanted(store)) {
      new DatabaseProxy(blueprint, store, part).add();
    }
  }

  static Provenance why(Datastore.Relational store, String aspect) {
    String base = "database." + store.name() + ".";
    return Provenance.of(
        store.element(),
        base + aspect,
        base + "tier",
        base + "availability",
        base + "backup",
        base + "storage");
  }

  private static void monitoring(Blueprint blueprint, StackPart.Builder part) {
    ResourceAddress trust = ResourceAddress.data("aws_iam_policy_document", "database_monitoring");
    Policies.trust(part, FILE, trust, "monitoring.rds.amazonaws.com", WATCHED);
    part.resource(
        FILE,
        MONITORING,
        "RDS writes what the operating system below a database does as this role, once a minute:"
            + " some cents a month that tell a full disk from a busy one.",
        Body.builder()
            .set("name", AwsNames.role(blueprint, "database-monitoring"))
            .set("assume_role_policy", trust.reference().dot("json")),
        WATCHED);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy_attachment", "database_monitoring"),
        "",
        Body.builder()
            .set("role", MONITORING.reference().dot("name"))
            .set(
                "policy_arn",
                "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"),
        WATCHED);
  }
}
