package dev.slipway.check.policy;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures on what is watched and limited, on AWS. */
final class AwsOperationMeasures {

  private static final List<String> ALARMS =
      List.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm");
  private static final String TOPIC = "aws_sns_topic";

  private AwsOperationMeasures() {}

  static Finding authenticationAlerts(Output output) {
    Finding.Builder found = Finding.builder();
    List<String> metrics =
        output.blueprint().observability().logMetrics().stream()
            .filter(m -> m.signal() == LogSignal.AUTHENTICATION_FAILURES)
            .map(LogMetric::name)
            .toList();
    for (Alert alert : output.blueprint().observability().alerts()) {
      Optional<String> metric = alert.logMetric().filter(metrics::contains);
      if (metric.isPresent()) {
        ResourceAddress filter = AwsAddresses.logMetric(metric.get());
        found.check(
            output.main().find(filter).isPresent(),
            filter.toString(),
            "counts failed logins",
            "Nothing counts failed logins: " + filter + " is missing.");
        alarm(output, alert, found);
      }
    }
    return found.build("No alert counts failed logins.");
  }

  static Finding monitoring(Output output) {
    Finding.Builder found = Finding.builder();
    output.blueprint().observability().alerts().forEach(alert -> alarm(output, alert, found));
    return found.build("The design has no alerts.");
  }

  private static void alarm(Output output, Alert alert, Finding.Builder found) {
    List<Resource> alarms = alarms(output, alert).toList();
    if (alarms.isEmpty()) {
      found.gap(
          AwsAddresses.alarm(alert.name()).toString(),
          "The alert " + alert.name() + " has no alarm.");
      return;
    }
    for (Resource alarm : alarms) {
      String name = Output.name(alarm);
      found.check(
          told(output, alarm), name, "alarm_actions, mailed to somebody", name + " tells nobody.");
      if (!documented(output, alarm)) {
        found.gap(name, name + " does not say what to do: its description names no runbook entry.");
      }
    }
  }

  /** What tells of an alert; parts of it that only another one looks at tell nobody. */
  private static Stream<Resource> alarms(Output output, Alert alert) {
    Element element = Element.alert(alert.name());
    return Stream.concat(
            ALARMS.stream().flatMap(type -> output.of(type).stream()),
            output.of("aws_ce_anomaly_subscription").stream())
        .filter(r ->
            r.provenance().element().equals(element)
                || r.address().equals(AwsAddresses.alarm(alert.name())))
        .filter(r -> tells(r) || r.address().equals(AwsAddresses.alarm(alert.name())));
  }

  private static boolean tells(Resource alarm) {
    return actions(alarm).isPresent();
  }

  private static Optional<Expression> actions(Resource alarm) {
    return Output.at(alarm, "alarm_actions").or(() -> Output.at(alarm, "subscriber", "address"));
  }

  private static boolean told(Output output, Resource alarm) {
    return actions(alarm).stream()
        .flatMap(a -> References.in(a).names(TOPIC).stream())
        .anyMatch(topic -> read(output, ResourceAddress.managed(TOPIC, topic)));
  }

  private static boolean read(Output output, ResourceAddress topic) {
    return output.of("aws_sns_topic_subscription").stream()
        .anyMatch(
            s -> Output.at(s, "topic_arn").filter(t -> References.in(t).to(topic)).isPresent());
  }

  static boolean documented(Output output, Resource alarm) {
    return !alarm.address().type().startsWith("aws_cloudwatch_")
        || Output.at(alarm, "alarm_description")
            .filter(d -> References.in(d).mentions("RUNBOOK.md#"))
            .isPresent();
  }

  /** Alarms that tell somebody, and do not say what to do. */
  static List<Gap> undocumented(Output output) {
    return ALARMS.stream()
        .flatMap(type -> output.of(type).stream())
        .filter(AwsOperationMeasures::tells)
        .filter(alarm -> !documented(output, alarm))
        .map(a ->
            new Gap(Output.name(a), Output.name(a) + " has no description with a runbook entry."))
        .toList();
  }

  static Finding boundedScaling(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource target : output.live("aws_appautoscaling_target")) {
      Optional<BigDecimal> max = output.number(target, "max_capacity");
      found.check(
          max.filter(m -> m.signum() > 0).isPresent(),
          Output.name(target),
          "max_capacity = " + max.map(BigDecimal::toPlainString).orElse(""),
          Output.name(target) + " may grow without a limit: it needs max_capacity.");
    }
    for (Resource service : output.live("aws_ecs_service")) {
      boolean scaled =
          output.of("aws_appautoscaling_target").stream()
              .anyMatch(t -> References.in(t).to(service.address()));
      if (!scaled) {
        found.check(
            Output.at(service, "desired_count").isPresent(),
            Output.name(service),
            "desired_count, which nothing raises",
            Output.name(service) + " has no number of tasks.");
      }
    }
    for (Resource function : output.live("aws_lambda_function")) {
      Optional<BigDecimal> most = output.number(function, "reserved_concurrent_executions");
      found.check(
          most.filter(m -> m.signum() >= 0).isPresent(),
          Output.name(function),
          "reserved_concurrent_executions = " + most.map(BigDecimal::toPlainString).orElse(""),
          Output.name(function)
              + " may take all that the account has: it needs reserved_concurrent_executions.");
    }
    return found.build("The output has no service that could grow.");
  }

  static Finding budgetAlerts(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource budget : output.everywhere("aws_budgets_budget")) {
      boolean told =
          Output.deep(budget.body(), "notification").stream()
              .anyMatch(n ->
                  n.argument("subscriber_email_addresses").isPresent()
                      || n.argument("subscriber_sns_topic_arns").isPresent());
      found.check(
          told,
          Output.name(budget),
          "notification, mailed to somebody",
          Output.name(budget) + " tells nobody: it has no notification with a subscriber.");
    }
    return found.build("The output has no budget (aws_budgets_budget): no budget is known.");
  }
}
