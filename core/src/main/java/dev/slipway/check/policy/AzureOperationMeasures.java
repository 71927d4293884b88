package dev.slipway.check.policy;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures on what is watched and limited, on Azure. */
final class AzureOperationMeasures {

  private static final List<String> ALERTS =
      List.of(
          "azurerm_monitor_metric_alert",
          "azurerm_monitor_scheduled_query_rules_alert_v2",
          "azurerm_monitor_activity_log_alert");
  private static final String GROUP = "azurerm_monitor_action_group";

  private AzureOperationMeasures() {}

  static Finding authenticationAlerts(Output output) {
    Finding.Builder found = Finding.builder();
    List<String> metrics =
        output.blueprint().observability().logMetrics().stream()
            .filter(m -> m.signal() == LogSignal.AUTHENTICATION_FAILURES)
            .map(LogMetric::name)
            .toList();
    for (Alert alert : output.blueprint().observability().alerts()) {
      if (alert.logMetric().filter(metrics::contains).isPresent()) {
        rule(output, alert, found);
      }
    }
    return found.build("No alert counts failed logins.");
  }

  static Finding monitoring(Output output) {
    Finding.Builder found = Finding.builder();
    output.blueprint().observability().alerts().forEach(alert -> rule(output, alert, found));
    return found.build("The design has no alerts.");
  }

  private static void rule(Output output, Alert alert, Finding.Builder found) {
    List<Resource> rules = rules(output, alert).toList();
    if (rules.isEmpty()) {
      found.gap(
          AzureAddresses.alert(alert.name()).toString(),
          "The alert " + alert.name() + " has no rule.");
      return;
    }
    for (Resource rule : rules) {
      String name = Output.name(rule);
      found.check(told(output, rule), name, "action group, mailed", name + " tells nobody.");
      if (!documented(rule)) {
        found.gap(name, name + " does not say what to do: its description names no runbook entry.");
      }
    }
  }

  private static Stream<Resource> rules(Output output, Alert alert) {
    Element element = Element.alert(alert.name());
    return output.main().resources().stream()
        .filter(r -> r.address().mode() == ResourceAddress.Mode.MANAGED)
        .filter(r -> ALERTS.contains(r.address().type()) || isCostAlert(r))
        .filter(r ->
            r.provenance().element().equals(element)
                || (ALERTS.contains(r.address().type())
                    && r.address().name().equals(ResourceAddress.id(alert.name()))));
  }

  private static boolean isCostAlert(Resource resource) {
    return resource.address().type().startsWith("azurerm_cost_")
        || resource.address().type().startsWith("azurerm_consumption_budget_");
  }

  private static boolean told(Output output, Resource rule) {
    return isCostAlert(rule) || mails(output, References.in(rule).names(GROUP));
  }

  private static boolean mails(Output output, List<String> groups) {
    return groups.stream()
        .flatMap(g -> output.main().find(ResourceAddress.managed(GROUP, g)).stream())
        .anyMatch(g ->
            Stream.of("email_receiver", "sms_receiver", "webhook_receiver")
                .anyMatch(receiver -> !Output.deep(g.body(), receiver).isEmpty()));
  }

  private static boolean documented(Resource rule) {
    return !ALERTS.contains(rule.address().type())
        || Output.at(rule, "description")
            .filter(d -> References.in(d).mentions("RUNBOOK.md#"))
            .isPresent();
  }

  /** Alerts that do not say what to do. */
  static List<Gap> undocumented(Output output) {
    return ALERTS.stream()
        .flatMap(type -> output.of(type).stream())
        .filter(rule -> !documented(rule))
        .map(a ->
            new Gap(Output.name(a), Output.name(a) + " has no description with a runbook entry."))
        .toList();
  }

  static Finding boundedScaling(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource app : output.live(AzureRunners.APP)) {
      bound(output, app, Output.at(app, "template", "max_replicas"), "max_replicas", found);
    }
    for (Resource function : output.live(AzureRunners.FUNCTION)) {
      bound(
          output,
          function,
          Output.at(function, "maximum_instance_count"),
          "maximum_instance_count",
          found);
    }
    return found.build("The output has no service that could grow.");
  }

  private static void bound(
      Output output,
      Resource runner,
      Optional<Expression> most,
      String argument,
      Finding.Builder found) {
    Optional<BigDecimal> number = most.flatMap(output.production()::number);
    found.check(
        number.filter(m -> m.signum() > 0).isPresent(),
        Output.name(runner),
        argument + " = " + number.map(BigDecimal::toPlainString).orElse(""),
        Output.name(runner) + " may grow without a limit of its own: it needs " + argument + ".");
  }

  static Finding budgetAlerts(Output output) {
    Finding.Builder found = Finding.builder();
    for (String type :
        List.of(
            "azurerm_consumption_budget_subscription",
            "azurerm_consumption_budget_resource_group")) {
      for (Resource budget : output.everywhere(type)) {
        boolean told =
            Output.deep(budget.body(), "notification").stream()
                .anyMatch(n ->
                    n.argument("contact_emails").isPresent()
                        || n.argument("contact_groups").isPresent()
                        || n.argument("contact_roles").isPresent());
        found.check(
            told,
            Output.name(budget),
            "notification, mailed to somebody",
            Output.name(budget) + " tells nobody: it has no notification with a contact.");
      }
    }
    return found.build(
        "The output has no budget (azurerm_consumption_budget_subscription): no budget is known.");
  }
}
