package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore.Cache;
import dev.slipway.blueprint.Datastore.CacheSize;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.facts.PriceBook;
import dev.slipway.stack.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a day costs, estimated from what Cloud Monitoring measures and from list prices. Cloud
 * Monitoring has no metric of the bill: the bill comes a day late, through Cloud Billing, and the
 * budget watches it.
 */
final class CostEstimate {

  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.BUDGET), "budget", "observability.alerts");
  private static final String FIXED = "fixed_cost_per_day";
  private static final String SQL = "Cloud SQL (MySQL/PostgreSQL)";
  private static final BigDecimal HOURS = BigDecimal.valueOf(24);
  private static final BigDecimal DAYS_A_MONTH = new BigDecimal("30.4");

  private final Blueprint blueprint;
  private final String region;
  private final PriceBook prices;

  private CostEstimate(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.region = blueprint.project().primaryRegion();
    this.prices = PriceBook.of(blueprint.project().cloud());
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    if (wanted(blueprint)) {
      new CostEstimate(blueprint).add(part);
    }
  }

  private static boolean wanted(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint) && asked(blueprint);
  }

  private static boolean asked(Blueprint blueprint) {
    return blueprint.observability().alerts().stream()
            .anyMatch(a -> a.signal() == Signal.DAILY_COST)
        || blueprint.observability().charts().stream()
            .anyMatch(c ->
                switch (c.kind()) {
                  case COST_PER_DAY, COST_PER_REQUEST -> true;
                  case REQUEST_RATE,
                      LATENCY_PERCENTILES,
                      ERROR_RATE,
                      INSTANCE_COUNT,
                      CPU_AND_MEMORY,
                      DATABASE_CONNECTIONS,
                      DATABASE_CPU_AND_DISK,
                      CACHE_HIT_RATE,
                      CACHE_MEMORY,
                      QUEUE_DEPTH,
                      EXTERNAL_API_FAILURES,
                      LOG_ERRORS ->
                      false;
                });
  }

  /** The PromQL query of the estimate, US dollars of the last 24 hours. */
  static Expression perDay() {
    return local("cost_per_day");
  }

  private void add(StackPart.Builder part) {
    part.variable(
        "variables.tf",
        FIXED,
        ref("number"),
        "USD a day, at list price, of what runs whether it is used or not: databases, caches, the"
            + " load balancer.",
        Optional.of(number(0)),
        WHY);
    for (Environment environment : blueprint.environments()) {
      part.value(
          environment.name(),
          FIXED,
          number(fixed(environment.name()).setScale(2, RoundingMode.HALF_UP)),
          "",
          WHY);
    }
    part.local(
        MonitoringPass.FILE,
        "cost_per_day",
        query(),
        "USD of the last 24 hours, estimated: billable time of Cloud Run at list price for "
            + region
            + ", plus what runs anyway.\n"
            + "Traffic out, logs, storage that grew, discounts and free allowances are not in it;"
            + " the bill is in Cloud Billing.",
        WHY);
  }

  // An addition in PromQL has no result when one side has none, as with a workload that did not
  // run.
  private Expression query() {
    List<Object> parts = new ArrayList<>();
    for (Workload workload : blueprint.workloads()) {
      used(workload).forEach(term -> parts.add("(" + term + " or vector(0)) + "));
    }
    parts.add(var(FIXED));
    return template(parts.toArray());
  }

  private List<String> used(Workload workload) {
    String time =
        PromQl.increase(
                RunMetrics.series(blueprint, workload, "container/billable_instance_time"), "1d")
            + " * "
            + plain(perInstanceSecond(workload));
    if (!requestBased(workload)) {
      return List.of(time);
    }
    BigDecimal perRequest = price("Cloud Run", "requests, request-based billing").movePointLeft(6);
    return List.of(
        time,
        PromQl.increase(RunMetrics.requests(blueprint, workload), "1d")
            + " * "
            + plain(perRequest));
  }

  private BigDecimal perInstanceSecond(Workload workload) {
    String kind = requestBased(workload) ? " active, request-based" : ", instance-based";
    BigDecimal cpu = price("Cloud Run", "vCPU time" + kind + " billing (tier 1)");
    BigDecimal memory = price("Cloud Run", "memory" + kind + " billing (tier 1)");
    BigDecimal gib =
        BigDecimal.valueOf(workload.compute().memoryMib())
            .divide(BigDecimal.valueOf(1024), 4, RoundingMode.HALF_UP);
    return workload.compute().cpu().multiply(cpu).add(gib.multiply(memory));
  }

  private static boolean requestBased(Workload workload) {
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE -> !workload.compute().cpuAlwaysAllocated();
      case WORKER, JOB, SCHEDULED_JOB -> false;
    };
  }

  private BigDecimal fixed(String environment) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Relational database : blueprint.datastores(Relational.class)) {
      sum = sum.add(database(database.size(environment)));
    }
    for (Cache cache : blueprint.datastores(Cache.class)) {
      sum = sum.add(cache(cache.size(environment)));
    }
    if (blueprint.edge().loadBalancer()) {
      sum =
          sum.add(
              price("Cloud Load Balancing", "forwarding rules, first 5 (minimum charge)")
                  .multiply(HOURS));
    }
    return sum;
  }

  private BigDecimal database(RelationalSize size) {
    BigDecimal primary = instance(size, size.highAvailability());
    BigDecimal replica = instance(size, false);
    return primary.add(replica.multiply(BigDecimal.valueOf(size.readReplicas())));
  }

  private BigDecimal instance(RelationalSize size, boolean highAvailability) {
    String where = highAvailability ? " regional HA" : " zonal";
    String edition = size.tier().startsWith("db-perf") ? "Enterprise Plus" : "Enterprise";
    BigDecimal hourly =
        size.vcpu().signum() == 0
            ? price(SQL, size.tier() + where)
            : price(SQL, edition + " vCPU" + where)
                .multiply(size.vcpu())
                .add(price(SQL, "Enterprise memory" + where).multiply(size.memoryGib()));
    BigDecimal storage =
        price(SQL, "SSD storage" + where).multiply(BigDecimal.valueOf(size.storageGib()));
    return hourly.multiply(HOURS).add(storage.divide(DAYS_A_MONTH, 4, RoundingMode.HALF_UP));
  }

  private BigDecimal cache(CacheSize size) {
    String tier = size.highAvailability() ? "Standard tier " : "Basic tier ";
    return price("Memorystore for Redis", tier + PriceBook.redisCapacity(size.memoryGib()))
        .multiply(BigDecimal.valueOf(size.memoryGib()))
        .multiply(HOURS);
  }

  private BigDecimal price(String service, String meter) {
    return prices
        .findOrProxy(region, service, meter)
        .map(quote -> quote.meter().unitPrice())
        .orElse(BigDecimal.ZERO);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
