package dev.slipway.evaluate.function;

import com.google.re2j.Pattern;
import java.util.Optional;

/** A pattern of file paths with {@code *}, {@code **}, {@code ?}, {@code [a-z]}, {@code {a,b}}. */
record FilePattern(Pattern expression) {

  private static final int LENGTH_LIMIT = 500;

  /** Nothing for a pattern that is not certain to mean the same here as in Terraform. */
  static Optional<FilePattern> of(String pattern) {
    String cleaned = Paths.cleaned(pattern);
    if (pattern.length() > LENGTH_LIMIT || cleaned.startsWith("..") || cleaned.startsWith("/")) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < cleaned.length(); i++) {
      char c = cleaned.charAt(i);
      switch (c) {
        case '*' -> i = stars(cleaned, i, out);
        case '?' -> out.append("[^/]");
        case '{' -> {
          depth++;
          out.append("(?:");
        }
        case '}' -> {
          depth--;
          out.append(')');
        }
        case ',' -> out.append(depth > 0 ? "|" : ",");
        case '[', ']', '\\' -> {
          return Optional.empty();
        }
        default -> out.append(Pattern.quote(Character.toString(c)));
      }
      if (depth < 0) {
        return Optional.empty();
      }
    }
    return depth == 0
        ? Optional.of(new FilePattern(Pattern.compile(out.toString())))
        : Optional.empty();
  }

  /** Two stars stand for any number of folders when nothing else stands between the slashes. */
  private static int stars(String pattern, int at, StringBuilder out) {
    boolean starts = at == 0 || pattern.charAt(at - 1) == '/';
    if (starts && pattern.startsWith("**/", at)) {
      out.append("(?:[^/]+/)*");
      return at + 2;
    }
    if (starts && pattern.startsWith("**", at) && pattern.length() == at + 2) {
      out.append(".*");
      return at + 1;
    }
    out.append("[^/]*");
    return at;
  }

  boolean matches(String path) {
    return expression.matches(path);
  }
}
