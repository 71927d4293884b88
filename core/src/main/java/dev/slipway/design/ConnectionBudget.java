package dev.slipway.design;

import dev.slipway.evidence.Located;
import dev.slipway.intake.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether all instances together open no more connections than the database takes, and what makes
 * it so.
 */
final class ConnectionBudget {

  /** The engine's own, the cloud's agents, and a person with a shell. */
  static final int RESERVE = 10;

  /** A migration tool opens one and a lock. */
  static final int MIGRATION = 2;

  /** Below this an instance with many requests at once waits for itself. */
  private static final int LEAST_POOL = 2;

  private static final List<String> POOL_NAMES =
      List.of(
          "DB_POOL_SIZE",
          "DATABASE_POOL_SIZE",
          "POOL_SIZE",
          "DB_MAX_CONNS",
          "DB_MAX_CONNECTIONS",
          "DB_POOL_MAX",
          "DATABASE_MAX_CONNECTIONS",
          "SQLALCHEMY_POOL_SIZE",
          "PG_POOL_MAX",
          "PG_POOL_SIZE",
          "PGPOOL_MAX",
          "DB_MAX_OPEN_CONNS",
          "DATABASE_MAX_CONNS",
          "DATABASE_POOL_MAX",
          "MYSQL_POOL_SIZE",
          "DB_CONNECTION_LIMIT");
  private static final List<String> OVERFLOW_NAMES =
      List.of(
          "DB_MAX_OVERFLOW", "DATABASE_MAX_OVERFLOW", "SQLALCHEMY_MAX_OVERFLOW", "MAX_OVERFLOW");

  private ConnectionBudget() {}

  /**
   * A budget that was worked out.
   *
   * @param planned connections at most
   * @param terms the sum as people read it
   */
  record Sum(int planned, String terms) {}

  static Sum production(List<Part> users, Map<String, Sizing> sizes) {
    return sum(users, sizes, true);
  }

  static Sum outside(List<Part> users, Map<String, Sizing> sizes) {
    return sum(users, sizes, false);
  }

  private static Sum sum(List<Part> users, Map<String, Sizing> sizes, boolean production) {
    int planned = RESERVE;
    List<String> terms = new ArrayList<>();
    int migrations = 0;
    for (Part part : users) {
      Sizing size = size(sizes, part);
      int instances = production ? size.max() : size.stagingMax();
      planned += instances * size.pool();
      terms.add(part.name() + " " + instances + " × " + size.pool());
      migrations += part.service().migrations().isPresent() ? MIGRATION : 0;
    }
    if (migrations > 0) {
      terms.add("migrations " + migrations);
    }
    terms.add("reserve " + RESERVE);
    return new Sum(
        planned + migrations, String.join(" + ", terms) + " = " + (planned + migrations));
  }

  /** Ceilings that nobody set come down to what the peak needs. */
  static Map<String, Sizing> lowerCeilings(List<Part> users, Map<String, Sizing> sizes) {
    Map<String, Sizing> lower = new TreeMap<>(sizes);
    for (Part part : users) {
      Sizing size = size(sizes, part);
      if (!size.maxStated() && size.max() > size.needed()) {
        lower.put(part.name(), size.max(size.needed()));
      }
    }
    return lower;
  }

  /**
   * Pools that a setting governs shrink until the sum fits, though not below what keeps an instance
   * going.
   */
  static Map<String, Sizing> shrinkPools(List<Part> users, Map<String, Sizing> sizes, int limit) {
    Map<String, Sizing> smaller = new TreeMap<>(sizes);
    while (production(users, smaller).planned() > limit) {
      Optional<Part> largest =
          users.stream()
              .filter(p ->
                  poolSetting(p).isPresent() && size(smaller, p).pool() > LEAST_POOL + overflow(p))
              .max(
                  Comparator.comparingInt((Part p) -> size(smaller, p).pool())
                      .thenComparing(Part::name));
      if (largest.isEmpty()) {
        return smaller;
      }
      Sizing size = size(smaller, largest.get());
      smaller.put(largest.get().name(), size.pool(size.pool() - 1));
    }
    return smaller;
  }

  static Map<String, Sizing> lowerOutside(List<Part> users, Map<String, Sizing> sizes) {
    Map<String, Sizing> lower = new TreeMap<>(sizes);
    for (Part part : users) {
      lower.put(part.name(), size(sizes, part).stagingMax(1));
    }
    return lower;
  }

  /**
   * Connections of one instance at most: as the code says, else as the setting's default says, else
   * as drivers do.
   */
  static int pool(Part part) {
    return part.service()
        .poolSize()
        .map(Located::value)
        .or(() ->
            poolSetting(part)
                .flatMap(Variable::defaultValue)
                .filter(v -> v.matches("[1-9][0-9]{0,3}"))
                .map(v -> Integer.parseInt(v) + overflow(part)))
        .orElseGet(() -> Profile.poolDefault(part.service()));
  }

  /** The variable that sets the pool's size. */
  static Optional<Variable> poolSetting(Part part) {
    return part.service().variables().stream()
        .filter(v -> POOL_NAMES.contains(v.name()))
        .findFirst();
  }

  /** Connections that a pool opens beyond its size, where the code has such a setting. */
  static int overflow(Part part) {
    return part.service().variables().stream()
        .filter(v -> OVERFLOW_NAMES.contains(v.name()))
        .flatMap(v -> v.defaultValue().stream())
        .filter(v -> v.matches("[0-9]{1,4}"))
        .map(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  private static Sizing size(Map<String, Sizing> sizes, Part part) {
    Sizing size = sizes.get(part.name());
    if (size == null) {
      throw new IllegalStateException("no size for " + part.name());
    }
    return size;
  }
}
