package dev.slipway.check.rule.catalog;

import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.RuleText;
import dev.slipway.check.rule.files.FileRules;
import dev.slipway.check.rule.terraform.TerraformRules;
import dev.slipway.diagnostic.Suggestion;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    return List.copyOf(Ids.SORTED);
  }

  /** Sorted when first asked for: a merge asks about every pair of findings. */
  private static final class Ids {
    private static final NavigableSet<String> SORTED =
        Stream.concat(sets().flatMap(set -> set.rules().stream()).map(Rule::id), CheckCodes.all())
            .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
  }

  /** All texts, sorted by id. */
  public static List<RuleText> texts() {
    return ids().stream().map(RuleText::of).toList();
  }

  /** The text of a rule, whatever the case its id is written in. */
  public static Optional<RuleText> find(String id) {
    return Optional.ofNullable(Ids.SORTED.ceiling(id))
        .filter(id::equalsIgnoreCase)
        .map(RuleText::of);
  }

  /** {@code " Did you mean `SLIP-…`?"}, or nothing. */
  public static String suggestion(String id) {
    return Suggestion.sentence(id, ids());
  }
}
