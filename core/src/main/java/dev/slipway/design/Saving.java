package dev.slipway.design;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import java.util.List;
import java.util.function.Predicate;

/**
 * A way to make a design cheaper. The order is the order in which savings are taken: first those
 * that keep every objective, then those that give one up, the least painful first.
 */
public enum Saving {
  STAGING_SMALLEST(
      "smallest database and cache outside production",
      "",
      b -> outsideProduction(b).anyMatch(e -> !hasSmallestStores(b, e))),
  STAGING_SCALES_TO_ZERO(
      "no warm instances outside production",
      "",
      b ->
          outsideProduction(b)
              .anyMatch(e -> served(b).anyMatch(w -> w.scaling(e.name()).min() > 0))),
  PRODUCTION_SCALES_TO_ZERO(
      "no warm instances in production",
      "",
      b -> keepsWarm(b) && ColdStart.fits(b.objectives(), b.workloads())),
  NO_CDN("no CDN", "", b -> b.edge().cdn()),
  PRODUCTION_COLD_STARTS(
      "no warm instances in production",
      "the latency objective for whoever comes after a quiet time: the first answer waits for a"
          + " start",
      b -> keepsWarm(b) && !ColdStart.fits(b.objectives(), b.workloads())),
  CACHE_BASIC(
      "a cache without a replica",
      "part of the availability: while the cache restarts, it is empty and away for minutes, and no"
          + " SLA covers it",
      b ->
          b.datastores(Datastore.Cache.class).stream()
              .anyMatch(c -> c.size(b.production().name()).highAvailability())),
  NO_READ_REPLICA(
      "no read replica",
      "the separate capacity for reads that was asked for",
      b ->
          b.datastores(Datastore.Relational.class).stream()
              .anyMatch(r -> r.size(b.production().name()).readReplicas() > 0)),
  SINGLE_REGION(
      "one region",
      "service from a second region: a failed region is an outage until it is back",
      b -> b.project().regions().size() > 1),
  DATABASE_ZONAL(
      "a database without a standby",
      "the availability objective and the time to recovery: a failed zone is an outage until a"
          + " backup is restored",
      b ->
          b.datastores(Datastore.Relational.class).stream()
              .anyMatch(r -> r.size(b.production().name()).highAvailability())),
  DATABASE_SHARED_CORE(
      "a shared-core database",
      "the database's SLA and steady response times: shared cores are throttled under load",
      b ->
          b.datastores(Datastore.Relational.class).stream()
              .anyMatch(r -> r.size(b.production().name()).vcpu().signum() > 0)),
  NO_STAGING(
      "production only",
      "the rehearsal of a release: every change meets its first real environment in production",
      b -> b.environments().size() > 1),
  NO_CACHE(
      "no cache",
      "what the cache was for: requests that it answered go to the database",
      b ->
          b.datastores(Datastore.Cache.class).stream()
              .anyMatch(c -> b.workloads().stream().noneMatch(w -> reads(w, c)))),
  NO_WAF(
      "no web application firewall",
      "filtering of known attacks and the rate limit at the edge",
      b -> b.edge().waf());

  private final String label;
  private final String givesUp;
  private final Predicate<Blueprint> applies;

  Saving(String label, String givesUp, Predicate<Blueprint> applies) {
    this.label = label;
    this.givesUp = givesUp;
    this.applies = applies;
  }

  /** Every saving, in the order in which they are taken. */
  public static List<Saving> order() {
    return List.of(values());
  }

  /** What is done, in a few words. */
  public String label() {
    return label;
  }

  /** Whether every objective holds as it did before. */
  public boolean keepsObjectives() {
    return givesUp.isEmpty();
  }

  /** The objective that is given up and what that means; empty for one that keeps them all. */
  public String givesUp() {
    return givesUp;
  }

  /** Whether it would change this design. */
  public boolean appliesTo(Blueprint blueprint) {
    return applies.test(blueprint);
  }

  private static java.util.stream.Stream<Environment> outsideProduction(Blueprint blueprint) {
    return blueprint.environments().stream().filter(e -> e.stage() != Environment.Stage.PRODUCTION);
  }

  private static java.util.stream.Stream<Workload> served(Blueprint blueprint) {
    return blueprint.workloads().stream().filter(Scale::answersRequests);
  }

  private static boolean keepsWarm(Blueprint blueprint) {
    return served(blueprint).anyMatch(w -> w.scaling(blueprint.production().name()).min() > 0);
  }

  private static boolean hasSmallestStores(Blueprint blueprint, Environment environment) {
    return blueprint.datastores(Datastore.Relational.class).stream()
            .map(r -> r.size(environment.name()))
            .allMatch(s -> s.vcpu().signum() == 0 && !s.highAvailability())
        && blueprint.datastores(Datastore.Cache.class).stream()
            .map(c -> c.size(environment.name()))
            .allMatch(s -> s.memoryGib() == 1 && !s.highAvailability());
  }

  private static boolean reads(Workload workload, Datastore datastore) {
    return workload.settings().stream()
        .map(Setting::value)
        .anyMatch(v ->
            v instanceof Setting.DatastoreUrl url && url.datastore().equals(datastore.name())
                || v instanceof Setting.DatastoreProperty p
                    && p.datastore().equals(datastore.name()));
  }
}
