package dev.slipway.requirements;

import java.util.ArrayList;
import java.util.List;

/** A command line of one string as the words that a process is started with. */
final class CommandWords {

  /** What only a shell understands. */
  private static final String SHELL = "|&;<>$`(){}*?~";

  private CommandWords() {}

  /** The words; a command that needs a shell is handed to one as a whole. */
  static List<String> of(String command) {
    if (command.chars().anyMatch(c -> SHELL.indexOf(c) >= 0) || command.indexOf('\\') >= 0) {
      return List.of("sh", "-c", command);
    }
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        started = true;
      } else if (Character.isWhitespace(c)) {
        started = end(words, word, started);
      } else {
        word.append(c);
        started = true;
      }
    }
    end(words, word, started);
    return quote == 0 ? List.copyOf(words) : List.of("sh", "-c", command);
  }

  private static boolean end(List<String> words, StringBuilder word, boolean started) {
    if (started) {
      words.add(word.toString());
      word.setLength(0);
    }
    return false;
  }
}
