package dev.slipway.check.rule;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes down what rules find, in their own words. */
public final class Report {

  private final Set<Diagnostic> found;
  private final String rule;

  private Report(Set<Diagnostic> found, String rule) {
    this.found = found;
    this.rule = rule;
  }

  public static Report empty() {
    return new Report(new LinkedHashSet<>(), "");
  }

  /** The same report, written in by another rule. */
  public Report by(String id) {
    return new Report(found, id);
  }

  /**
   * A violation of the rule.
   *
   * @param address what is concerned, as its tool calls it: {@code aws_s3_bucket.logs}, {@code
   *     Deployment/web}; empty for none
   * @param particulars what is wrong in this case, in whole sentences without the reason why it
   *     matters, which is the rule's own; secrets are not shown whole
   */
  public void add(String address, Span span, String particulars) {
    add(address, span, particulars, List.of());
  }

  /**
   * A violation with the changes that mend it.
   *
   * @param edits together they mend it; none where that takes thought
   */
  public void add(String address, Span span, String particulars, List<Diagnostic.Edit> edits) {
    RuleText text = RuleText.of(rule);
    found.add(
        new Diagnostic(
            rule,
            text.severity(),
            address.isEmpty() ? Optional.empty() : Optional.of(address),
            Optional.of(span),
            text.title(),
            particulars + " " + text.why(),
            text.fix(),
            edits));
  }

  /** Takes over what another report has. */
  public void addAll(List<Diagnostic> others) {
    found.addAll(others);
  }

  /** What was found, in the order of diagnostics. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(null);
    return List.copyOf(sorted);
  }
}
