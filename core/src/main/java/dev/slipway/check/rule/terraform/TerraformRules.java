package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    List<ResourceView> resources = stack.resources();
    for (int at = 0; at < resources.size(); ) {
      int end = at + 1;
      while (end < resources.size() && isElementBeside(resources.get(at), resources.get(end))) {
        end++;
      }
      check(resources.subList(at, end), report);
      at = end;
    }
    return report.diagnostics();
  }

  private static boolean isElementBeside(ResourceView one, ResourceView other) {
    return one.resource() == other.resource() && one.module() == other.module();
  }

  /** What is wrong with all elements of a resource is said of the resource. */
  private static void check(List<ResourceView> elements, Report report) {
    if (elements.size() == 1) {
      check(elements.getFirst(), report);
      return;
    }
    Map<Diagnostic, List<Diagnostic>> same = new LinkedHashMap<>();
    for (ResourceView element : elements) {
      Report own = Report.empty();
      check(element, own);
      for (Diagnostic found : own.diagnostics()) {
        Diagnostic ofAll = found.at(element.declaration());
        same.computeIfAbsent(ofAll, d -> new ArrayList<>()).add(found);
      }
    }
    same.forEach(
        (ofAll, each) -> report.addAll(each.size() == elements.size() ? List.of(ofAll) : each));
  }

  private static void check(ResourceView resource, Report report) {
    String prefix = resource.isData() ? "data." : "";
    rules().check(prefix + resource.type(), resource, report);
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
