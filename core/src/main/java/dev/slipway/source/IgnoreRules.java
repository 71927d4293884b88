package dev.slipway.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of one {@code .gitignore} file on top of those of the folders above it. The last rule
 * that matches wins, the deepest file first, as git does it.
 */
final class IgnoreRules {

  private static final int RULE_LIMIT = 5_000;

  private final Optional<IgnoreRules> above;
  private final String folder;
  private final List<Rule> rules;

  private IgnoreRules(Optional<IgnoreRules> above, String folder, List<Rule> rules) {
    this.above = above;
    this.folder = folder;
    this.rules = rules;
  }

  /**
   * The rules written in {@code lines}, for paths under {@code folder} (empty for the root, else
   * ending in a slash).
   */
  static IgnoreRules of(Optional<IgnoreRules> above, String folder, List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      if (rules.size() < RULE_LIMIT) {
        Rule.parse(line).ifPresent(rules::add);
      }
    }
    return new IgnoreRules(above, folder, rules.reversed());
  }

  /**
   * Whether {@code path}, from the project's root, is left out; its parents are taken not to be.
   */
  boolean ignore(String path, boolean directory) {
    IgnoreRules level = this;
    while (true) {
      String relative = path.substring(level.folder.length());
      for (Rule rule : level.rules) {
        if (rule.matches(relative, directory)) {
          return !rule.negated();
        }
      }
      if (level.above.isEmpty()) {
        return false;
      }
      level = level.above.get();
    }
  }

  /** One line. A pattern without a slash is matched against the name alone. */
  private record Rule(String[] segments, boolean negated, boolean directoryOnly, boolean nameOnly) {

    static Optional<Rule> parse(String line) {
      String pattern = stripTrailingBlanks(line);
      boolean negated = pattern.startsWith("!");
      if (negated) {
        pattern = pattern.substring(1);
      }
      if (pattern.isEmpty() || (pattern.startsWith("#") && !negated)) {
        return Optional.empty();
      }
      boolean directoryOnly = pattern.endsWith("/");
      if (directoryOnly) {
        pattern = pattern.substring(0, pattern.length() - 1);
      }
      boolean nameOnly = pattern.indexOf('/') < 0;
      String body = pattern.startsWith("/") ? pattern.substring(1) : pattern;
      return body.isEmpty()
          ? Optional.empty()
          : Optional.of(new Rule(body.split("/", -1), negated, directoryOnly, nameOnly));
    }

    private static String stripTrailingBlanks(String line) {
      int end = line.length();
      while (end > 0
          && (line.charAt(end - 1) == ' '
              || line.charAt(end - 1) == '\r'
              || line.charAt(end - 1) == '\t')) {
        if (end > 1 && line.charAt(end - 2) == '\\') {
          break;
        }
        end--;
      }
      return line.substring(0, end);
    }

    boolean matches(String path, boolean directory) {
      if (directoryOnly && !directory) {
        return false;
      }
      if (nameOnly) {
        return Glob.matchesSegment(segments[0], path.substring(path.lastIndexOf('/') + 1));
      }
      return Glob.matches(segments, path.split("/"));
    }
  }
}
