package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.RuleSet;

/** All rules over Terraform. */
public final class TerraformRules {

  private TerraformRules() {}

  public static RuleSet<ResourceView> rules() {
    return RuleSet.<ResourceView>builder().build();
  }
}
