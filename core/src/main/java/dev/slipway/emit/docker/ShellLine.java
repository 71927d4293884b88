package dev.slipway.emit.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Argument vectors as lines for a POSIX shell, and back. */
public final class ShellLine {

  private static final String BARE = "@%+=:,./_-";

  private ShellLine() {}

  /**
   * One command line. A vector {@code sh -c LINE} becomes its line, because it goes to a shell
   * anyway. Empty when a word holds a line break or another control character, which no line can
   * carry.
   */
  public static Optional<String> of(List<String> arguments) {
    List<String> words = isShell(arguments) ? List.of() : arguments;
    String line = isShell(arguments) ? arguments.get(2).strip() : joined(words);
    boolean clean = line.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x2028 || c == 0x85);
    return clean && !line.isEmpty() && !line.endsWith("\\") ? Optional.of(line) : Optional.empty();
  }

  private static String joined(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      quoted.add(quote(word));
    }
    return String.join(" ", quoted);
  }

  /** One word, in single quotes where it needs them. */
  public static String quote(String word) {
    boolean bare = !word.isEmpty();
    for (int i = 0; i < word.length() && bare; i++) {
      char c = word.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      bare = letter || BARE.indexOf(c) >= 0;
    }
    return bare ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Whether the vector hands one line to a shell. */
  public static boolean isShell(List<String> arguments) {
    return arguments.size() == 3
        && arguments.get(1).equals("-c")
        && List.of("sh", "bash", "/bin/sh", "/bin/bash").contains(arguments.get(0));
  }

  /** Whether a shell has to run it: it is a shell's line, or refers to a variable. */
  static boolean needsShell(List<String> arguments) {
    return isShell(arguments) || arguments.stream().anyMatch(word -> word.indexOf('$') >= 0);
  }

  /**
   * The vector for {@code CMD}. A line for a shell is replaced by its last command ({@code exec}),
   * so that signals reach the program and not the shell; a word that refers to a variable gets a
   * shell that fills it in.
   */
  static List<String> exec(List<String> arguments) {
    if (isShell(arguments)) {
      String line = arguments.get(2).strip();
      boolean single =
          line.chars().noneMatch(c -> c == '&' || c == ';' || c == '|' || c == '\n' || c == '(');
      return single && !line.startsWith("exec ")
          ? List.of(arguments.get(0), "-c", "exec " + line)
          : arguments;
    }
    if (arguments.stream().noneMatch(word -> word.indexOf('$') >= 0)) {
      return arguments;
    }
    List<String> words = new ArrayList<>();
    for (String word : arguments) {
      words.add(
          word.indexOf('$') < 0
              ? quote(word)
              : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + "\"");
    }
    return List.of("sh", "-c", "exec " + String.join(" ", words));
  }
}
