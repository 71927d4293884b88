package dev.slipway.check.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules over one sort of subject, found by what they look at. */
public final class RuleSet<S> {

  private final List<Rule<S>> rules;
  private final Map<String, List<Rule<S>>> byTarget = new LinkedHashMap<>();

  private RuleSet(List<Rule<S>> rules) {
    this.rules = List.copyOf(rules);
    for (Rule<S> rule : rules) {
      for (String target : rule.targets()) {
        byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(rule);
      }
    }
  }

  public static <S> Builder<S> builder() {
    return new Builder<>();
  }

  public List<Rule<S>> rules() {
    return rules;
  }

  /** Asks the rules about this target what they say of the subject. */
  public void check(String target, S subject, Report report) {
    for (Rule<S> rule : byTarget.getOrDefault(target, List.of())) {
      rule.test().check(subject, report.by(rule.id()));
    }
  }

  /** Collects rules in the order of their listing. */
  public static final class Builder<S> {
    private final List<Rule<S>> rules = new ArrayList<>();

    private Builder() {}

    public Builder<S> add(String id, Rule.Test<S> test, String... targets) {
      rules.add(new Rule<>(id, List.of(targets), test));
      return this;
    }

    public RuleSet<S> build() {
      return new RuleSet<>(rules);
    }
  }
}
