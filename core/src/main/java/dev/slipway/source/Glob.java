package dev.slipway.source;

/**
 * Matches paths against patterns with {@code *}, {@code ?}, {@code [a-z]} and {@code **}, in time
 * proportional to the product of both lengths at worst.
 */
final class Glob {

  private Glob() {}

  static boolean matches(String pattern, String path) {
    return matches(pattern.split("/"), path.split("/"));
  }

  /** Matches segment by segment; {@code **} stands for any number of segments. */
  static boolean matches(String[] pattern, String[] path) {
    int p = 0;
    int s = 0;
    int star = -1;
    int mark = 0;
    while (s < path.length) {
      if (p < pattern.length && pattern[p].equals("**")) {
        star = p++;
        mark = s;
      } else if (p < pattern.length && matchesSegment(pattern[p], path[s])) {
        p++;
        s++;
      } else if (star >= 0) {
        p = star + 1;
        s = ++mark;
      } else {
        return false;
      }
    }
    // A trailing ** needs something below the folder, so that the folder itself does not match.
    return p == pattern.length;
  }

  /** Matches one path segment; {@code *} stands for any run of characters. */
  static boolean matchesSegment(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      int next = p < pattern.length() ? step(pattern, p, text.charAt(t)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (next >= 0) {
        p = next;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** The position after the pattern's element at {@code p} if it matches {@code c}, else -1. */
  private static int step(String pattern, int p, char c) {
    return switch (pattern.charAt(p)) {
      case '?' -> p + 1;
      case '*' -> -1;
      case '[' -> set(pattern, p, c);
      case '\\' -> p + 1 < pattern.length() && pattern.charAt(p + 1) == c ? p + 2 : -1;
      default -> pattern.charAt(p) == c ? p + 1 : -1;
    };
  }

  private static int set(String pattern, int p, char c) {
    int end = pattern.indexOf(']', p + 2);
    if (end < 0) {
      return c == '[' ? p + 1 : -1;
    }
    boolean negated = pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^';
    boolean found = false;
    for (int i = p + (negated ? 2 : 1); i < end; i++) {
      if (i + 2 < end && pattern.charAt(i + 1) == '-') {
        found |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        found |= pattern.charAt(i) == c;
      }
    }
    return found != negated ? end + 1 : -1;
  }
}
