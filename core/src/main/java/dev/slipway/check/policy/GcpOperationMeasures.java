package dev.slipway.check.policy;

import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Measures on what is recorded, watched and limited. */
final class GcpOperationMeasures {

  private GcpOperationMeasures() {}

  static Finding auditLogs(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource config : output.everywhere("google_project_iam_audit_config")) {
      found.check(
          !Output.deep(config.body(), "audit_log_config").isEmpty(),
          Output.name(config),
          "audit_log_config",
          Output.name(config) + " records nothing.");
    }
    if (!output.everywhere("google_project_iam_audit_config").isEmpty()) {
      auditKept(output, found);
    }
    return found.build(
        "Only what Google always records is recorded: the output has no"
            + " google_project_iam_audit_config.");
  }

  // A record that its subjects can delete proves nothing: it needs a locked bucket and a sink
  // there.
  private static void auditKept(Output output, Finding.Builder found) {
    int wanted = output.blueprint().observability().auditLogDays();
    boolean kept = false;
    for (Resource sink : output.of("google_logging_project_sink")) {
      for (Resource bucket : output.of("google_logging_project_bucket_config")) {
        boolean enough =
            Output.at(bucket, "retention_days")
                .flatMap(output.production()::number)
                .filter(d -> d.intValue() >= wanted)
                .isPresent();
        if (enough
            && References.in(sink).to(bucket.address())
            && References.in(sink).mentions("cloudaudit.googleapis.com/data_access")
            && output.isTrue(bucket, "locked")) {
          kept = true;
          found.proof(
              Output.name(bucket), "retention_days = " + wanted + " or more, locked in production");
        }
      }
    }
    if (!kept) {
      found.gap(
          "google_logging_project_bucket_config",
          "Who read what is not kept for "
              + wanted
              + " days in a locked bucket that a sink fills.");
    }
  }

  static Finding logRetention(Output output) {
    Finding.Builder found = Finding.builder();
    int wanted = output.blueprint().observability().logRetentionDays();
    for (Resource bucket : output.of("google_logging_project_bucket_config")) {
      Optional<BigDecimal> days =
          Output.at(bucket, "retention_days").flatMap(output.production()::number);
      found.check(
          days.filter(d -> d.intValue() >= wanted).isPresent(),
          Output.name(bucket),
          "retention_days = " + days.map(BigDecimal::toPlainString).orElse("?"),
          Output.name(bucket) + " keeps logs for less than " + wanted + " days.");
    }
    return found.build(
        "Logs are kept for Google's 30 days: the output has no"
            + " google_logging_project_bucket_config.");
  }

  static Finding authenticationAlerts(Output output) {
    Finding.Builder found = Finding.builder();
    List<String> metrics =
        output.blueprint().observability().logMetrics().stream()
            .filter(m -> m.signal() == LogSignal.AUTHENTICATION_FAILURES)
            .map(LogMetric::name)
            .toList();
    for (Alert alert : output.blueprint().observability().alerts()) {
      if (alert.logMetric().filter(metrics::contains).isPresent()) {
        policy(output, alert, found);
      }
    }
    return found.build("No alert counts failed logins.");
  }

  static Finding monitoring(Output output) {
    Finding.Builder found = Finding.builder();
    output.blueprint().observability().alerts().forEach(alert -> policy(output, alert, found));
    return found.build("The design has no alerts.");
  }

  private static void policy(Output output, Alert alert, Finding.Builder found) {
    String address = GcpAddresses.alertPolicy(alert.name()).toString();
    Optional<Resource> policy = output.main().find(GcpAddresses.alertPolicy(alert.name()));
    if (policy.isEmpty()) {
      found.gap(address, "The alert " + alert.name() + " has no policy.");
      return;
    }
    boolean told =
        Output.at(policy.get(), "notification_channels")
            .filter(e -> References.in(e).to(GcpAddresses.EMAIL_CHANNEL))
            .isPresent();
    found.check(told, address, "notification_channels", address + " tells nobody.");
    if (!documented(output, policy.get())) {
      found.gap(address, address + " does not say what to do: its documentation is empty.");
    }
  }

  static boolean documented(Output output, Resource policy) {
    return output
        .text(policy, "documentation", "content")
        .filter(t -> t.contains("RUNBOOK.md#"))
        .isPresent();
  }

  static Finding boundedScaling(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource service : output.of("google_cloud_run_v2_service")) {
      Optional<BigDecimal> max =
          Output.deep(service.body(), "scaling").stream()
              .flatMap(s -> s.argument("max_instance_count").stream())
              .flatMap(e -> output.production().number(e).stream())
              .findFirst();
      found.check(
          max.filter(m -> m.signum() > 0).isPresent(),
          Output.name(service),
          "max_instance_count = " + max.map(BigDecimal::toPlainString).orElse(""),
          Output.name(service) + " may grow without a limit: it needs max_instance_count.");
    }
    return found.build("The output has no service that could grow.");
  }

  static Finding budgetAlerts(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource budget : output.of("google_billing_budget")) {
      found.check(
          !budget.body().blocks("threshold_rules").isEmpty(),
          Output.name(budget),
          "threshold_rules; made once billing_account is set",
          Output.name(budget) + " tells nobody: it has no threshold_rules.");
    }
    return found.build("The output has no budget (google_billing_budget): no budget is known.");
  }

  /** Alerts that do not say what to do. */
  static List<Finding.Gap> undocumented(Output output) {
    return output.of("google_monitoring_alert_policy").stream()
        .filter(policy -> !documented(output, policy))
        .map(p ->
            new Finding.Gap(
                Output.name(p), Output.name(p) + " has no documentation with a runbook entry."))
        .toList();
  }
}
