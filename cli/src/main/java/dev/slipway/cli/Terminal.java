package dev.slipway.cli;

import dev.slipway.diagnostic.Severity;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * Where answers and talk go.
 *
 * @param out answers
 * @param err talk: progress, problems
 * @param color whether answers may carry ANSI colors
 * @param progress whether a line on {@code err} may be rewritten to show progress
 */
record Terminal(PrintStream out, PrintStream err, boolean color, boolean progress) {

  /** The process's own terminal. Honors {@code NO_COLOR} and {@code TERM=dumb}. */
  static Terminal of(PrintStream out, PrintStream err, Map<String, String> environment) {
    boolean interactive = System.console() != null && System.console().isTerminal();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, err, interactive && !dumb && !noColor, interactive && !dumb);
  }

  Terminal withoutColor() {
    return new Terminal(out, err, false, progress);
  }

  /** A severity's word in its color. */
  String label(Severity severity) {
    String word = severity.name().toLowerCase(Locale.ROOT);
    return switch (severity) {
      case ERROR -> red(word);
      case WARNING -> yellow(word);
      case NOTE -> cyan(word);
    };
  }

  String bold(String text) {
    return styled("1", text);
  }

  String dim(String text) {
    return styled("2", text);
  }

  String red(String text) {
    return styled("31", text);
  }

  String yellow(String text) {
    return styled("33", text);
  }

  String green(String text) {
    return styled("32", text);
  }

  String cyan(String text) {
    return styled("36", text);
  }

  private String styled(String code, String text) {
    return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
