package dev.slipway.intake.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a command line that needs no shell. */
final class ShellWords {

  private ShellWords() {}

  /**
   * The words; empty if the line uses variables, redirection, several commands or anything else of
   * a shell's.
   */
  static Optional<List<String>> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean open = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '$' && quote == '"') {
          return Optional.empty();
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        open = true;
      } else if ("$&|;<>`(){}*?~#\\".indexOf(c) >= 0) {
        return Optional.empty();
      } else if (Character.isWhitespace(c)) {
        if (open || !word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else {
        word.append(c);
      }
    }
    if (open || !word.isEmpty()) {
      words.add(word.toString());
    }
    boolean assignment = !words.isEmpty() && words.getFirst().indexOf('=') > 0;
    return quote != 0 || assignment || words.isEmpty()
        ? Optional.empty()
        : Optional.of(List.copyOf(words));
  }

  /** The command as words, through a shell where it needs one. */
  static List<String> command(String line) {
    return split(line).orElseGet(() -> List.of("sh", "-c", line.strip()));
  }
}
