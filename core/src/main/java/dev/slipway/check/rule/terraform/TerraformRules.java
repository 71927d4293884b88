package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.diagnostic.Diagnostic;
import java.util.List;

/** All rules over Terraform. */
public final class TerraformRules {

  private static final class Loaded {
    private static final RuleSet<ResourceView> RULES = load();
  }

  private TerraformRules() {}

  public static RuleSet<ResourceView> rules() {
    return Loaded.RULES;
  }

  /** What the rules say of a configuration, in the order of diagnostics. */
  public static List<Diagnostic> check(RuleInput input) {
    StackView stack = StackView.of(input);
    Report report = Report.empty();
    for (ResourceView resource : stack.resources()) {
      String prefix = resource.isData() ? "data." : "";
      rules().check(prefix + resource.type(), resource, report);
    }
    return report.diagnostics();
  }

  private static RuleSet<ResourceView> load() {
    RuleSet.Builder<ResourceView> rules = RuleSet.builder();
    S3Rules.register(rules);
    AwsNetworkRules.register(rules);
    Ec2Rules.register(rules);
    RdsRules.register(rules);
    AwsServiceRules.register(rules);
    GcpStorageRules.register(rules);
    GcpIamRules.register(rules);
    GcpNetworkRules.register(rules);
    GcpServiceRules.register(rules);
    AwsIamRules.register(rules);
    AwsContainerRules.register(rules);
    AwsServerlessRules.register(rules);
    AwsEdgeRules.register(rules);
    AzureDataRules.register(rules);
    AzureRules.register(rules);
    RegionRules.register(rules);
    return rules.build();
  }
}
