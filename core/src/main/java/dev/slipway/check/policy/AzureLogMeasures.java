package dev.slipway.check.policy;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Measures on what is recorded on Azure, and for how long. */
final class AzureLogMeasures {

  private static final String SETTING = "azurerm_monitor_diagnostic_setting";
  private static final String WORKSPACE = "azurerm_log_analytics_workspace";
  private static final String TABLE = "azurerm_log_analytics_workspace_table";

  private static final String UNALTERED =
      " days where nobody can shorten it: in an account whose immutability_policy is Locked, or in"
          + " a workspace that keeps so long.";

  private AzureLogMeasures() {}

  static Finding auditLogs(Output output) {
    Finding.Builder found = Finding.builder();
    int wanted = output.blueprint().observability().auditLogDays();
    List<Resource> settings = output.everywhere(SETTING);
    if (settings.isEmpty()) {
      return found.build(
          "Azure itself shows what was changed for 90 days, and nobody keeps it: the output has no "
              + SETTING
              + ".");
    }
    for (Resource vault : output.of("azurerm_key_vault")) {
      recorded(settings, vault, "AuditEvent", wanted, output, found);
    }
    Optional<Resource> activity =
        settings.stream().filter(s -> References.in(s).mentions("Administrative")).findFirst();
    found.check(
        activity.filter(s -> kept(output, s, wanted)).isPresent(),
        activity.map(Output::name).orElse(SETTING),
        "the activity log, kept for " + wanted + " days or more",
        activity.isEmpty()
            ? "Nothing keeps the subscription's activity log: no " + SETTING + " names it."
            : Output.name(activity.get())
                + " does not keep the activity log for "
                + wanted
                + UNALTERED);
    return found.build("");
  }

  private static void recorded(
      List<Resource> settings,
      Resource target,
      String category,
      int wanted,
      Output output,
      Finding.Builder found) {
    Optional<Resource> setting =
        settings.stream()
            .filter(s ->
                Output.at(s, "target_resource_id")
                    .filter(t -> References.in(t).to(target.address()))
                    .isPresent())
            .filter(s ->
                References.in(s).mentions(category)
                    || References.in(s).mentions("audit")
                    || References.in(s).mentions("allLogs"))
            .findFirst();
    found.check(
        setting.filter(s -> kept(output, s, wanted)).isPresent(),
        setting.map(Output::name).orElse(Output.name(target)),
        "who used " + Output.name(target) + ", kept for " + wanted + " days or more",
        setting.isEmpty()
            ? Output.name(target) + " records nowhere who used it."
            : Output.name(setting.get()) + " does not keep who used it for " + wanted + UNALTERED);
  }

  // In a workspace or a table of it that keeps so long, or in an account whose blobs cannot be
  // changed.
  private static boolean kept(Output output, Resource setting, int days) {
    References references = References.in(setting);
    boolean workspace =
        output.everywhere(WORKSPACE).stream()
            .filter(w -> references.to(w.address()))
            .anyMatch(w -> days(output, w) >= days || tables(output, w, days));
    boolean container =
        output.everywhere(AzureStores.STORAGE).stream()
            .filter(account -> references.to(account.address()))
            .anyMatch(account -> locked(output, account, days));
    return workspace || container;
  }

  // Unlocked, whoever may change the account may shorten the time.
  private static boolean locked(Output output, Resource account, int days) {
    return Output.deep(account.body(), "immutability_policy").stream()
        .anyMatch(p ->
            p.argument("state")
                    .flatMap(output.production()::text)
                    .filter("Locked"::equals)
                    .isPresent()
                && p.argument("period_since_creation_in_days")
                    .flatMap(e -> number(output, e))
                    .filter(n -> n.intValue() >= days)
                    .isPresent());
  }

  private static boolean tables(Output output, Resource workspace, int days) {
    List<Resource> tables =
        output.everywhere(TABLE).stream()
            .filter(t -> References.in(t).to(workspace.address()))
            .toList();
    return tables.stream()
        .anyMatch(t ->
            number(output, t, "total_retention_in_days") >= days
                || number(output, t, "retention_in_days") >= days);
  }

  private static int days(Output output, Resource workspace) {
    return number(output, workspace, "retention_in_days");
  }

  private static int number(Output output, Resource resource, String argument) {
    return Output.at(resource, argument)
        .flatMap(e -> number(output, e))
        .map(BigDecimal::intValue)
        .orElse(0);
  }

  private static Optional<BigDecimal> number(Output output, Expression expression) {
    return output
        .production()
        .number(expression)
        .or(() -> output.production(output.bootstrap()).number(expression));
  }

  static Finding retention(Output output) {
    Finding.Builder found = Finding.builder();
    int wanted = output.blueprint().observability().logRetentionDays();
    for (Resource workspace : output.live(WORKSPACE)) {
      int days = days(output, workspace);
      found.check(
          days >= wanted,
          Output.name(workspace),
          "retention_in_days = " + days,
          Output.name(workspace) + " keeps logs for " + days + " days, not for " + wanted + ".");
    }
    for (Resource environment : output.live("azurerm_container_app_environment")) {
      found.check(
          References.in(environment).toType(WORKSPACE) || diagnosed(output, environment),
          Output.name(environment),
          "sends its logs to the workspace",
          Output.name(environment) + " keeps its logs nowhere.");
    }
    return found.build("The output has no place for logs (" + WORKSPACE + ").");
  }

  private static boolean diagnosed(Output output, Resource environment) {
    return output.everywhere(SETTING).stream()
        .anyMatch(
            s -> References.in(s).to(environment.address()) && References.in(s).toType(WORKSPACE));
  }
}
