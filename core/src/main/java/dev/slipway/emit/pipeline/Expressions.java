package dev.slipway.emit.pipeline;

import java.util.Locale;

/** GitHub's {@code ${{ … }}} expressions, and texts that must not become one. */
final class Expressions {

  private Expressions() {}

  static String expression(String content) {
    return "${{ " + content + " }}";
  }

  /** A text from the project, so that GitHub evaluates nothing in it. */
  static String literal(String text) {
    return text.replace("${{", "${{ '${{' }}");
  }

  /** A name as GitHub variables and shell variables have them: {@code API_EUROPE_WEST1}. */
  static String variable(String... parts) {
    StringBuilder name = new StringBuilder();
    for (char c : String.join("_", parts).toUpperCase(Locale.ROOT).toCharArray()) {
      name.append(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? c : '_');
    }
    return name.toString();
  }
}
