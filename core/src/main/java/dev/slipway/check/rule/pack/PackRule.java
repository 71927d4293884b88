package dev.slipway.check.rule.pack;

import dev.slipway.check.rule.Category;
import dev.slipway.check.rule.RuleText;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import java.util.List;

/**
 * A rule of a project's own.
 *
 * @param on the resource types that it is asked about; {@code stack} alone for all at once
 * @param when true where it is violated, in CEL
 * @param place where it stands
 * @param whenPlace where the expression stands
 */
public record PackRule(
    String id,
    Severity severity,
    String title,
    String why,
    String fix,
    List<String> on,
    String when,
    Span place,
    Span whenPlace,
    List<PackExample> examples) {

  /** What {@code on} says for a rule over everything at once. */
  static final String STACK = "stack";

  public PackRule {
    on = List.copyOf(on);
    examples = List.copyOf(examples);
  }

  /** The rule as catalogs list and explain it. */
  public RuleText text() {
    return new RuleText(
        id,
        severity,
        Category.OWN,
        title,
        why,
        fix,
        examples.stream().filter(PackExample::passes).map(PackExample::text).findFirst().orElse(""),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        on);
  }

  boolean isOverStack() {
    return on.equals(List.of(STACK));
  }
}
