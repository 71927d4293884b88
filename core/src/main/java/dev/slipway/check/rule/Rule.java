package dev.slipway.check.rule;

import java.util.List;

/**
 * A rule as registered; its words are in its {@link RuleText}.
 *
 * @param <S> what it looks at: a resource, a manifest, a file
 * @param id stable: {@code SLIP-AWS-S3-PUBLIC-ACL}
 * @param targets the resource types, manifest kinds or kinds of file that it is asked about
 */
public record Rule<S>(String id, List<String> targets, Test<S> test) {

  public Rule {
    targets = List.copyOf(targets);
  }

  /** Looks at one subject and reports what is wrong with it. */
  @FunctionalInterface
  public interface Test<S> {
    void check(S subject, Report report);
  }
}
