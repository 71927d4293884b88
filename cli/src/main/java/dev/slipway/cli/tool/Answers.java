package dev.slipway.cli.tool;

import dev.slipway.cli.tool.OutsideCheck.Answer;
import dev.slipway.cli.tool.OutsideCheck.Call;
import dev.slipway.cli.tool.OutsideCheck.Unreadable;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.emit.report.PlainText;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what programs answer. */
final class Answers {

  private static final int LONGEST_EXCERPT = 200;
  private static final int LONGEST_TEXT = 4_000;

  /** A path has at most 4 KiB, and a command line at least 2 MiB. */
  private static final int FILES_AT_ONCE = 400;

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
    String beginning = said.strip();
    beginning = beginning.substring(0, Math.min(beginning.length(), 4 * LONGEST_EXCERPT));
    String line = PlainText.of(beginning.replaceAll("\\s+", " "));
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
        line(code),
        severity,
        address.map(Answers::line).filter(a -> !a.isEmpty()),
        Optional.of(span),
        line(summary),
        cut(PlainText.of(detail)),
        cut(PlainText.of(fix)));
  }

  private static String line(String text) {
    return PlainText.of(cut(text).replace('\n', ' '));
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }

  static int number(Node node, String key, int otherwise) {
    return node.text(key).map(text -> number(text, otherwise)).orElse(otherwise);
  }

  /** A number from 1; anything else is {@code otherwise}. */
  static int number(String text, int otherwise) {
    try {
      int number = Integer.parseInt(text);
      return number > 0 ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Calls for files in the root, no more for each than a command line takes. */
  static List<Call> calls(List<String> options, List<String> files) {
    List<Call> calls = new ArrayList<>();
    for (int from = 0; from < files.size(); from += FILES_AT_ONCE) {
      List<String> arguments = new ArrayList<>(options);
      files
          .subList(from, Math.min(files.size(), from + FILES_AT_ONCE))
          .forEach(file -> arguments.add("./" + file));
      calls.add(new Call("", List.copyOf(arguments)));
    }
    return List.copyOf(calls);
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
    return normal(folder.isEmpty() ? plain : folder + "/" + plain);
  }

  /** Without names that lead up, unless they lead out of the project. */
  private static String normal(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      boolean up = name.equals("..") && !names.isEmpty() && !names.getLast().equals("..");
      if (up) {
        names.removeLast();
      } else if (!name.equals(".")) {
        names.add(line(name));
      }
    }
    return String.join("/", names);
  }

  /** Whether a place is in the project. */
  static boolean isInside(Diagnostic finding) {
    String file = finding.span().map(Span::file).orElse("");
    return !file.equals("..") && !file.startsWith("../");
  }

  static List<Node> items(Node node, String key) {
    return node.get(key).map(Node::items).orElse(List.of());
  }
}
