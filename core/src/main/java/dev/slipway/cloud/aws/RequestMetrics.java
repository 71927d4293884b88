package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured of a workload's requests: by the load balancer of what stands behind it, by
 * Lambda of functions. Of services that only others call nobody counts the requests.
 */
final class RequestMetrics {

  /** Below this many requests in the window one unlucky user would be a percentage. */
  private static final int ENOUGH = 10;

  private static final String BALANCER = "AWS/ApplicationELB";

  private final Blueprint blueprint;
  private final Workload workload;
  private final Place place;

  RequestMetrics(Blueprint blueprint, Workload workload, Place place) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.place = place;
  }

  static boolean measured(Blueprint blueprint, Workload workload) {
    return Runtime.function(workload) || Doors.routed(blueprint, workload);
  }

  private List<ResourceAddress> groups() {
    return TargetGroups.of(blueprint, workload);
  }

  private Metric balancer(ResourceAddress group, String name, String statistic) {
    return Metric.of(
        BALANCER,
        name,
        statistic,
        "LoadBalancer",
        place.ref(AwsAddresses.LOAD_BALANCER).dot("arn_suffix"),
        "TargetGroup",
        place.ref(group).dot("arn_suffix"));
  }

  private Metric lambda(String name, String statistic) {
    return Metric.of(
        "AWS/Lambda",
        name,
        statistic,
        "FunctionName",
        AwsNames.resource(blueprint, workload.name()));
  }

  /** Requests, one metric for each place where they are counted. */
  List<Metric> requests() {
    return Runtime.function(workload)
        ? List.of(lambda("Invocations", "Sum"))
        : groups().stream().map(g -> balancer(g, "RequestCount", "Sum")).toList();
  }

  List<Metric> failures() {
    return Runtime.function(workload)
        ? List.of(lambda("Errors", "Sum"))
        : groups().stream().map(g -> balancer(g, "HTTPCode_Target_5XX_Count", "Sum")).toList();
  }

  List<Metric> latencies(String percentile) {
    return Runtime.function(workload)
        ? List.of(lambda("Duration", percentile))
        : groups().stream().map(g -> balancer(g, "TargetResponseTime", percentile)).toList();
  }

  List<Metric> healthyHosts() {
    return groups().stream().map(g -> balancer(g, "HealthyHostCount", "Minimum")).toList();
  }

  /** Seconds in the unit that the latencies are measured in. */
  BigDecimal seconds(BigDecimal seconds) {
    return Runtime.function(workload) ? seconds.movePointRight(3) : seconds;
  }

  /** The share of failed requests in percent, none where there are hardly any requests. */
  Alarm failedShare(Expression percent, int period, int datapoints) {
    List<Metric> metrics = new ArrayList<>(requests());
    String all = sum(1, metrics.size());
    int first = metrics.size() + 1;
    metrics.addAll(failures());
    String failed = sum(first, failures().size());
    return Alarm.math(
        metrics,
        "IF(" + all + " >= " + ENOUGH + ", 100 * (" + failed + ") / (" + all + "), 0)",
        percent,
        period,
        datapoints);
  }

  Alarm slow(String percentile, Expression threshold, int period, int datapoints) {
    List<Metric> metrics = new ArrayList<>(requests());
    String all = sum(1, metrics.size());
    int first = metrics.size() + 1;
    List<Metric> latencies = latencies(percentile);
    metrics.addAll(latencies);
    return Alarm.math(
        metrics,
        "IF(" + all + " >= " + ENOUGH + ", MAX([" + each(first, latencies.size()) + "]), 0)",
        threshold,
        period,
        datapoints);
  }

  /** The sum of some metrics by their ids, silence counted as nothing. */
  static String sum(int first, int count) {
    return joined(first, count, " + ");
  }

  static String each(int first, int count) {
    return joined(first, count, ", ");
  }

  private static String joined(int first, int count, String between) {
    List<String> terms = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      terms.add("FILL(m" + i + ", 0)");
    }
    return String.join(between, terms);
  }
}
