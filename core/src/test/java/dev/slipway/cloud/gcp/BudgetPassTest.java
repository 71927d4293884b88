package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprints;
import dev.slipway.stack.Evaluation;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import org.junit.jupiter.api.Test;

class BudgetPassTest {

  private final Stack chat = GcpLowering.lower(Blueprints.chat()).main();

  @Test
  void isMadeOnlyOnceTheBillingAccountIsKnown() {
    Resource budget = chat.find(BudgetPass.BUDGET).orElseThrow();

    assertThat(Evaluation.of(chat, "production").instances(budget)).hasValue(0);
    assertThat(MonitoringPassTest.printed(chat, BudgetPass.BUDGET))
        .contains(
            "threshold_percent = 0.8",
            "FORECASTED_SPEND",
            "google_monitoring_notification_channel.email.id");
  }

  @Test
  void keepsTheBudgetOfAllEnvironmentsInProduction() {
    assertThat(MonitoringPassTest.file(chat, "terraform/environments/production.tfvars"))
        .contains("monthly_budget = 500");
    assertThat(MonitoringPassTest.file(chat, "terraform/environments/staging.tfvars"))
        .contains("monthly_budget = 0");
  }

  @Test
  void isLeftOutWhereNobodyNamedABudget() {
    assertThat(GcpLowering.lower(Blueprints.minimal()).main().find(BudgetPass.BUDGET)).isEmpty();
  }
}
