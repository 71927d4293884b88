package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.written.ShellCommand;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import java.util.List;
import java.util.Optional;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword in upper case
 * @param arguments lines joined, comments and flags left out, without heredocs
 * @param flags such as {@code --from=build}
 * @param heredoc the texts of its heredocs, one after the other
 * @param lines as written, with their numbers; never empty
 */
record Instruction(
    String keyword,
    String arguments,
    List<String> flags,
    String heredoc,
    List<Line> lines,
    String file) {

  Instruction {
    flags = List.copyOf(flags);
    lines = List.copyOf(lines);
  }

  /** One line of the file, numbered from 1. */
  record Line(int number, String text) {}

  boolean is(String... keywords) {
    return List.of(keywords).contains(keyword);
  }

  /** The value of a flag. */
  Optional<String> flag(String name) {
    String start = "--" + name + "=";
    return flags.stream()
        .filter(flag -> flag.startsWith(start))
        .map(flag -> flag.substring(start.length()))
        .findFirst();
  }

  /** The words of the JSON form; empty for the shell form. */
  Optional<List<String>> json() {
    if (!arguments.startsWith("[")) {
      return Optional.empty();
    }
    return JsonDocument.read(file, arguments)
        .value()
        .filter(Node.Sequence.class::isInstance)
        .map(Node::texts);
  }

  /** Words, whichever form they are written in. */
  List<String> words() {
    return json().orElseGet(() -> ShellCommand.words(ShellCommand.read(arguments)));
  }

  /** What a shell would run. */
  List<ShellCommand> commands() {
    return json()
        .map(words -> List.of(new ShellCommand(words, false)))
        .orElseGet(() -> ShellCommand.read(arguments + "\n" + heredoc));
  }

  /** The first line from its keyword on. */
  Span place() {
    return rest(lines.getFirst());
  }

  /** A word where it first stands, or the first line. */
  Span place(String word) {
    for (Line line : lines) {
      int at = line.text().indexOf(word);
      if (at >= 0 && !word.isEmpty()) {
        return new Span(file, line.number(), at + 1, line.number(), at + 1 + word.length());
      }
    }
    return place();
  }

  private Span rest(Line line) {
    int start = line.text().length() - line.text().stripLeading().length();
    int end = Math.max(start, line.text().stripTrailing().length());
    return new Span(file, line.number(), start + 1, line.number(), end + 1);
  }
}
