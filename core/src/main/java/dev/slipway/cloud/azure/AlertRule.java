package dev.slipway.cloud.azure;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import java.time.Duration;
import java.util.List;

/** One rule that watches for one alert. */
sealed interface AlertRule {

  /**
   * A rule on metrics.
   *
   * @param part which of several such rules of one alert; empty for the first
   * @param place where the resource is
   * @param scope the resource's address in that place
   * @param criteria all of which have to hold
   */
  record Metric(
      String part,
      Place place,
      Reference scope,
      List<Criterion> criteria,
      Duration window,
      String comment)
      implements AlertRule {}

  /**
   * One metric compared with one limit.
   *
   * @param dimensions by name, each with the values that count; empty for all
   */
  record Criterion(
      String namespace,
      String metric,
      String aggregation,
      String operator,
      Expression threshold,
      List<Dimension> dimensions) {}

  /** The values of a metric's dimension that count. */
  record Dimension(String name, List<String> values) {}

  /**
   * A rule that asks the logs; any row of the answer is a reason to tell somebody.
   *
   * @param lines of the query
   */
  record Query(List<Expression> lines, Duration window, String comment) implements AlertRule {}

  /** A rule on the tests of a workload from outside. */
  record Availability(String workload) implements AlertRule {}

  /** A rule on what Azure itself says of a resource's health. */
  record Health(Reference resource) implements AlertRule {}

  /** A rule on what a day costs. */
  record Cost() implements AlertRule {}
}
