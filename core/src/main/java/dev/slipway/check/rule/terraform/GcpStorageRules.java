package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import java.util.List;
import java.util.function.Predicate;

/** Buckets, databases, caches, datasets and keys of Google Cloud. */
final class GcpStorageRules {

  private static final String BUCKET = "google_storage_bucket";
  private static final String SQL = "google_sql_database_instance";
  private static final String KEY = "google_kms_crypto_key";
  private static final String REDIS = "google_redis_instance";
  private static final long QUARTER = 90L * 24 * 3600;

  private GcpStorageRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    sql(rules);
    rules
        .add(
            "SLIP-GCP-STORAGE-PUBLIC",
            GcpStorageRules::publicBucket,
            "google_storage_bucket_iam_member",
            "google_storage_bucket_iam_binding",
            "google_storage_bucket_access_control",
            "google_storage_default_object_access_control",
            "google_storage_bucket_acl")
        .add("SLIP-GCP-STORAGE-UNIFORM-ACCESS", Expect.on("uniform_bucket_level_access"), BUCKET)
        .add(
            "SLIP-GCP-STORAGE-PUBLIC-PREVENTION",
            Expect.oneOf("public_access_prevention", "enforced"),
            BUCKET)
        .add("SLIP-GCP-STORAGE-VERSIONING", Expect.on("versioning.enabled"), BUCKET)
        .add("SLIP-GCP-STORAGE-FORCE-DESTROY", Expect.notOn("force_destroy"), BUCKET)
        .add("SLIP-GCP-STORAGE-LIFECYCLE", GcpStorageRules::lifecycle, BUCKET)
        .add("SLIP-GCP-KMS-ROTATION", GcpStorageRules::rotation, KEY)
        .add("SLIP-GCP-KMS-DESTROYABLE", GcpStorageRules::destroyable, KEY)
        .add(
            "SLIP-GCP-BIGQUERY-PUBLIC",
            GcpStorageRules::publicDataset,
            "google_bigquery_dataset",
            "google_bigquery_dataset_access")
        .add("SLIP-GCP-REDIS-NO-AUTH", Expect.on("auth_enabled"), REDIS)
        .add(
            "SLIP-GCP-REDIS-PLAIN",
            Expect.oneOf("transit_encryption_mode", "SERVER_AUTHENTICATION"),
            REDIS)
        .add(
            "SLIP-GCP-SECRET-LITERAL",
            GcpStorageRules::secretLiteral,
            "google_secret_manager_secret_version");
  }

  private static void sql(RuleSet.Builder<ResourceView> rules) {
    Predicate<ResourceView> primary = database -> database.lacks("master_instance_name");
    rules
        .add("SLIP-GCP-SQL-PUBLIC-IP", Expect.off("settings.ip_configuration.ipv4_enabled"), SQL)
        .add("SLIP-GCP-SQL-OPEN-NETWORK", GcpStorageRules::openNetwork, SQL)
        .add("SLIP-GCP-SQL-PLAIN", GcpStorageRules::plainSql, SQL)
        .add(
            "SLIP-GCP-SQL-NO-BACKUP",
            Expect.only(primary, Expect.on("settings.backup_configuration.enabled")),
            SQL)
        .add("SLIP-GCP-SQL-NO-PITR", Expect.only(primary, GcpStorageRules::pointInTime), SQL)
        .add("SLIP-GCP-SQL-DELETION-PROTECTION", Expect.notOff("deletion_protection"), SQL)
        .add(
            "SLIP-GCP-SQL-SINGLE-ZONE",
            Expect.only(primary, Expect.oneOf("settings.availability_type", "REGIONAL")),
            SQL)
        .add("SLIP-GCP-SQL-NO-PEERING", GcpStorageRules::peering, SQL)
        .add("SLIP-GCP-SQL-PASSWORD", GcpStorageRules::sqlPassword, passwordHolders());
  }

  private static String[] passwordHolders() {
    return new String[] {"google_sql_user", SQL, "google_alloydb_cluster"};
  }

  static void publicBucket(ResourceView grant, Report report) {
    GcpIamRules.strangers(grant, report);
    if (grant.at("predefined_acl").is("publicRead", "publicReadWrite", "authenticatedRead")) {
      grant.fault(report, "predefined_acl", "The ACL " + grant.at("predefined_acl").state() + ".");
    }
    for (String entry : grant.at("role_entity").texts()) {
      if (entry.endsWith(":allUsers") || entry.endsWith(":allAuthenticatedUsers")) {
        grant.fault(report, "role_entity", "The ACL has `" + entry + "`.");
      }
    }
  }

  static void lifecycle(ResourceView bucket, Report report) {
    if (bucket.lacks("lifecycle_rule") && bucket.at("autoclass.enabled").isOff()) {
      bucket.fault(report, "It has neither a `lifecycle_rule` nor `autoclass`.");
    }
  }

  static void openNetwork(ResourceView database, Report report) {
    for (BlockView network :
        database.blocks("settings.ip_configuration.authorized_networks").known()) {
      network
          .at("value")
          .text()
          .filter(range -> Ports.isWorld(range) || range.endsWith("/0"))
          .ifPresent(range ->
              database.fault(report, network.place(), "An authorized network is `" + range + "`."));
    }
  }

  static void plainSql(ResourceView database, Report report) {
    String path = "settings.ip_configuration.ssl_mode";
    if (!database.at("settings.ip_configuration.require_ssl").isTrue()) {
      Expect.oneOf(path, "ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED")
          .check(database, report);
    }
  }

  static void pointInTime(ResourceView database, Report report) {
    String backups = "settings.backup_configuration.";
    if (database.at(backups + "enabled").isTrue()
        && database.at(backups + "point_in_time_recovery_enabled").isOff()
        && database.at(backups + "binary_log_enabled").isOff()) {
      database.fault(
          report,
          backups + "point_in_time_recovery_enabled",
          "Neither `point_in_time_recovery_enabled` nor `binary_log_enabled` is set.");
    }
  }

  static void peering(ResourceView database, Report report) {
    String path = "settings.ip_configuration.private_network";
    for (ResourceView network : database.targets(path)) {
      if (!network.type().equals("google_compute_network") || network.isData()) {
        continue;
      }
      List<ResourceView> connections = network.referrers("google_service_networking_connection");
      if (connections.isEmpty() && database.stack().isComplete()) {
        database.fault(
            report,
            path,
            "No `google_service_networking_connection` is for " + network.address() + ".");
      } else if (connections.stream().noneMatch(connection -> waits(database, connection))
          && !connections.isEmpty()) {
        database.fault(
            report,
            path,
            "It does not depend on "
                + connections.getFirst().address()
                + ", so it may come first.");
      }
    }
  }

  /** Whether a resource waits for another one; modules that wait as a whole are not looked into. */
  private static boolean waits(ResourceView resource, ResourceView other) {
    return resource.module() != other.module()
        || resource.dependencies().contains(other)
        || resource.stack().referring(other).contains(resource)
        || resource.dependencies().stream()
            .anyMatch(between -> between.dependencies().contains(other));
  }

  static void sqlPassword(ResourceView resource, Report report) {
    for (String name : List.of("password", "root_password", "initial_user.password")) {
      if (Literals.isWritten(resource.at(name))) {
        resource.fault(report, name, "`" + name + "` is a text that is written here.");
      }
    }
  }

  static void secretLiteral(ResourceView version, Report report) {
    Setting data = version.at("secret_data");
    if (Literals.isWritten(data) && SecretText.isSecret(data.value().text())) {
      version.fault(report, "secret_data", "`secret_data` is a text that is written here.");
    }
  }

  static void rotation(ResourceView key, Report report) {
    Setting purpose = key.at("purpose");
    Setting period = key.at("rotation_period");
    boolean symmetric = purpose.isAbsent() || purpose.is("ENCRYPT_DECRYPT");
    boolean rare =
        period
            .text()
            .filter(text -> text.endsWith("s") && text.length() < 18)
            .filter(text -> seconds(text) > QUARTER)
            .isPresent();
    if (symmetric && (period.isAbsent() || rare)) {
      key.fault(report, "rotation_period", "`rotation_period` " + period.state() + ".");
    }
  }

  private static long seconds(String text) {
    try {
      return (long) Double.parseDouble(text.substring(0, text.length() - 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static void destroyable(ResourceView key, Report report) {
    if (!key.preventsDestroy()) {
      key.fault(report, "Its `lifecycle` does not prevent that it is destroyed.");
    }
  }

  static void publicDataset(ResourceView dataset, Report report) {
    Rule.Test<ResourceView> own =
        (resource, where) ->
            resource
                .at("special_group")
                .text()
                .filter("allAuthenticatedUsers"::equals)
                .ifPresent(
                    group -> resource.fault(where, "special_group", "It is for `" + group + "`."));
    own.check(dataset, report);
    GcpIamRules.strangers(dataset, report);
    for (BlockView access : dataset.blocks("access").known()) {
      for (String name : List.of("special_group", "iam_member")) {
        if (access.at(name).is("allAuthenticatedUsers", "allUsers")) {
          dataset.fault(
              report, access.place(), "An access is for `" + access.at(name).text().get() + "`.");
        }
      }
    }
  }
}
