package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

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
import dev.slipway.vocabulary.Engine;
import java.util.List;

/** One RDS instance and its read replicas. */
final class RelationalInstance {

  private static final String FILE = StackFiles.DATABASE;
  private static final int LEAST_GIB = 20;
  private static final int MOST_GIB = 65_536;

  /** RDS refuses a ceiling that is closer to the size, and recommends a quarter above it. */
  private static final double HEADROOM = 1.26;

  private static final int LONGEST_RETENTION = 35;

  private final Blueprint blueprint;
  private final Datastore.Relational store;
  private final StackPart.Builder part;
  private final String prefix;

  RelationalInstance(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.store = store;
    this.part = part;
    this.prefix = Databases.prefix(blueprint, store);
  }

  void add() {
    variables();
    part.resource(
        FILE, AwsAddresses.database(store.name()), "", afterLogs(), instance(), why("engine"));
    if (store.sizes().stream().anyMatch(size -> size.readReplicas() > 0)) {
      replica();
    }
  }

  private Provenance why(String aspect) {
    return RelationalPass.why(store, aspect);
  }

  private RelationalSize size(String environment) {
    return store.size(environment);
  }

  private void variables() {
    String what = "the database " + store.name();
    new EnvironmentInputs(blueprint, part, why("tier"))
        .matching(
            prefix + "_class",
            "Instance class of " + what + ".",
            "^db\\.[a-z0-9]+\\.[a-z0-9]+$",
            "Give an instance class such as db.m7g.large.",
            e -> size(e.name()).tier());
    EnvironmentInputs storage = new EnvironmentInputs(blueprint, part, why("storage"));
    storage.number(
        prefix + "_storage_gb",
        "Storage of " + what + " at the start, in GiB; it grows by itself.",
        LEAST_GIB,
        MOST_GIB,
        e -> storage(size(e.name())));
    storage.number(
        prefix + "_storage_limit_gb",
        "Size in GiB to which the storage of " + what + " may grow by itself.",
        LEAST_GIB,
        MOST_GIB,
        e -> limit(size(e.name())));
    new EnvironmentInputs(blueprint, part, why("availability"))
        .flag(
            prefix + "_multi_az",
            "Whether " + what + " has a standby in a second zone.",
            e -> size(e.name()).highAvailability());
    new EnvironmentInputs(blueprint, part, why("backup"))
        .number(
            prefix + "_backup_days",
            "Days back to which " + what + " can be restored to any second.",
            1,
            LONGEST_RETENTION,
            e -> retention(size(e.name())));
  }

  /** RDS keeps daily snapshots and logs together: as long as the longer of both is asked for. */
  static int retention(RelationalSize size) {
    return Math.clamp(
        Math.max(size.backupsRetained(), size.pointInTimeDays()), 1, LONGEST_RETENTION);
  }

  private static int storage(RelationalSize size) {
    return Math.clamp(size.storageGib(), LEAST_GIB, MOST_GIB);
  }

  private static int limit(RelationalSize size) {
    int least = (int) Math.ceil(storage(size) * HEADROOM);
    return Math.min(MOST_GIB, Math.max(least, size.maxStorageGib()));
  }

  private Meta afterLogs() {
    return Meta.NONE.withDependsOn(List.of(DatabaseLogs.address(store).reference()));
  }

  private Body.Builder instance() {
    LoginSecret login = new LoginSecret(blueprint, store);
    Body.Builder body =
        Body.builder()
            .set("identifier", text(AwsNames.resource(blueprint, store.name())), waivers())
            .set("engine", Databases.engine(store))
            .set("engine_version", Databases.version(store))
            .set("instance_class", var(prefix + "_class"))
            .set("db_name", store.databaseName())
            .set("username", DatastoreLogins.USER)
            .set("password_wo", login.password())
            .set("password_wo_version", login.version())
            .set("allocated_storage", var(prefix + "_storage_gb"))
            .set("max_allocated_storage", var(prefix + "_storage_limit_gb"))
            .set("multi_az", var(prefix + "_multi_az"));
    common(Place.PRIMARY, body);
    body.set("db_subnet_group_name", RelationalPass.SUBNETS.reference().dot("name"))
        .set("backup_retention_period", var(prefix + "_backup_days"))
        .set("backup_window", text("01:00-02:00"), "UTC, as all times here.")
        .set("maintenance_window", "sun:02:30-sun:03:30")
        .set("delete_automated_backups", new Expression.Unary("!", var("deletion_protection")))
        .set("skip_final_snapshot", new Expression.Unary("!", var("deletion_protection")))
        .set("final_snapshot_identifier", AwsNames.resource(blueprint, store.name() + "-final"));
    return body;
  }

  /** What an instance and its replica have alike. */
  private void common(Place place, Body.Builder body) {
    body.set("storage_type", "gp3").set("storage_encrypted", true);
    key(place, body, "kms_key_id");
    body.set(
            "publicly_accessible",
            bool(false),
            "No public address: the only way in is the private network.")
        .set(
            "vpc_security_group_ids",
            list(place.ref(AwsAddresses.datastoreGroup(store.name())).dot("id")))
        .set("parameter_group_name", place.ref(DatabaseParameters.address(store)).dot("name"))
        .set("ca_cert_identifier", "rds-ca-rsa2048-g1")
        .set(
            "iam_database_authentication_enabled",
            bool(true),
            "People log in with their own identity, where a user of the database is given rds_iam.")
        .set("auto_minor_version_upgrade", true)
        .set("copy_tags_to_snapshot", true)
        .set("deletion_protection", var("deletion_protection"));
    insights(place, body);
    body.set("monitoring_interval", 60)
        .set("monitoring_role_arn", RelationalPass.MONITORING.reference().dot("arn"))
        .set("enabled_cloudwatch_logs_exports", texts(DatabaseLogs.exported(store)));
  }

  private void insights(Place place, Body.Builder body) {
    Expression enabled = bool(true);
    String comment = "Seven days of it are free.";
    if (store.engine() == Engine.MYSQL) {
      enabled =
          new Expression.Unary(
              "!", call("can", call("regex", text("\\.(micro|small)$"), var(prefix + "_class"))));
      comment = "Seven days of it are free; the smallest classes of MySQL do not have it.";
    }
    body.set("performance_insights_enabled", enabled, comment);
    Encryption.with(blueprint, place, body, "performance_insights_kms_key_id");
  }

  /** A replica in another region needs a key there even where the account's own one serves. */
  private void key(Place place, Body.Builder body, String argument) {
    if (Encryption.kept(blueprint, place)) {
      body.set(argument, Encryption.key(place));
    }
  }

  private void replica() {
    Place place = Place.multiRegional(blueprint) ? Place.SECONDARY : Place.PRIMARY;
    Expression count = var(prefix + "_read_replicas");
    new EnvironmentInputs(blueprint, part, why("replica"))
        .number(
            prefix + "_read_replicas",
            "Read replicas of the database " + store.name() + ".",
            0,
            15,
            e -> size(e.name()).readReplicas());
    if (place == Place.SECONDARY) {
      DatabaseParameters.add(blueprint, place, store, part, why("replica"));
    }
    part.resource(
        FILE,
        place.at(AwsAddresses.databaseReplica(store.name())),
        place == Place.PRIMARY
            ? "Answers reads, a little late."
            : "Answers reads near by, a little late, and is promoted by hand when the first region"
                + " is lost.",
        place == Place.PRIMARY
            ? Meta.NONE.withCount(count)
            : place.meta().withCount(when(Place.absent(), number(0), count)),
        replica(place),
        why("replica"));
  }

  private Body.Builder replica(Place place) {
    Body.Builder body =
        Body.builder()
            .set(
                "identifier",
                template(
                    AwsNames.resource(blueprint, store.name() + "-replica") + "-",
                    new Binary(Operator.PLUS, ref("count.index"), number(1))),
                replicaWaivers())
            .set(
                "replicate_source_db",
                AwsAddresses.database(store.name())
                    .reference()
                    .dot(place == Place.PRIMARY ? "identifier" : "arn"))
            .set("instance_class", var(prefix + "_class"))
            .set("max_allocated_storage", var(prefix + "_storage_limit_gb"));
    if (place == Place.SECONDARY) {
      body.set("db_subnet_group_name", place.ref(RelationalPass.SUBNETS).dot("name"));
    }
    common(place, body);
    return body.set("maintenance_window", "sun:03:30-sun:04:30").set("skip_final_snapshot", true);
  }

  private String waivers() {
    return DatabaseWaivers.instance(blueprint);
  }

  private String replicaWaivers() {
    return DatabaseWaivers.replica(blueprint);
  }
}
