package dev.slipway.check.rule.catalog;

import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.RuleText;
import dev.slipway.check.rule.files.FileRules;
import dev.slipway.check.rule.terraform.TerraformRules;
import dev.slipway.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every rule there is. */
public final class RuleCatalog {

  private RuleCatalog() {}

  // a new family of rules is added here and nowhere else
  private static Stream<RuleSet<?>> sets() {
    return Stream.concat(Stream.of(TerraformRules.rules()), FileRules.sets().stream());
  }

  /** The rules of policy, sorted by id. */
  public static List<Rule<?>> rules() {
    return sets()
        .<Rule<?>>flatMap(set -> set.rules().stream())
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .toList();
  }

  /** All ids, sorted: those of rules, and the codes of whatever else a check reports. */
  public static List<String> ids() {
    return Stream.concat(rules().stream().map(Rule::id), CheckCodes.all()).sorted().toList();
  }

  /** All texts, sorted by id. */
  public static List<RuleText> texts() {
    return ids().stream().map(RuleText::of).toList();
  }

  /** The text of a rule, whatever the case its id is written in. */
  public static Optional<RuleText> find(String id) {
    return ids().stream().filter(id::equalsIgnoreCase).findFirst().map(RuleText::of);
  }

  /** {@code " Did you mean `SLIP-…`?"}, or nothing. */
  public static String suggestion(String id) {
    return Suggestion.sentence(id, ids());
  }
}
