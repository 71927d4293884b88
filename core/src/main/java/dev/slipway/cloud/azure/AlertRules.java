package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Names;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The rules of each alert: when they fire, whom they tell, and what that person reads. */
final class AlertRules {

  private AlertRules() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    AlertLimits.add(blueprint, part);
    for (Alert alert : blueprint.observability().alerts()) {
      for (AlertRule rule : AlertConditions.of(blueprint, alert)) {
        switch (rule) {
          case AlertRule.Metric metric -> metric(blueprint, alert, metric, part);
          case AlertRule.Query query -> query(blueprint, alert, query, part);
          case AlertRule.Availability test -> availability(blueprint, alert, test, part);
          case AlertRule.Health health -> health(blueprint, alert, health, part);
          case AlertRule.Cost _ -> cost(blueprint, alert, part);
        }
      }
    }
  }

  private static Provenance why(Alert alert) {
    List<String> decisions = new ArrayList<>(List.of("observability.alerts"));
    String target = alert.target().name();
    switch (alert.signal()) {
      case UPTIME -> decisions.add("objectives.availability");
      case ERROR_RATE -> decisions.add("objectives.error-rate");
      case LATENCY_P95, LATENCY_P99 -> decisions.add("objectives.latency");
      case BURN_RATE_FAST, BURN_RATE_SLOW ->
          decisions.addAll(List.of("observability.slo", "objectives.availability"));
      case INSTANCE_CEILING -> decisions.add("workload." + target + ".scaling");
      case LOG_COUNT -> decisions.add("observability.logs");
      case DATABASE_CONNECTIONS -> decisions.add("database." + target + ".connections");
      case DATABASE_DISK -> decisions.add("database." + target + ".storage");
      case DATABASE_CPU, DATABASE_MEMORY -> decisions.add("database." + target + ".tier");
      case CACHE_MEMORY -> decisions.add("cache." + target + ".size");
      case DAILY_COST -> decisions.add("budget");
      case JOB_FAILURES, DATABASE_UNREACHABLE, QUEUE_AGE, DEAD_LETTERS -> {}
    }
    return new Provenance(Element.alert(alert.name()), List.copyOf(decisions));
  }

  private static int severity(Alert alert) {
    return switch (alert.severity()) {
      case CRITICAL -> 0;
      case WARNING -> 2;
    };
  }

  private static Body.Builder named(Blueprint blueprint, Alert alert, String name) {
    return Body.builder()
        .set("name", AzureNames.resource(blueprint, name))
        .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
        .set("description", AlertText.description(blueprint, alert));
  }

  private static void metric(
      Blueprint blueprint, Alert alert, AlertRule.Metric rule, StackPart.Builder part) {
    String name = rule.part().isEmpty() ? alert.name() : alert.name() + "-" + rule.part();
    Body.Builder body =
        named(blueprint, alert, rule.place().named(name))
            .set("severity", severity(alert))
            .set("scopes", list(rule.scope()))
            .set("window_size", Windows.iso(rule.window()))
            .set("frequency", frequency(alert, rule.window()))
            .set("tags", local("tags"));
    for (AlertRule.Criterion criterion : rule.criteria()) {
      body.block("criteria", criterion(criterion));
    }
    body.add(ActionGroups.actions(alert.severity()));
    part.resource(
        Monitoring.FILE,
        rule.place().of(AzureAddresses.alert(name)),
        rule.comment(),
        rule.place().meta(),
        body,
        why(alert));
  }

  private static String frequency(Alert alert, Duration window) {
    boolean urgent = alert.severity() == Severity.CRITICAL || window.toMinutes() < 5;
    return urgent ? "PT1M" : "PT5M";
  }

  private static Body.Builder criterion(AlertRule.Criterion criterion) {
    Body.Builder body =
        Body.builder()
            .set("metric_namespace", criterion.namespace())
            .set("metric_name", criterion.metric())
            .set("aggregation", criterion.aggregation())
            .set("operator", criterion.operator())
            .set("threshold", criterion.threshold())
            .set("skip_metric_validation", true);
    for (AlertRule.Dimension dimension : criterion.dimensions()) {
      body.block(
          "dimension",
          Body.builder()
              .set("name", dimension.name())
              .set("operator", "Include")
              .set("values", texts(dimension.values())));
    }
    return body;
  }

  private static void query(
      Blueprint blueprint, Alert alert, AlertRule.Query rule, StackPart.Builder part) {
    boolean urgent = alert.severity() == Severity.CRITICAL;
    SequencedMap<String, Expression> properties = new LinkedHashMap<>();
    properties.put("environment", var("environment"));
    properties.put("runbook", text(AlertText.runbook(blueprint, alert)));
    part.resource(
        Monitoring.FILE,
        AzureAddresses.queryAlert(alert.name()),
        rule.comment(),
        named(blueprint, alert, alert.name() + "-logs")
            .set("display_name", blueprint.project().name() + ": " + alert.title())
            .set("location", var("location"))
            .set("severity", severity(alert))
            .set("scopes", list(AzureAddresses.LOGS.reference().dot("id")))
            .set("window_duration", Windows.iso(rule.window()))
            .set("evaluation_frequency", Windows.iso(Windows.frequency(rule.window(), urgent)))
            .set("auto_mitigation_enabled", true)
            .set("skip_query_validation", bool(true), "The tables appear with the first entries.")
            .set("tags", local("tags"))
            .block(
                "criteria",
                Body.builder()
                    .set("query", call("join", text("\n"), list(rule.lines())))
                    .set("time_aggregation_method", "Count")
                    .set("operator", "GreaterThan")
                    .set("threshold", 0))
            .block(
                "action",
                Body.builder()
                    .set("action_groups", ActionGroups.of(alert.severity()))
                    .set("custom_properties", object(properties))),
        why(alert));
  }

  private static void availability(
      Blueprint blueprint, Alert alert, AlertRule.Availability rule, StackPart.Builder part) {
    Reference test = AzureAddresses.webTest(rule.workload()).reference().at(number(0)).dot("id");
    Reference insights = AzureAddresses.INSIGHTS.reference().dot("id");
    part.resource(
        Monitoring.FILE,
        AzureAddresses.alert(alert.name()),
        "",
        AvailabilityTests.meta(),
        named(blueprint, alert, alert.name())
            .set("severity", severity(alert))
            .set("scopes", list(test, insights))
            .set("window_size", "PT5M")
            .set("frequency", "PT1M")
            .set("tags", local("tags"))
            .block(
                "application_insights_web_test_location_availability_criteria",
                Body.builder()
                    .set("web_test_id", test)
                    .set("component_id", insights)
                    .set("failed_location_count", AvailabilityTests.PLACES_THAT_FAIL))
            .add(ActionGroups.actions(alert.severity())),
        why(alert));
  }

  private static void health(
      Blueprint blueprint, Alert alert, AlertRule.Health rule, StackPart.Builder part) {
    part.resource(
        Monitoring.FILE,
        AzureAddresses.healthAlert(alert.name()),
        "",
        named(blueprint, alert, alert.name())
            .set("location", "global")
            .set("scopes", list(rule.resource()))
            .set("tags", local("tags"))
            .block(
                "criteria",
                Body.builder()
                    .set("category", "ResourceHealth")
                    .block(
                        "resource_health",
                        Body.builder()
                            .set("current", texts(List.of("Degraded", "Unavailable")))
                            .set("reason", texts(List.of("PlatformInitiated", "Unknown")))))
            .add(ActionGroups.actions(alert.severity())),
        why(alert));
  }

  private static void cost(Blueprint blueprint, Alert alert, StackPart.Builder part) {
    part.resource(
        Monitoring.FILE,
        AzureAddresses.costAlert(alert.name()),
        "Azure knows what a day cost a day later, and has no rule on an amount: this one learns"
            + " what is usual. Amounts\nare the budget's.",
        Body.builder()
            .set("name", Names.shorten(blueprint.project().slug() + "-" + alert.name(), 60))
            .set(
                "display_name",
                Names.shorten(blueprint.project().name() + ": " + alert.title(), 100))
            .set("subscription_id", template("/subscriptions/", var("subscription_id")))
            .set("email_addresses", list(var(ActionGroups.MAILBOX)))
            .set("email_subject", text(cut(alert.title(), 70)))
            .set("message", text(cut("Runbook: " + AlertText.runbook(blueprint, alert), 250))),
        why(alert));
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit);
  }
}
