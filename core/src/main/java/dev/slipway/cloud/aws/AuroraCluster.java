package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Resource.Meta;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One Aurora cluster whose members grow and shrink by themselves. Its storage is in three zones
 * whatever its members are, so a standby is a second member and a read replica a further one.
 */
final class AuroraCluster {

  private static final String FILE = StackFiles.DATABASE;

  /** One Aurora capacity unit has this much memory, in GiB. */
  private static final BigDecimal UNIT_GIB = BigDecimal.TWO;

  private static final int MOST_UNITS = 256;

  private final Blueprint blueprint;
  private final Datastore.Relational store;
  private final StackPart.Builder part;
  private final String prefix;

  AuroraCluster(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.store = store;
    this.part = part;
    this.prefix = Databases.prefix(blueprint, store);
  }

  void add() {
    variables();
    part.resource(
        FILE,
        AwsAddresses.databaseCluster(store.name()),
        "",
        Meta.NONE.withDependsOn(List.of(DatabaseLogs.address(store).reference())),
        cluster(),
        why("engine"));
    part.resource(
        FILE,
        AwsAddresses.databaseMembers(store.name()),
        "The first writes; the others answer reads, and one of them takes over when it is lost.",
        Meta.NONE.withCount(var(prefix + "_members")),
        member(),
        why("availability"));
  }

  private Provenance why(String aspect) {
    return RelationalPass.why(store, aspect);
  }

  private RelationalSize size(String environment) {
    return store.size(environment);
  }

  private void variables() {
    String what = "the database " + store.name();
    EnvironmentInputs tier = new EnvironmentInputs(blueprint, part, why("tier"));
    tier.decimal(
        prefix + "_least_units",
        "Aurora capacity units, of 2 GiB of memory each, that each member of "
            + what
            + " always has; with 0 it pauses when nobody is connected.",
        BigDecimal.ZERO,
        BigDecimal.valueOf(MOST_UNITS),
        e -> e.deletionProtection() ? new BigDecimal("0.5") : BigDecimal.ZERO);
    tier.number(
        prefix + "_most_units",
        "Aurora capacity units to which each member of " + what + " may grow by itself.",
        1,
        MOST_UNITS,
        e -> units(size(e.name())));
    new EnvironmentInputs(blueprint, part, why("availability"))
        .number(
            prefix + "_members",
            "Members of " + what + ": the writer, and readers that can take its place.",
            1,
            16,
            e -> 1 + (size(e.name()).highAvailability() ? 1 : 0) + size(e.name()).readReplicas());
    new EnvironmentInputs(blueprint, part, why("backup"))
        .number(
            prefix + "_backup_days",
            "Days back to which " + what + " can be restored to any second.",
            1,
            35,
            e -> RelationalInstance.retention(size(e.name())));
  }

  private static int units(RelationalSize size) {
    return size.memoryGib()
        .divide(UNIT_GIB, 0, RoundingMode.CEILING)
        .max(BigDecimal.ONE)
        .min(BigDecimal.valueOf(MOST_UNITS))
        .intValue();
  }

  private Body.Builder cluster() {
    LoginSecret login = new LoginSecret(blueprint, store);
    Body.Builder body =
        Body.builder()
            .set(
                "cluster_identifier",
                text(AwsNames.resource(blueprint, store.name())),
                DatabaseWaivers.cluster(blueprint, store))
            .set("engine", Databases.engine(store))
            .set("engine_version", Databases.version(store))
            .set("database_name", store.databaseName())
            .set("master_username", DatastoreLogins.USER)
            .set("master_password_wo", login.password())
            .set("master_password_wo_version", login.version())
            .set("storage_encrypted", true);
    Encryption.with(blueprint, body, "kms_key_id");
    body.set("db_subnet_group_name", RelationalPass.SUBNETS.reference().dot("name"))
        .set(
            "vpc_security_group_ids",
            list(AwsAddresses.datastoreGroup(store.name()).reference().dot("id")))
        .set(
            "db_cluster_parameter_group_name",
            DatabaseParameters.address(store).reference().dot("name"))
        .set(
            "iam_database_authentication_enabled",
            bool(true),
            "People log in with their own identity, where a user of the database is given rds_iam.")
        .set("enabled_cloudwatch_logs_exports", texts(DatabaseLogs.exported(store)));
    return kept(body)
        .block(
            "serverlessv2_scaling_configuration",
            Body.builder()
                .set("min_capacity", var(prefix + "_least_units"))
                .set("max_capacity", var(prefix + "_most_units")));
  }

  private Body.Builder kept(Body.Builder body) {
    Expression unprotected = new Expression.Unary("!", var("deletion_protection"));
    return body.set("backup_retention_period", var(prefix + "_backup_days"))
        .set("preferred_backup_window", text("01:00-02:00"), "UTC, as all times here.")
        .set("preferred_maintenance_window", "sun:02:30-sun:03:30")
        .set("copy_tags_to_snapshot", true)
        .set("delete_automated_backups", unprotected)
        .set("deletion_protection", var("deletion_protection"))
        .set("skip_final_snapshot", unprotected)
        .set("final_snapshot_identifier", AwsNames.resource(blueprint, store.name() + "-final"));
  }

  private Body.Builder member() {
    Body.Builder body =
        Body.builder()
            .set(
                "identifier",
                template(
                    AwsNames.resource(blueprint, store.name()) + "-",
                    new Binary(Operator.PLUS, ref("count.index"), number(1))),
                DatabaseWaivers.member(blueprint))
            .set(
                "cluster_identifier",
                AwsAddresses.databaseCluster(store.name()).reference().dot("id"))
            .set("instance_class", Aurora.SERVERLESS)
            .set("engine", AwsAddresses.databaseCluster(store.name()).reference().dot("engine"))
            .set(
                "engine_version",
                AwsAddresses.databaseCluster(store.name()).reference().dot("engine_version"))
            .set("publicly_accessible", false)
            .set("ca_cert_identifier", "rds-ca-rsa2048-g1")
            .set("auto_minor_version_upgrade", true)
            .set("copy_tags_to_snapshot", true)
            .set("performance_insights_enabled", bool(true), "Seven days of it are free.");
    Encryption.with(blueprint, body, "performance_insights_kms_key_id");
    return body.set("monitoring_interval", 60)
        .set("monitoring_role_arn", RelationalPass.MONITORING.reference().dot("arn"))
        .set(
            "promotion_tier",
            ref("count.index"),
            "The first reader is the first to take over, and is kept as large as the writer.");
  }
}
