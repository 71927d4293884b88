package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.gcp.AlertConditions.Condition;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One policy an alert: its conditions, whom it tells, and what that person reads. */
final class AlertPolicies {

  private static final String RUNBOOK = "docs/infrastructure/RUNBOOK.md#alert-";

  private AlertPolicies() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    limits(blueprint, part);
    for (Alert alert : watchable(blueprint)) {
      part.resource(
          MonitoringPass.FILE,
          GcpAddresses.alertPolicy(alert.name()),
          "",
          body(blueprint, alert),
          why(alert));
    }
  }

  private static List<Alert> watchable(Blueprint blueprint) {
    return blueprint.observability().alerts().stream()
        .filter(alert -> AlertConditions.watchable(blueprint, alert))
        .toList();
  }

  private static Provenance why(Alert alert) {
    List<String> decisions = new ArrayList<>(List.of("observability.alerts"));
    switch (alert.signal()) {
      case UPTIME -> decisions.add("objectives.availability");
      case ERROR_RATE -> decisions.add("objectives.error-rate");
      case LATENCY_P95, LATENCY_P99 -> decisions.add("objectives.latency");
      case BURN_RATE_FAST, BURN_RATE_SLOW ->
          decisions.addAll(List.of("observability.slo", "objectives.availability"));
      case INSTANCE_CEILING -> decisions.add("workload." + alert.target().name() + ".scaling");
      case LOG_COUNT -> decisions.add("observability.logs");
      case DATABASE_CONNECTIONS ->
          decisions.add("database." + alert.target().name() + ".connections");
      case DATABASE_DISK -> decisions.add("database." + alert.target().name() + ".storage");
      case DATABASE_CPU, DATABASE_MEMORY ->
          decisions.add("database." + alert.target().name() + ".tier");
      case CACHE_MEMORY -> decisions.add("cache." + alert.target().name() + ".size");
      case DAILY_COST -> decisions.add("budget");
      case JOB_FAILURES, DATABASE_UNREACHABLE, QUEUE_AGE, DEAD_LETTERS -> {}
    }
    return new Provenance(Element.alert(alert.name()), List.copyOf(decisions));
  }

  private static void limits(Blueprint blueprint, StackPart.Builder part) {
    for (Environment environment : blueprint.environments()) {
      Map<String, Expression> values = new LinkedHashMap<>();
      for (Alert alert : watchable(blueprint)) {
        AlertConditions.limit(blueprint, alert, environment.name())
            .ifPresent(limit -> values.put(ResourceAddress.id(alert.name()), number(limit)));
      }
      if (values.isEmpty()) {
        return;
      }
      Provenance why =
          Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");
      if (environment.equals(blueprint.environments().getFirst())) {
        part.add(limitsVariable(List.copyOf(values.keySet()), why));
      }
      part.value(
          environment.name(),
          AlertConditions.LIMITS,
          object(values),
          "Share of this environment's own maximum at which somebody is told.",
          why);
    }
  }

  private static InputVariable limitsVariable(List<String> keys, Provenance why) {
    Map<String, Expression> types = new LinkedHashMap<>();
    keys.forEach(key -> types.put(key, Expressions.ref("number")));
    return new InputVariable(
        AlertConditions.LIMITS,
        "variables.tf",
        Expressions.call("object", object(types)),
        "Thresholds of the alerts whose limits differ between environments, by alert.",
        Optional.empty(),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                Expressions.call(
                    "alltrue",
                    new Expression.ForList(
                        Optional.empty(),
                        "limit",
                        Expressions.call("values", var(AlertConditions.LIMITS)),
                        new Expression.Binary(
                            Expression.Operator.GREATER, Expressions.ref("limit"), number(0)),
                        Optional.empty())),
                "Each limit is greater than zero.")),
        why);
  }

  private static Body.Builder body(Blueprint blueprint, Alert alert) {
    AlertConditions.Conditions conditions = AlertConditions.of(blueprint, alert);
    Body.Builder body =
        Body.builder()
            .set("display_name", blueprint.project().name() + ": " + alert.title())
            .set("combiner", conditions.combiner())
            .set("severity", alert.severity().name());
    for (Condition condition : conditions.list()) {
      body.block(
          "conditions",
          Body.builder()
              .set("display_name", condition.title())
              .block(condition.type(), condition.body()));
    }
    Map<String, Expression> labels = new LinkedHashMap<>();
    labels.put("environment", var("environment"));
    labels.put("target", text(label(alert)));
    return body.set("notification_channels", NotificationChannels.channels(alert.severity()))
        .set("user_labels", object(labels))
        .block("alert_strategy", strategy(alert))
        .block("documentation", documentation(blueprint, alert));
  }

  private static String label(Alert alert) {
    return alert.target().name().isEmpty() ? alert.target().kind().word() : alert.target().name();
  }

  // An incident without new data closes by itself: soon where somebody is called, later where
  // somebody reads mail.
  private static Body.Builder strategy(Alert alert) {
    return Body.builder()
        .set(
            "auto_close",
            switch (alert.severity()) {
              case CRITICAL -> "1800s";
              case WARNING -> "86400s";
            });
  }

  private static Body.Builder documentation(Blueprint blueprint, Alert alert) {
    String anchor = RUNBOOK + alert.name();
    String content =
        alert.meaning()
            + "\n\n**First look:** "
            + AlertGuidance.firstLook(blueprint, alert)
            + "\n\n**Fires when:** "
            + AlertGuidance.condition(alert)
            + "\n\n**Runbook:** "
            + anchor
            + "\n";
    Body.Builder documentation =
        Body.builder()
            .set("subject", subject(blueprint, alert))
            .set("mime_type", "text/markdown")
            .set("content", content);
    blueprint
        .project()
        .repository()
        .ifPresent(repository ->
            documentation.block(
                "links",
                Body.builder()
                    .set("display_name", "Runbook")
                    .set("url", "https://github.com/" + repository + "/blob/HEAD/" + anchor)));
    return documentation;
  }

  private static Expression subject(Blueprint blueprint, Alert alert) {
    String sign = alert.severity() == Severity.CRITICAL ? "CRITICAL" : "Warning";
    return Expressions.template(
        sign + ": " + blueprint.project().name() + " ", var("environment"), ": " + alert.title());
  }

  static BigDecimal fraction(BigDecimal percent) {
    return percent.movePointLeft(2);
  }
}
