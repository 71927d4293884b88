package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One Cloud SQL instance and its read replicas. */
final class RelationalInstance {

  private static final String FILE = StackFiles.DATABASE;

  private final Blueprint blueprint;
  private final Datastore.Relational store;
  private final StackPart.Builder part;
  private final String prefix;

  RelationalInstance(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.store = store;
    this.part = part;
    this.prefix = prefix(blueprint, store);
  }

  /** What the variables of a database begin with: its name matters only where there are several. */
  static String prefix(Blueprint blueprint, Datastore.Relational store) {
    return blueprint.datastores(Datastore.Relational.class).size() == 1
        ? "database"
        : "database_" + ResourceAddress.id(store.name());
  }

  void add() {
    variables();
    part.resource(
        FILE,
        GcpAddresses.sqlInstance(store.name()),
        "",
        meta(List.of()),
        instance(),
        why("engine"));
    if (store.sizes().stream().anyMatch(size -> size.readReplicas() > 0)) {
      replica();
    }
  }

  private Provenance why(String aspect) {
    String base = "database." + store.name() + ".";
    return Provenance.of(
        store.element(),
        base + aspect,
        base + "tier",
        base + "availability",
        base + "backup",
        base + "storage");
  }

  private void variables() {
    String what = "the database " + store.name();
    new EnvironmentInputs(blueprint, part, why("tier"))
        .matching(
            prefix + "_tier",
            "Machine type of " + what + ".",
            "^db-(custom-[0-9]+-[0-9]+|f1-micro|g1-small|perf-optimized-N-[0-9]+)$",
            "Give a Cloud SQL machine type such as db-custom-2-7680.",
            e -> size(e.name()).tier());
    EnvironmentInputs storage = new EnvironmentInputs(blueprint, part, why("storage"));
    storage.number(
        prefix + "_disk_gb",
        "Disk of " + what + " at the start, in GB; it grows by itself.",
        10,
        65536,
        e -> Math.max(10, size(e.name()).storageGib()));
    storage.number(
        prefix + "_disk_limit_gb",
        "Size in GB to which the disk of " + what + " may grow by itself.",
        10,
        65536,
        e -> Math.max(10, size(e.name()).maxStorageGib()));
    new EnvironmentInputs(blueprint, part, why("availability"))
        .choice(
            prefix + "_availability",
            "REGIONAL keeps a standby of " + what + " in a second zone.",
            List.of("REGIONAL", "ZONAL"),
            e -> size(e.name()).highAvailability() ? "REGIONAL" : "ZONAL");
    EnvironmentInputs backup = new EnvironmentInputs(blueprint, part, why("backup"));
    backup.number(
        prefix + "_backups",
        "Daily backups of " + what + " that are kept.",
        1,
        365,
        e -> Math.max(1, size(e.name()).backupsRetained()));
    backup.number(
        prefix + "_point_in_time_days",
        "Days back to which " + what + " can be restored to any second; 0 for none.",
        0,
        7,
        e -> Math.min(7, size(e.name()).pointInTimeDays()));
  }

  private RelationalSize size(String environment) {
    return store.size(environment);
  }

  private Meta meta(List<Reference> after) {
    Meta meta =
        Meta.NONE
            .withDependsOn(
                after.isEmpty() ? List.of(GcpAddresses.SERVICE_NETWORKING.reference()) : after)
            .withLifecycle(
                Body.builder()
                    .set(
                        "ignore_changes",
                        list(ref("settings").at(number(0)).dot("disk_size")),
                        "The disk grows by itself and never shrinks.")
                    .build());
    return Encryption.after(blueprint, "cloudsql", meta);
  }

  private Body.Builder instance() {
    Body.Builder body =
        Body.builder()
            .set("name", text(GcpNames.instance(blueprint, store.name())), waivers())
            .set("region", var("region"))
            .set("database_version", version());
    Encryption.with(blueprint, body, "encryption_key_name");
    Body.Builder settings = settings(var(prefix + "_availability"));
    backups(settings);
    settings.block(
        "maintenance_window",
        Body.builder().set("day", 7).set("hour", 2).set("update_track", "stable"),
        "Sunday, 02:00 UTC.");
    settings.block(
        "final_backup_config",
        Body.builder().set("enabled", var("deletion_protection")).set("retention_days", 30));
    return body.set("deletion_protection", var("deletion_protection")).block("settings", settings);
  }

  private Body.Builder settings(Expression availability) {
    Body.Builder settings =
        Body.builder()
            .set("tier", var(prefix + "_tier"))
            .set("edition", edition())
            .set("availability_type", availability)
            .set("disk_type", "PD_SSD")
            .set("disk_size", var(prefix + "_disk_gb"))
            .set("disk_autoresize", true)
            .set("disk_autoresize_limit", var(prefix + "_disk_limit_gb"))
            .set(
                "deletion_protection_enabled",
                var("deletion_protection"),
                "Guards against deletion from anywhere, not from Terraform only.")
            .set("retain_backups_on_delete", var("deletion_protection"))
            .set("user_labels", local("labels"))
            .block("ip_configuration", addresses())
            .block(
                "insights_config",
                Body.builder()
                    .set("query_insights_enabled", true)
                    .set("query_string_length", 1024)
                    .set("record_application_tags", true)
                    .set("record_client_address", false));
    for (DatabaseFlags.Flag flag : DatabaseFlags.of(store)) {
      settings.block(
          "database_flags",
          Body.builder().set("name", flag.name()).set("value", flag.value()),
          flag.comment());
    }
    return settings;
  }

  private Body.Builder addresses() {
    return Body.builder()
        .set(
            "ipv4_enabled",
            bool(false),
            "No public address: the only way in is the private network.")
        .set("private_network", GcpAddresses.NETWORK.reference().dot("id"))
        .set("ssl_mode", "ENCRYPTED_ONLY");
  }

  private void backups(Body.Builder settings) {
    Reference days = var(prefix + "_point_in_time_days");
    Expression wanted = new Binary(Operator.GREATER, days, number(0));
    Body.Builder backup = Body.builder().set("enabled", true).set("start_time", "01:00");
    if (store.engine() == Engine.MYSQL) {
      backup.set("binary_log_enabled", true);
    } else {
      backup.set("point_in_time_recovery_enabled", wanted);
    }
    settings.block(
        "backup_configuration",
        backup
            .set("location", var("region"))
            .set("transaction_log_retention_days", when(wanted, days, new Expression.Null()))
            .block(
                "backup_retention_settings",
                Body.builder()
                    .set("retained_backups", var(prefix + "_backups"))
                    .set("retention_unit", "COUNT")));
  }

  private Expression edition() {
    return when(
        call("startswith", var(prefix + "_tier"), text("db-perf-optimized")),
        text("ENTERPRISE_PLUS"),
        text("ENTERPRISE"));
  }

  private String version() {
    return store.engine() == Engine.MYSQL
        ? "MYSQL_"
            + (store.version().contains(".")
                ? store.version().replace('.', '_')
                : store.version() + "_0")
        : "POSTGRES_" + store.version().split("\\.", 2)[0].toUpperCase(Locale.ROOT);
  }

  private void replica() {
    List<String> regions = blueprint.project().regions();
    new EnvironmentInputs(blueprint, part, why("replica"))
        .number(
            prefix + "_read_replicas",
            "Read replicas of the database " + store.name() + ".",
            0,
            10,
            e -> size(e.name()).readReplicas());
    Meta meta =
        meta(List.of(GcpAddresses.SERVICE_NETWORKING.reference()))
            .withCount(var(prefix + "_read_replicas"));
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                template(
                    GcpNames.instance(blueprint, store.name() + "-replica") + "-",
                    new Binary(Operator.PLUS, ref("count.index"), number(1))),
                waivers())
            .set("region", regions.size() > 1 ? text(regions.get(1)) : var("region"))
            .set("database_version", version())
            .set(
                "master_instance_name",
                GcpAddresses.sqlInstance(store.name()).reference().dot("name"));
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set(
          "encryption_key_name",
          Encryption.key(blueprint, regions.get(regions.size() > 1 ? 1 : 0)));
    }
    part.resource(
        FILE,
        GcpAddresses.sqlReplica(store.name()),
        "Answers reads, and can be promoted when the primary's region is lost.",
        meta,
        body.set("deletion_protection", var("deletion_protection"))
            .block("settings", settings(text("ZONAL"))),
        why("replica"));
  }

  private String waivers() {
    List<String> waivers = new ArrayList<>();
    waivers.add(
        Checkov.skip(
            "CKV_GCP_6",
            store.login() == Login.IDENTITY
                ? "plain connections are refused; clients log in with IAM, so certificates of their"
                    + " own add nothing"
                : "plain connections are refused; drivers verify the server and log in with a"
                    + " password"));
    if (store.engine() == Engine.POSTGRESQL) {
      waivers.add(
          Checkov.skip(
              "CKV_GCP_57", "slow queries have to be in the log, as the design watches them"));
      waivers.add(
          Checkov.skip(
              "CKV_GCP_108",
              "names of private addresses do not resolve and would only delay logins"));
      waivers.add(
          Checkov.skip(
              "CKV2_GCP_13", "the duration of slow statements is logged, not of every statement"));
      if (!version().equals("POSTGRES_18")) {
        waivers.add(Checkov.skip("CKV_GCP_79", "the project asks for this major version"));
      }
    }
    return String.join("\n", waivers);
  }
}
