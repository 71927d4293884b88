package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * When an alarm goes off: metrics, an expression over them, and what it is compared with.
 *
 * @param metrics in the order of their ids, {@code m1} first
 * @param expression over the ids; empty for the one metric itself
 * @param comparison as CloudWatch writes it
 * @param periodSeconds over which each datapoint is made
 * @param datapoints in a row that have to be bad
 * @param silence what no data means: {@code notBreaching} or {@code breaching}
 * @param comment why it is made like this; may be empty
 */
record Alarm(
    List<Metric> metrics,
    String expression,
    String comparison,
    Expression threshold,
    int periodSeconds,
    int datapoints,
    String silence,
    String comment) {

  static final String ABOVE = "GreaterThanThreshold";
  static final String AT_LEAST = "GreaterThanOrEqualToThreshold";
  static final String BELOW = "LessThanThreshold";
  static final String SILENCE_IS_GOOD = "notBreaching";
  static final String SILENCE_IS_BAD = "breaching";

  /**
   * A metric.
   *
   * @param statistic such as {@code Sum} or {@code p95}
   */
  record Metric(
      String namespace,
      String name,
      SequencedMap<String, Expression> dimensions,
      String statistic) {

    /** With dimensions as name, value, name, value. */
    static Metric of(String namespace, String name, String statistic, Object... dimensions) {
      SequencedMap<String, Expression> map = new LinkedHashMap<>();
      for (int i = 0; i < dimensions.length; i += 2) {
        map.put(
            (String) dimensions[i],
            dimensions[i + 1] instanceof String literal
                ? text(literal)
                : (Expression) dimensions[i + 1]);
      }
      return new Metric(namespace, name, map, statistic);
    }
  }

  static Alarm above(Metric metric, Expression threshold, int period, int datapoints) {
    return new Alarm(
        List.of(metric), "", ABOVE, threshold, period, datapoints, SILENCE_IS_GOOD, "");
  }

  static Alarm math(
      List<Metric> metrics, String expression, Expression threshold, int period, int datapoints) {
    return new Alarm(
        List.copyOf(metrics),
        expression,
        ABOVE,
        threshold,
        period,
        datapoints,
        SILENCE_IS_GOOD,
        "");
  }

  Alarm comparing(String how) {
    return new Alarm(
        metrics, expression, how, threshold, periodSeconds, datapoints, silence, comment);
  }

  Alarm silenceIsBad() {
    return new Alarm(
        metrics,
        expression,
        comparison,
        threshold,
        periodSeconds,
        datapoints,
        SILENCE_IS_BAD,
        comment);
  }

  Alarm because(String reason) {
    return new Alarm(
        metrics, expression, comparison, threshold, periodSeconds, datapoints, silence, reason);
  }

  /** The same over another period, in one datapoint. */
  Alarm over(int seconds) {
    return new Alarm(metrics, expression, comparison, threshold, seconds, 1, silence, comment);
  }

  /** The arguments of an {@code aws_cloudwatch_metric_alarm} that say when. */
  Body.Builder into(Body.Builder body) {
    body.set("comparison_operator", comparison)
        .set("threshold", threshold)
        .set("evaluation_periods", datapoints)
        .set("datapoints_to_alarm", datapoints)
        .set("treat_missing_data", silence);
    if (expression.isEmpty()) {
      Metric metric = metrics.getFirst();
      body.set("namespace", metric.namespace()).set("metric_name", metric.name());
      body.set(extended(metric) ? "extended_statistic" : "statistic", metric.statistic())
          .set("period", periodSeconds);
      if (!metric.dimensions().isEmpty()) {
        body.set("dimensions", object(metric.dimensions()));
      }
      return body;
    }
    queries().forEach(query -> body.block("metric_query", query));
    return body;
  }

  private static boolean extended(Metric metric) {
    return metric.statistic().startsWith("p");
  }

  private List<Body.Builder> queries() {
    List<Body.Builder> queries = new ArrayList<>();
    queries.add(
        Body.builder()
            .set("id", "result")
            .set("expression", expression)
            .set("label", "result")
            .set("return_data", true));
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      Body.Builder inner =
          Body.builder().set("namespace", metric.namespace()).set("metric_name", metric.name());
      inner.set("period", number(periodSeconds)).set("stat", metric.statistic());
      if (!metric.dimensions().isEmpty()) {
        inner.set("dimensions", object(metric.dimensions()));
      }
      queries.add(Body.builder().set("id", "m" + (i + 1)).block("metric", inner));
    }
    return queries;
  }
}
