package dev.slipway.cli.tool;

import dev.slipway.cli.tool.OutsideCheck.Answer;
import dev.slipway.cli.tool.OutsideCheck.Unreadable;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import java.util.List;
import java.util.Optional;

/** Reads what programs answer. */
final class Answers {

  private static final int LONGEST_EXCERPT = 200;

  private Answers() {}

  /** The JSON document on standard output. */
  static Node json(String program, Answer answer) throws Unreadable {
    Optional<Node> node = JsonDocument.read(program + " output", answer.out()).value();
    if (node.isEmpty()) {
      throw new Unreadable(excerpt(answer));
    }
    return node.get();
  }

  /** What a program that failed had to say, in one line. */
  static String excerpt(Answer answer) {
    String said = answer.err().isBlank() ? answer.out() : answer.err();
    String line = said.strip().replaceAll("\\s+", " ");
    String shown =
        line.length() > LONGEST_EXCERPT ? line.substring(0, LONGEST_EXCERPT) + "…" : line;
    return "it ended with exit code " + answer.exitCode() + (shown.isEmpty() ? "" : ": " + shown);
  }

  static Diagnostic finding(
      String code,
      Severity severity,
      Optional<String> address,
      Span span,
      String summary,
      String detail,
      String fix) {
    return new Diagnostic(
        code, severity, address.filter(a -> !a.isEmpty()), Optional.of(span), summary, detail, fix);
  }

  static int number(Node node, String key, int otherwise) {
    try {
      return node.text(key).map(Integer::parseInt).filter(n -> n > 0).orElse(otherwise);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** A place from a start and an end, each with a line and a column. */
  static Span span(String file, Optional<Node> start, Optional<Node> end) {
    int line = start.map(n -> number(n, "line", 1)).orElse(1);
    int column = start.map(n -> number(n, "column", 1)).orElse(1);
    int endLine = end.map(n -> number(n, "line", line)).orElse(line);
    int endColumn = end.map(n -> number(n, "column", column)).orElse(column);
    return endLine < line
        ? Span.at(file, line, column)
        : new Span(file, line, column, endLine, endColumn);
  }

  /** A path below a folder of the project, as the project sees it. */
  static String path(String folder, String file) {
    String plain = file;
    while (plain.startsWith("./") || plain.startsWith("/")) {
      plain = plain.substring(plain.startsWith("./") ? 2 : 1);
    }
    return folder.isEmpty() ? plain : folder + "/" + plain;
  }

  static List<Node> items(Node node, String key) {
    return node.get(key).map(Node::items).orElse(List.of());
  }
}
