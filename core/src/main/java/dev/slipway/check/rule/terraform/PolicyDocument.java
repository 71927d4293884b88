package dev.slipway.check.rule.terraform;

import java.util.List;

/**
 * A policy document of AWS as far as it is known.
 *
 * @param statements those that are known
 */
record PolicyDocument(List<Statement> statements) {

  static final PolicyDocument NONE = new PolicyDocument(List.of());

  PolicyDocument {
    statements = List.copyOf(statements);
  }

  /**
   * A statement; its lists hold what is known of them.
   *
   * @param allows whether its effect is known to be Allow
   * @param principals {@code *} for anyone; kinds like {@code Service} before a colon otherwise
   * @param conditions the keys of its conditions in lower case; {@code ?} for one not known
   */
  record Statement(
      boolean allows,
      List<String> actions,
      boolean hasNotActions,
      List<String> resources,
      List<String> principals,
      List<String> conditions) {

    Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      principals = List.copyOf(principals);
      conditions = List.copyOf(conditions);
    }

    boolean allowsEverything() {
      return allows && actions.contains("*") && resources.contains("*");
    }

    /** Whether anyone may, without a condition that could narrow it. */
    boolean allowsAnyone() {
      return allows
          && (principals.contains("*") || principals.contains("AWS:*"))
          && conditions.isEmpty();
    }

    boolean anyAction(String... names) {
      for (String name : names) {
        if (actions.stream().anyMatch(name::equalsIgnoreCase)) {
          return true;
        }
      }
      return false;
    }
  }

  boolean denies(String condition) {
    return statements.stream()
        .anyMatch(s ->
            !s.allows() && s.conditions().contains(condition.toLowerCase(java.util.Locale.ROOT)));
  }
}
