package dev.slipway.check.rule.catalog;

import dev.slipway.check.rule.RuleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The documentation of rules, as Markdown. */
public final class RulePage {

  private RulePage() {}

  /** The page of one rule. */
  public static String page(RuleText rule) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(rule.title()).append("\n\n`").append(rule.id()).append("`: ");
    page.append(severity(rule)).append(", ").append(rule.category().word()).append("\n\n");
    page.append(rule.why()).append("\n\n## What to do\n\n").append(rule.fix()).append("\n");
    if (!rule.code().isEmpty()) {
      page.append("\n```").append(language(rule)).append('\n');
      page.append(rule.code()).append("\n```\n");
    }
    if (!rule.targets().isEmpty()) {
      page.append("\n## Where it looks\n\n");
      rule.targets().forEach(target -> page.append("- `").append(target).append("`\n"));
    }
    List<String> same = counterparts(rule);
    if (!same.isEmpty()) {
      page.append("\n## Elsewhere\n\n");
      same.forEach(line -> page.append("- ").append(line).append('\n'));
    }
    return page.toString();
  }

  private static String severity(RuleText rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String language(RuleText rule) {
    if (rule.id().equals("SLIP-HCL-JSON") || rule.id().equals("SLIP-HCL-JSON-BODY")) {
      return "json";
    }
    boolean terraform =
        rule.targets().isEmpty()
            || rule.targets().stream()
                .anyMatch(target ->
                    target.startsWith("aws_")
                        || target.startsWith("google_")
                        || target.startsWith("azurerm_")
                        || target.startsWith("data.")
                        || target.startsWith("backend.")
                        || target.startsWith("provider."));
    if (terraform) {
      return "hcl";
    }
    return rule.id().startsWith("SLIP-DOCKER-") ? "dockerfile" : "yaml";
  }

  private static List<String> counterparts(RuleText rule) {
    List<String> lines = new ArrayList<>();
    add(lines, "Checkov", rule.checkov());
    add(lines, "Trivy", rule.trivy());
    add(lines, "CIS benchmark", rule.cis());
    return lines;
  }

  private static void add(List<String> lines, String who, List<String> ids) {
    if (!ids.isEmpty()) {
      lines.add(who + ": " + String.join(", ", ids));
    }
  }

  /** The list of all rules, by what they guard. */
  public static String index(List<RuleText> rules) {
    Map<String, List<RuleText>> byCategory = new TreeMap<>();
    for (RuleText rule : rules) {
      byCategory.computeIfAbsent(rule.category().word(), c -> new ArrayList<>()).add(rule);
    }
    StringBuilder page = new StringBuilder();
    page.append("# Rules\n\n").append(rules.size());
    page.append(" rules, made from `core/src/main/resources/dev/slipway/rules`.\n");
    byCategory.forEach((category, members) -> {
      page.append("\n## ").append(category.substring(0, 1).toUpperCase(Locale.ROOT));
      page.append(category.substring(1)).append("\n\n| Rule | | Severity |\n|---|---|---|\n");
      for (RuleText rule : members) {
        page.append("| [").append(rule.id()).append("](").append(rule.id()).append(".md) | ");
        page.append(rule.title()).append(" | ").append(severity(rule)).append(" |\n");
      }
    });
    return page.toString();
  }
}
