package dev.slipway.check.policy;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Optional;

/** Measures on databases and other stores. */
final class GcpDatabaseMeasures {

  private static final String SQL = "google_sql_database_instance";
  private static final String FIRESTORE = "google_firestore_database";
  private static final String NO_DATABASE =
      "The output has no database that this could be seen on.";

  private GcpDatabaseMeasures() {}

  static Finding privateDatabase(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : output.of(SQL)) {
      boolean noPublic = output.isFalse(instance, "settings", "ip_configuration", "ipv4_enabled");
      boolean inside =
          Output.at(instance, "settings", "ip_configuration", "private_network").isPresent();
      found.check(
          noPublic && inside,
          Output.name(instance),
          "ipv4_enabled = false, private_network set",
          Output.name(instance)
              + " can be reached from the internet: it needs ipv4_enabled = false and a"
              + " private_network.");
    }
    for (Resource cache : output.of("google_redis_instance")) {
      found.check(
          output.text(cache, "connect_mode").filter("PRIVATE_SERVICE_ACCESS"::equals).isPresent()
              || Output.at(cache, "authorized_network").isPresent(),
          Output.name(cache),
          "authorized_network set",
          Output.name(cache) + " names no network of the project.");
    }
    return found.build(NO_DATABASE);
  }

  static Finding tls(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : output.of(SQL)) {
      Optional<String> mode = output.text(instance, "settings", "ip_configuration", "ssl_mode");
      boolean encrypted =
          mode.filter(m ->
                  m.equals("ENCRYPTED_ONLY") || m.equals("TRUSTED_CLIENT_CERTIFICATE_REQUIRED"))
              .isPresent();
      found.check(
          encrypted,
          Output.name(instance),
          "ssl_mode = " + mode.orElse(""),
          Output.name(instance)
              + " takes connections without TLS: ssl_mode has to be ENCRYPTED_ONLY.");
    }
    return found.build(NO_DATABASE);
  }

  static Finding noPasswords(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource user : output.of("google_sql_user")) {
      boolean password =
          Output.at(user, "password").isPresent() || Output.at(user, "password_wo").isPresent();
      boolean identity =
          output.text(user, "type").filter(t -> t.startsWith("CLOUD_IAM")).isPresent();
      found.check(
          identity && !password,
          Output.name(user),
          "type = " + output.text(user, "type").orElse("") + ", no password",
          Output.name(user) + " logs in with a password.");
    }
    return found.build("The output has no database user that this could be seen on.");
  }

  static Finding backups(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : primaries(output)) {
      found.check(
          output.isTrue(instance, "settings", "backup_configuration", "enabled"),
          Output.name(instance),
          "backup_configuration.enabled = true",
          Output.name(instance) + " has no automatic backups.");
    }
    List<Resource> schedules = output.of("google_firestore_backup_schedule");
    for (Resource database : output.of(FIRESTORE)) {
      found.check(
          schedules.stream().anyMatch(s -> References.in(s).to(database.address())),
          Output.name(database),
          "google_firestore_backup_schedule",
          Output.name(database) + " has no backup schedule.");
    }
    return found.build(NO_DATABASE);
  }

  static Finding pointInTime(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : primaries(output)) {
      boolean logs =
          output.isTrue(
                  instance, "settings", "backup_configuration", "point_in_time_recovery_enabled")
              || output.isTrue(instance, "settings", "backup_configuration", "binary_log_enabled");
      found.check(
          logs,
          Output.name(instance),
          "point-in-time recovery on",
          Output.name(instance) + " cannot be restored to a point in time.");
    }
    for (Resource database : output.of(FIRESTORE)) {
      found.check(
          output
              .text(database, "point_in_time_recovery_enablement")
              .filter("POINT_IN_TIME_RECOVERY_ENABLED"::equals)
              .isPresent(),
          Output.name(database),
          "point_in_time_recovery_enablement = POINT_IN_TIME_RECOVERY_ENABLED",
          Output.name(database) + " cannot be restored to a point in time.");
    }
    return found.build(NO_DATABASE);
  }

  static Finding highAvailability(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : primaries(output)) {
      found.check(
          output
              .text(instance, "settings", "availability_type")
              .filter("REGIONAL"::equals)
              .isPresent(),
          Output.name(instance),
          "availability_type = REGIONAL in production",
          Output.name(instance)
              + " has no standby in production: availability_type has to be REGIONAL.");
    }
    for (Resource cache : output.of("google_redis_instance")) {
      found.check(
          output.text(cache, "tier").filter("STANDARD_HA"::equals).isPresent(),
          Output.name(cache),
          "tier = STANDARD_HA in production",
          Output.name(cache) + " has no replica in production: tier has to be STANDARD_HA.");
    }
    return found.build("The output has nothing that could have a standby.");
  }

  static Finding deletionProtection(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : output.of(SQL)) {
      check(
          found,
          output,
          instance,
          output.isTrue(instance, "deletion_protection"),
          "deletion_protection = true");
    }
    for (Resource database : output.of(FIRESTORE)) {
      check(
          found,
          output,
          database,
          output
              .text(database, "delete_protection_state")
              .filter("DELETE_PROTECTION_ENABLED"::equals)
              .isPresent(),
          "delete_protection_state = DELETE_PROTECTION_ENABLED");
    }
    for (Resource bucket : output.of("google_storage_bucket")) {
      boolean kept =
          Output.at(bucket, "force_destroy").isEmpty() || output.isFalse(bucket, "force_destroy");
      check(found, output, bucket, kept, "force_destroy = false");
    }
    return found.build("The output has nothing that holds data.");
  }

  private static void check(
      Finding.Builder found, Output output, Resource resource, boolean holds, String setting) {
    found.check(
        holds,
        Output.name(resource),
        setting + " in " + output.blueprint().production().name(),
        Output.name(resource)
            + " can be destroyed in "
            + output.blueprint().production().name()
            + ": it needs "
            + setting
            + ".");
  }

  static Finding encryptionAtRest(Output output) {
    Finding.Builder found = Finding.builder();
    for (String type :
        List.of(
            SQL,
            FIRESTORE,
            "google_storage_bucket",
            "google_redis_instance",
            "google_pubsub_topic")) {
      for (Resource store : output.of(type)) {
        found.proof(
            Output.name(store), "encrypted by Google Cloud, which has no way to turn that off");
      }
    }
    return found.build("The output has nothing that holds data.");
  }

  static Finding customerKeys(Output output) {
    Finding.Builder found = Finding.builder();
    if (output.of("google_kms_crypto_key").isEmpty()) {
      return found.build("The output has no key of its own (google_kms_crypto_key).");
    }
    key(found, output, SQL, "encryption_key_name");
    key(found, output, FIRESTORE, "cmek_config", "kms_key_name");
    key(found, output, "google_storage_bucket", "encryption", "default_kms_key_name");
    key(found, output, "google_redis_instance", "customer_managed_key");
    key(found, output, "google_pubsub_topic", "kms_key_name");
    return found.build("The output has a key, and nothing that uses it.");
  }

  private static void key(Finding.Builder found, Output output, String type, String... path) {
    for (Resource store : output.of(type)) {
      Optional<Expression> key = Output.at(store, path);
      found.check(
          key.isPresent(),
          Output.name(store),
          String.join(".", path) + " set",
          Output.name(store) + " is encrypted with Google's key, not with one of the project's.");
    }
  }

  private static List<Resource> primaries(Output output) {
    return output.of(SQL).stream()
        .filter(i -> Output.at(i, "master_instance_name").isEmpty())
        .toList();
  }
}
