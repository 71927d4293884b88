package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.facts.Tiers;
import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** What a cache is in ElastiCache. */
public final class Caches {

  static final int PORT = 6379;

  private static final String SERVICE = "ElastiCache for Redis/Valkey (per node)";

  /** Burstable nodes, then those with most memory for the money; older generations left out. */
  private static final List<String> FAMILIES =
      List.of("cache.t4g.small", "cache.t4g.medium", "cache.m7g.large", "cache.r7g.");

  /** The share of a node's memory that data may take; the rest is for snapshots and replication. */
  private static final BigDecimal FOR_DATA = new BigDecimal("0.75");

  private Caches() {}

  /** Whether clients give a name and a password. */
  static boolean authenticated(Datastore.Cache cache) {
    return cache.login() != Login.NONE;
  }

  /** The smallest node that has room for so much data, or the largest there is. */
  public static String nodeType(int memoryGib) {
    List<Tiers.Tier> nodes =
        Tiers.of(Cloud.AWS, SERVICE).stream()
            .filter(t -> FAMILIES.stream().anyMatch(t.name()::startsWith))
            .sorted(Comparator.comparing(Caches::memory))
            .toList();
    return nodes.stream()
        .filter(t -> memory(t).multiply(FOR_DATA).compareTo(BigDecimal.valueOf(memoryGib)) >= 0)
        .findFirst()
        .orElse(nodes.getLast())
        .name();
  }

  private static BigDecimal memory(Tiers.Tier tier) {
    return tier.memoryGib().orElse(BigDecimal.ZERO);
  }

  /** Valkey took over from Redis at 7.2, speaks the same protocol and costs a fifth less. */
  static String version(Datastore.Cache cache) {
    return cache.version().startsWith("8") ? "8.0" : "7.2";
  }

  static String family(Datastore.Cache cache) {
    return "valkey" + version(cache).charAt(0);
  }
}
