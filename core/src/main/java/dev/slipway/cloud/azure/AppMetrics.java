package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.azure.AlertRule.Criterion;
import dev.slipway.cloud.azure.AlertRule.Dimension;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import java.time.Duration;
import java.util.List;

/** What Container Apps measures of an app. */
final class AppMetrics {

  static final String NAMESPACE = "Microsoft.App/containerApps";

  private AppMetrics() {}

  static Criterion criterion(
      String metric,
      String aggregation,
      String operator,
      Expression threshold,
      List<Dimension> dimensions) {
    return new Criterion(NAMESPACE, metric, aggregation, operator, threshold, dimensions);
  }

  static Reference id(Place place, String workload) {
    return place.one(AzureAddresses.app(workload)).dot("id");
  }

  /** A rule for the app in each region: a rule on such metrics takes one app. */
  static List<AlertRule> rules(
      Blueprint blueprint,
      Workload workload,
      Duration window,
      String comment,
      Criterion criterion) {
    return Place.all(blueprint).stream()
        .map(place ->
            (AlertRule)
                new AlertRule.Metric(
                    "",
                    place,
                    id(place, workload.name()),
                    List.of(criterion),
                    Windows.metric(window),
                    comment))
        .toList();
  }
}
