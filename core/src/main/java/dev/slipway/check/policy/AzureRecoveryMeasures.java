package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps data from being lost on Azure: backups, standbys, locks. */
final class AzureRecoveryMeasures {

  /** What a server keeps by itself at most, in days. */
  private static final int SERVER_KEEPS = 35;

  private AzureRecoveryMeasures() {}

  static Finding backups(Output output) {
    Finding.Builder found = Finding.builder();
    for (Datastore.Relational store : relational(output)) {
      int wanted = Math.max(1, production(output, store).backupsRetained());
      AzureStores.of(output, store).forEach(server -> server(output, server, wanted, found));
    }
    for (Datastore.Document store : output.blueprint().datastores(Datastore.Document.class)) {
      output
          .main()
          .find(AzureAddresses.document(store.name()))
          .ifPresent(account -> {
            int kept = kept(output, account);
            found.check(
                kept >= store.backupRetentionDays(),
                Output.name(account),
                "backups kept for " + kept + " days",
                Output.name(account)
                    + " keeps its backups for "
                    + kept
                    + " days instead of "
                    + store.backupRetentionDays()
                    + ".");
          });
    }
    return found.build(AzureDatabaseMeasures.NO_DATABASE);
  }

  private static void server(Output output, Resource server, int wanted, Finding.Builder found) {
    boolean own = output.atLeast(Math.min(wanted, SERVER_KEEPS), server, "backup_retention_days");
    boolean longer =
        wanted <= SERVER_KEEPS
            || output.all().stream()
                .filter(r -> r.address().type().startsWith("azurerm_data_protection_backup_inst"))
                .anyMatch(r -> References.in(r).to(server.address()));
    found.check(
        own && longer,
        Output.name(server),
        "backup_retention_days = "
            + Math.min(wanted, SERVER_KEEPS)
            + " or more"
            + (wanted > SERVER_KEEPS ? ", and a backup vault beyond" : ""),
        Output.name(server) + " has no backups that are kept for " + wanted + " days.");
  }

  private static int kept(Output output, Resource account) {
    boolean continuous =
        output.text(account, "backup", "type").filter("Continuous"::equals).isPresent();
    if (continuous) {
      return output.text(account, "backup", "tier").filter("Continuous30Days"::equals).isPresent()
          ? 30
          : 7;
    }
    return output
        .number(account, "backup", "retention_in_hours")
        .map(hours -> hours.intValue() / 24)
        .orElse(0);
  }

  private static List<Datastore.Relational> relational(Output output) {
    return output.blueprint().datastores(Datastore.Relational.class);
  }

  private static Datastore.RelationalSize production(Output output, Datastore.Relational store) {
    return store.size(output.blueprint().production().name());
  }

  static Finding pointInTime(Output output) {
    Finding.Builder found = Finding.builder();
    for (Datastore.Relational store : relational(output)) {
      int wanted = Math.max(1, production(output, store).pointInTimeDays());
      AzureStores.of(output, store)
          .forEach(server ->
              found.check(
                  output.atLeast(wanted, server, "backup_retention_days"),
                  Output.name(server),
                  "backup_retention_days = " + wanted + " or more, to any second of it",
                  Output.name(server)
                      + " cannot be restored to any point of the last "
                      + wanted
                      + " days."));
    }
    for (Datastore.Document store : output.blueprint().datastores(Datastore.Document.class)) {
      output
          .main()
          .find(AzureAddresses.document(store.name()))
          .filter(_ -> store.pointInTimeRecovery())
          .ifPresent(account ->
              found.check(
                  output.text(account, "backup", "type").filter("Continuous"::equals).isPresent(),
                  Output.name(account),
                  "backup.type = Continuous",
                  Output.name(account)
                      + " cannot be restored to a point in time: backup.type has"
                      + " to be Continuous."));
    }
    return found.build(AzureDatabaseMeasures.NO_DATABASE);
  }

  static Finding highAvailability(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource server : AzureStores.primaries(output)) {
      found.check(
          standby(output, server),
          Output.name(server),
          "high_availability in production",
          Output.name(server) + " has no standby in production: it needs high_availability.");
    }
    for (Resource cache : output.live(AzureStores.REDIS)) {
      found.check(
          output.isTrue(cache, "high_availability_enabled"),
          Output.name(cache),
          "high_availability_enabled = true in production",
          Output.name(cache)
              + " has no replica in production: it needs high_availability_enabled.");
    }
    return found.build("The output has nothing that could have a standby.");
  }

  private static boolean standby(Output output, Resource server) {
    return server.body().items().stream()
        .flatMap(i -> i instanceof Body.Block block ? Stream.of(block) : Stream.empty())
        .anyMatch(block ->
            block.type().equals("high_availability")
                || (block.type().equals("dynamic")
                    && block.labels().equals(List.of("high_availability"))
                    && any(output, block.body().argument("for_each"))));
  }

  private static boolean any(Output output, Optional<Expression> collection) {
    return collection
        .flatMap(output.production()::value)
        .filter(v -> v instanceof Value.Items items && !items.items().isEmpty())
        .isPresent();
  }

  static Finding deletionProtection(Output output) {
    Finding.Builder found = Finding.builder();
    Stream.concat(
            AzureStores.primaries(output).stream(),
            Stream.concat(
                output.live(AzureStores.COSMOS).stream(), AzureStores.buckets(output).stream()))
        .forEach(store -> locked(output, store, found));
    for (Resource vault : output.live("azurerm_key_vault")) {
      found.check(
          output.isTrue(vault, "purge_protection_enabled"),
          Output.name(vault),
          "purge_protection_enabled = true",
          Output.name(vault)
              + " can be destroyed for good with its secrets: it needs"
              + " purge_protection_enabled.");
    }
    return found.build("The output has nothing that holds data.");
  }

  private static void locked(Output output, Resource store, Finding.Builder found) {
    String production = output.blueprint().production().name();
    Optional<Resource> lock =
        output.live("azurerm_management_lock").stream()
            .filter(l ->
                Output.at(l, "scope").filter(s -> References.in(s).to(store.address())).isPresent())
            .filter(l ->
                output
                    .text(l, "lock_level")
                    .filter(level -> level.equals("CanNotDelete") || level.equals("ReadOnly"))
                    .isPresent())
            .findFirst();
    found.check(
        lock.isPresent(),
        Output.name(store),
        lock.map(Output::name).orElse("") + " in " + production,
        Output.name(store)
            + " can be destroyed in "
            + production
            + ": nothing locks it"
            + " (azurerm_management_lock).");
  }
}
