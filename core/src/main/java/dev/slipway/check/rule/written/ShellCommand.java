package dev.slipway.check.rule.written;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of a shell script, as far as that can be seen without running it.
 *
 * @param words without their quotes
 * @param piped whether it reads what the command before it writes
 */
public record ShellCommand(List<String> words, boolean piped) {

  private static final List<String> PREFIXES =
      List.of("sudo", "env", "exec", "time", "nice", "command", "then", "do", "else", "!", "if");
  private static final List<String> INTERPRETERS =
      List.of("sh", "bash", "zsh", "ash", "dash", "python", "python3", "perl", "ruby", "node");

  public ShellCommand {
    words = List.copyOf(words);
  }

  /** The commands of a script in their order; what stands in quotes is one word. */
  public static List<ShellCommand> read(String script) {
    return new ShellReader(script).commands();
  }

  /** The program's name without its folder; empty for none. */
  public String program() {
    for (String word : words) {
      boolean assignment = word.indexOf('=') > 0 && Character.isLetter(word.charAt(0));
      if (!assignment && !PREFIXES.contains(word) && !word.startsWith("-")) {
        return word.substring(word.lastIndexOf('/') + 1);
      }
    }
    return "";
  }

  /** The words after the program. */
  public List<String> arguments() {
    String program = program();
    for (int i = 0; i < words.size(); i++) {
      if (!program.isEmpty() && words.get(i).endsWith(program)) {
        return words.subList(i + 1, words.size());
      }
    }
    return List.of();
  }

  /** Whether it is this program with this first argument that is no option. */
  public boolean is(String program, String action) {
    return program().equals(program)
        && arguments().stream()
            .filter(a -> !a.startsWith("-"))
            .findFirst()
            .orElse("")
            .equals(action);
  }

  public boolean has(String word) {
    return words.contains(word);
  }

  private boolean downloads() {
    return program().equals("curl") || program().equals("wget");
  }

  private boolean interpretsInput() {
    boolean fromFile =
        arguments().stream()
            .anyMatch(a -> !a.startsWith("-") && !a.startsWith("<") && !a.equals("s"));
    boolean asked = arguments().contains("-s") || arguments().contains("-");
    return INTERPRETERS.contains(program()) && (asked || !fromFile) && !arguments().contains("-c");
  }

  private boolean interpretsDownload() {
    boolean shell = INTERPRETERS.contains(program()) || program().equals("eval");
    return shell
        && words.stream()
            .anyMatch(w ->
                w.contains("$(curl ")
                    || w.contains("$(wget ")
                    || w.contains("`curl ")
                    || w.contains("`wget "));
  }

  /** Whether something is downloaded and run without anybody looking at it. */
  public static boolean runsDownloads(List<ShellCommand> commands) {
    boolean download = false;
    for (ShellCommand command : commands) {
      download = command.downloads() || download && command.piped();
      if (download && command.piped() && command.interpretsInput()
          || command.interpretsDownload()) {
        return true;
      }
    }
    return false;
  }

  /** All words of all commands. */
  public static List<String> words(List<ShellCommand> commands) {
    List<String> words = new ArrayList<>();
    commands.forEach(command -> words.addAll(command.words()));
    return words;
  }
}
