package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;

/** Where logs are kept and asked, and where applications send what they measure of themselves. */
final class Monitoring {

  static final String FILE = "monitoring.tf";
  static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");
  private static final Provenance RETENTION =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.retention");
  private static final String CAP = "log_daily_cap_gb";
  private static final int LEAST_DAYS = 30;
  private static final int MOST_DAYS = 730;

  private Monitoring() {}

  /** The workspace; whoever sends logs to it may ask for it. */
  static void logs(Blueprint blueprint, StackPart.Builder part) {
    new EnvironmentInputs(blueprint, part, RETENTION)
        .number(
            CAP,
            "GB of logs a day after which no more are taken, or -1 for no limit.",
            -1,
            10_000,
            e -> e.stage() == Stage.PRODUCTION ? -1 : 1);
    part.resource(
        StackFiles.LOGGING,
        AzureAddresses.LOGS,
        "",
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "logs"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("sku", "PerGB2018")
            .set(
                "retention_in_days",
                number(
                    Math.clamp(
                        blueprint.observability().logRetentionDays(), LEAST_DAYS, MOST_DAYS)))
            .set(
                "daily_quota_gb",
                var(CAP),
                "A cap saves money where nobody depends on the system. In production it would stop"
                    + " the alerts just when\nsomething floods the logs; there the budget warns.")
            .set("tags", local("tags")),
        RETENTION);
  }

  static void insights(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        StackFiles.LOGGING,
        AzureAddresses.INSIGHTS,
        "Costs nothing by itself: what is sent to it is kept, and paid for, in the workspace.",
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "insights"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("application_type", "web")
            .set("workspace_id", AzureAddresses.LOGS.reference().dot("id"))
            .set("ip_masking_enabled", bool(true))
            .set("tags", local("tags")),
        WHY);
  }
}
