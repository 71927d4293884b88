package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A {@code condition_threshold}, put together step by step. */
record Threshold(
    Expression filter,
    Optional<Aggregation> aggregation,
    String comparison,
    Expression value,
    Duration duration,
    boolean silenceCounts) {

  /** How series are brought to one number at a time. */
  record Aggregation(String period, String aligner, String reducer, List<String> groupBy) {}

  static Threshold of(Expression filter) {
    return new Threshold(
        filter, Optional.empty(), "COMPARISON_GT", number(0), Duration.ZERO, false);
  }

  /** A duration as Cloud Monitoring writes it, in whole minutes. */
  static String seconds(Duration duration) {
    return Math.max(60, (duration.toSeconds() + 59) / 60 * 60) + "s";
  }

  Threshold aligned(String period, String aligner, String reducer) {
    return new Threshold(
        filter,
        Optional.of(new Aggregation(period, aligner, reducer, List.of())),
        comparison,
        value,
        duration,
        silenceCounts);
  }

  Threshold groupedBy(String... fields) {
    Aggregation plain = aggregation.orElseThrow();
    return new Threshold(
        filter,
        Optional.of(
            new Aggregation(plain.period(), plain.aligner(), plain.reducer(), List.of(fields))),
        comparison,
        value,
        duration,
        silenceCounts);
  }

  Threshold above(Expression limit) {
    return compared("COMPARISON_GT", limit);
  }

  Threshold atLeast(Expression limit) {
    return compared("COMPARISON_GE", limit);
  }

  Threshold below(Expression limit) {
    return compared("COMPARISON_LT", limit);
  }

  private Threshold compared(String how, Expression limit) {
    return new Threshold(filter, aggregation, how, limit, duration, silenceCounts);
  }

  Threshold lasting(Duration window) {
    return new Threshold(filter, aggregation, comparison, value, window, silenceCounts);
  }

  /** A series without data is as bad as one with a bad value. */
  Threshold countingSilence() {
    return new Threshold(filter, aggregation, comparison, value, duration, true);
  }

  Body.Builder body() {
    Body.Builder body =
        Body.builder()
            .set("filter", filter)
            .set("comparison", comparison)
            .set("threshold_value", value)
            .set("duration", duration.isZero() ? "0s" : seconds(duration));
    if (silenceCounts) {
      body.set("evaluation_missing_data", "EVALUATION_MISSING_DATA_ACTIVE");
    }
    aggregation.ifPresent(a -> body.block("aggregations", aggregations(a)));
    return body.block("trigger", Body.builder().set("count", 1));
  }

  private static Body.Builder aggregations(Aggregation aggregation) {
    Body.Builder block =
        Body.builder()
            .set("alignment_period", aggregation.period())
            .set("per_series_aligner", aggregation.aligner())
            .set("cross_series_reducer", aggregation.reducer());
    if (!aggregation.groupBy().isEmpty()) {
      block.set("group_by_fields", texts(aggregation.groupBy()));
    }
    return block;
  }
}
