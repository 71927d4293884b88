package dev.slipway.cost;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * Where and for what prices are looked up: one environment.
 *
 * @param regions in which the environment's services run, for sharing the requests among them
 */
record Scope(
    Blueprint blueprint, Environment environment, Values values, LoadProfile load, int regions) {

  static final BigDecimal HOURS = BigDecimal.valueOf(Estimate.HOURS);
  static final BigDecimal SECONDS = BigDecimal.valueOf(Estimate.HOURS * 3600L);

  private static final BigDecimal KIB_PER_GIB = BigDecimal.valueOf(1024L * 1024L);

  Subject subject(Part part, Resource resource, String region) {
    return new Subject(
        part, resource.provenance().element(), resource.address().toString(), region);
  }

  Optional<Workload> workload(Resource resource) {
    return blueprint.workload(resource.provenance().element().name());
  }

  Optional<BigDecimal> number(Body body, String argument) {
    return values.number(body, argument);
  }

  Optional<String> text(Body body, String argument) {
    return values.text(body, argument);
  }

  /** Requests in a month in this environment, all regions together. */
  Range requests() {
    return load.requests(blueprint, environment);
  }

  /** GiB in a month, at {@code kib} for each request. */
  Range gib(Range kib) {
    return requests()
        .times(kib)
        .with(Range.fixed(KIB_PER_GIB), (a, b) -> a.divide(b, MathContext.DECIMAL64));
  }

  /** Requests a second to one workload in one region, as the average of a month. */
  Range requestsPerSecond(Workload workload) {
    return load.requestsPerSecond(blueprint, environment)
        .times(RequestShares.of(blueprint).of(workload))
        .over(Integer.toString(regions));
  }

  /** Requests in a month to one workload in one region. */
  Range requests(Workload workload) {
    return requestsPerSecond(workload).times(SECONDS);
  }

  /** Seconds that the average request to a workload takes. */
  Range seconds(Workload workload) {
    return load.seconds(blueprint, workload);
  }

  /** The workload that a resource runs. */
  Workload runs(Resource resource) {
    return workload(resource)
        .orElseThrow(() -> new IllegalStateException("no workload of " + resource.address()));
  }
}
