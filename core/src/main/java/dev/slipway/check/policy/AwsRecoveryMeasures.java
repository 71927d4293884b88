package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/** What keeps data from being lost on AWS: backups, standbys, protection. */
final class AwsRecoveryMeasures {

  private AwsRecoveryMeasures() {}

  static Finding backups(Output output) {
    Finding.Builder found = Finding.builder();
    for (Datastore.Relational store : relational(output)) {
      int wanted = Math.max(1, production(output, store).backupsRetained());
      for (Resource database : AwsStores.of(output, store).toList()) {
        boolean own = output.atLeast(wanted, database, "backup_retention_period");
        boolean kept = own || planned(output, database, wanted).isPresent();
        boolean some = output.atLeast(1, database, "backup_retention_period");
        found.check(
            kept && some,
            Output.name(database),
            own
                ? "backup_retention_period = " + wanted + " or more"
                : planned(output, database, wanted).orElse(""),
            Output.name(database)
                + " has no automatic backups that are kept for "
                + wanted
                + " days.");
      }
    }
    for (Datastore.Document store : output.blueprint().datastores(Datastore.Document.class)) {
      Optional<Resource> table = output.main().find(AwsAddresses.document(store.name()));
      table.ifPresent(t -> {
        Optional<String> plan = planned(output, t, store.backupRetentionDays());
        found.check(
            plan.isPresent(),
            Output.name(t),
            plan.orElse(""),
            Output.name(t)
                + " is in no AWS Backup plan that keeps it for "
                + store.backupRetentionDays()
                + " days.");
      });
    }
    return found.build(AwsDatabaseMeasures.NO_DATABASE);
  }

  private static List<Datastore.Relational> relational(Output output) {
    return output.blueprint().datastores(Datastore.Relational.class);
  }

  private static Datastore.RelationalSize production(Output output, Datastore.Relational store) {
    return store.size(output.blueprint().production().name());
  }

  /** The plan that backs a resource up and keeps what it makes for so many days. */
  private static Optional<String> planned(Output output, Resource store, int days) {
    for (Resource selection : output.live("aws_backup_selection")) {
      if (References.in(selection).to(store.address())) {
        for (String name : References.in(selection).names("aws_backup_plan")) {
          Optional<Resource> plan =
              output.main().find(ResourceAddress.managed("aws_backup_plan", name));
          if (plan.filter(p -> keeps(output, p, days)).isPresent()) {
            return Optional.of("aws_backup_plan." + name + " keeps " + days + " days or more");
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean keeps(Output output, Resource plan, int days) {
    return Output.deep(plan.body(), "lifecycle").stream()
        .flatMap(l -> l.argument("delete_after").stream())
        .flatMap(e -> output.production().number(e).stream())
        .anyMatch(n -> n.intValue() >= days);
  }

  static Finding pointInTime(Output output) {
    Finding.Builder found = Finding.builder();
    for (Datastore.Relational store : relational(output)) {
      int wanted = Math.max(1, production(output, store).pointInTimeDays());
      AwsStores.of(output, store)
          .forEach(database ->
              found.check(
                  output.atLeast(wanted, database, "backup_retention_period"),
                  Output.name(database),
                  "backup_retention_period = " + wanted + " or more, to any second of it",
                  Output.name(database)
                      + " cannot be restored to any point of the last "
                      + wanted
                      + " days."));
    }
    for (Datastore.Document store : output.blueprint().datastores(Datastore.Document.class)) {
      output
          .main()
          .find(AwsAddresses.document(store.name()))
          .filter(_ -> store.pointInTimeRecovery())
          .ifPresent(table ->
              found.check(
                  output.isTrue(table, "point_in_time_recovery", "enabled"),
                  Output.name(table),
                  "point_in_time_recovery.enabled = true",
                  Output.name(table) + " cannot be restored to a point in time."));
    }
    return found.build(AwsDatabaseMeasures.NO_DATABASE);
  }

  static Finding highAvailability(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource instance : AwsStores.primaries(output)) {
      boolean cluster = instance.address().type().equals(AwsStores.CLUSTER);
      found.check(
          cluster ? members(output, instance) > 1 : output.isTrue(instance, "multi_az"),
          Output.name(instance),
          cluster ? "a second member in production" : "multi_az = true in production",
          Output.name(instance)
              + " has no standby in production: it needs "
              + (cluster ? "a second member." : "multi_az."));
    }
    for (Resource cache : output.live(AwsStores.CACHE)) {
      boolean spread =
          output.isTrue(cache, "automatic_failover_enabled")
              && output.isTrue(cache, "multi_az_enabled")
              && output.atLeast(2, cache, "num_cache_clusters");
      found.check(
          spread,
          Output.name(cache),
          "automatic_failover_enabled, multi_az_enabled in production",
          Output.name(cache)
              + " has no replica in production that takes over: it needs multi_az_enabled and two"
              + " members.");
    }
    return found.build("The output has nothing that could have a standby.");
  }

  private static int members(Output output, Resource cluster) {
    return output.of("aws_rds_cluster_instance").stream()
        .filter(i -> References.in(i).to(cluster.address()))
        .mapToInt(i -> output.production().instances(i).orElse(0))
        .sum();
  }

  static Finding deletionProtection(Output output) {
    Finding.Builder found = Finding.builder();
    for (String type : List.of(AwsStores.INSTANCE, AwsStores.CLUSTER)) {
      for (Resource database : output.live(type)) {
        check(found, output, database, "deletion_protection", true);
      }
    }
    for (Resource database : AwsStores.primaries(output)) {
      check(found, output, database, "skip_final_snapshot", false);
    }
    output
        .live(AwsStores.TABLE)
        .forEach(t -> check(found, output, t, "deletion_protection_enabled", true));
    for (String type : List.of(AwsStores.BUCKET, "aws_backup_vault")) {
      output.live(type).stream()
          .filter(b -> Output.at(b, "force_destroy").isPresent())
          .forEach(b -> check(found, output, b, "force_destroy", false));
    }
    for (Resource secret : output.live("aws_secretsmanager_secret")) {
      found.check(
          Output.at(secret, "recovery_window_in_days").isEmpty()
              || output.atLeast(7, secret, "recovery_window_in_days"),
          Output.name(secret),
          "recovery_window_in_days of a week or more",
          Output.name(secret)
              + " is gone at once when it is deleted:"
              + " recovery_window_in_days is 0.");
    }
    return found.build("The output has nothing that holds data.");
  }

  private static void check(
      Finding.Builder found, Output output, Resource resource, String argument, boolean wanted) {
    boolean holds = wanted ? output.isTrue(resource, argument) : output.isFalse(resource, argument);
    found.check(
        holds,
        Output.name(resource),
        argument + " = " + wanted + " in " + output.blueprint().production().name(),
        Output.name(resource)
            + " can be destroyed in "
            + output.blueprint().production().name()
            + ": it needs "
            + argument
            + " = "
            + wanted
            + ".");
  }
}
