package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What differs between the environments of one database. */
record RelationalVariables(
    Reference sku,
    Reference storageGb,
    Reference standby,
    Reference backupDays,
    Optional<Reference> replicas) {

  static final String NO_STANDBY = "None";

  /** The sizes in GB that PostgreSQL's disks come in. */
  private static final List<Long> POSTGRESQL_DISKS =
      List.of(32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 4096L, 8192L, 16384L);

  private static final int MYSQL_MIN_GB = 20;
  private static final int MYSQL_MAX_GB = 16_384;
  private static final int MIN_BACKUP_DAYS = 7;
  private static final int MAX_BACKUP_DAYS = 35;
  private static final int MAX_REPLICAS = 5;

  /** What the variables of a database begin with: its name matters only where there are several. */
  static String prefix(Blueprint blueprint, Datastore.Relational store) {
    return blueprint.datastores(Datastore.Relational.class).size() == 1
        ? "database"
        : "database_" + ResourceAddress.id(store.name());
  }

  static RelationalVariables declare(
      Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    String prefix = prefix(blueprint, store);
    String what = "the database " + store.name();
    return new RelationalVariables(
        new EnvironmentInputs(blueprint, part, why(store, "tier"))
            .matching(
                prefix + "_sku",
                "Size of " + what + ".",
                "^(B|GP|MO)_Standard_[BDE][A-Za-z0-9]+(_v[0-9]+)?$",
                "Give a size with its tier, such as GP_Standard_D2ds_v5.",
                e -> sku(store.size(e.name()).tier())),
        storage(new EnvironmentInputs(blueprint, part, why(store, "storage")), store, prefix, what),
        new EnvironmentInputs(blueprint, part, why(store, "availability"))
            .choice(
                prefix + "_standby",
                "ZoneRedundant keeps a standby of "
                    + what
                    + " in a second zone, SameZone in the same; burstable sizes can have none.",
                List.of("ZoneRedundant", "SameZone", NO_STANDBY),
                e -> standby(store.size(e.name()))),
        new EnvironmentInputs(blueprint, part, why(store, "backup"))
            .number(
                prefix + "_backup_days",
                "Days back to which " + what + " can be restored to any second.",
                MIN_BACKUP_DAYS,
                MAX_BACKUP_DAYS,
                e -> backupDays(store, e)),
        replicas(blueprint, store, part, prefix, what));
  }

  private static Optional<Reference> replicas(
      Blueprint blueprint,
      Datastore.Relational store,
      StackPart.Builder part,
      String prefix,
      String what) {
    if (blueprint.environments().stream().allMatch(e -> replicas(blueprint, store, e) == 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new EnvironmentInputs(blueprint, part, why(store, "replica"))
            .number(
                prefix + "_replicas",
                "Servers that follow " + what + " and answer reads.",
                0,
                MAX_REPLICAS,
                e -> replicas(blueprint, store, e)));
  }

  /** Burstable sizes take no replicas; another region has one, and only production is there. */
  private static long replicas(
      Blueprint blueprint, Datastore.Relational store, Environment environment) {
    RelationalSize size = store.size(environment.name());
    boolean several = blueprint.project().regions().size() > 1;
    boolean production = environment.equals(blueprint.production());
    if (sku(size.tier()).startsWith("B_") || (several && !production)) {
      return 0;
    }
    return Math.min(MAX_REPLICAS, several ? Math.max(1, size.readReplicas()) : size.readReplicas());
  }

  private static Reference storage(
      EnvironmentInputs inputs, Datastore.Relational store, String prefix, String what) {
    return store.engine() == Engine.MYSQL
        ? inputs.number(
            prefix + "_storage_gb",
            "Disk of " + what + " at the start, in GB; it grows by itself.",
            MYSQL_MIN_GB,
            MYSQL_MAX_GB,
            e -> Math.clamp(store.size(e.name()).storageGib(), MYSQL_MIN_GB, MYSQL_MAX_GB))
        : inputs.oneOf(
            prefix + "_storage_gb",
            "Disk of " + what + " at the start, in GB; it grows by itself.",
            POSTGRESQL_DISKS,
            e -> disk(store.size(e.name()).storageGib()));
  }

  static long disk(int wanted) {
    return POSTGRESQL_DISKS.stream()
        .flatMapToLong(LongStream::of)
        .filter(size -> size >= wanted)
        .findFirst()
        .orElse(POSTGRESQL_DISKS.getLast());
  }

  /**
   * As the provider takes it: the price list and the facts call a size by its machine only, the
   * provider by tier and machine.
   */
  static String sku(String tier) {
    if (!tier.startsWith("Standard_")) {
      return tier;
    }
    return switch (tier.charAt("Standard_".length())) {
      case 'B' -> "B_" + tier;
      case 'E' -> "MO_" + tier;
      default -> "GP_" + tier;
    };
  }

  private static String standby(RelationalSize size) {
    return size.highAvailability() && !sku(size.tier()).startsWith("B_")
        ? "ZoneRedundant"
        : NO_STANDBY;
  }

  /** Backups and the log to any second are kept together, so the longer wish counts. */
  private static long backupDays(Datastore.Relational store, Environment environment) {
    RelationalSize size = store.size(environment.name());
    return Math.clamp(
        Math.max(size.backupsRetained(), size.pointInTimeDays()), MIN_BACKUP_DAYS, MAX_BACKUP_DAYS);
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
}
