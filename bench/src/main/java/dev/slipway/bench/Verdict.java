package dev.slipway.bench;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code terraform validate -json} said of a program.
 *
 * @param errors what it refuses; empty exactly when the program is valid
 */
record Verdict(List<Refusal> errors) {

  /**
   * One error.
   *
   * @param words summary and detail
   * @param file from the root module's folder; empty where the error has no place
   * @param line first line, from 1
   * @param endLine last line
   */
  record Refusal(String words, Optional<String> file, int line, int endLine) {

    String summary() {
      return words.lines().findFirst().orElse("");
    }
  }

  boolean valid() {
    return errors.isEmpty();
  }

  static Verdict read(Path json) {
    try {
      Node document =
          JsonDocument.read(json.toString(), Files.readString(json))
              .value()
              .orElseThrow(() -> new IllegalStateException("no verdict in " + json));
      List<Refusal> errors = new ArrayList<>();
      for (Node diagnostic : items(document, "diagnostics")) {
        if (text(diagnostic, "severity").equals("error")) {
          errors.add(refusal(diagnostic));
        }
      }
      return new Verdict(List.copyOf(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal refusal(Node diagnostic) {
    String words = text(diagnostic, "summary") + "\n" + text(diagnostic, "detail");
    Optional<Node> range = child(diagnostic, "range");
    Optional<String> file = range.map(place -> text(place, "filename")).filter(f -> !f.isEmpty());
    return new Refusal(
        words,
        file,
        range.map(place -> line(place, "start")).orElse(0),
        range.map(place -> line(place, "end")).orElse(0));
  }

  private static int line(Node range, String end) {
    return child(range, end)
        .flatMap(place -> child(place, "line"))
        .map(line -> line instanceof Node.Scalar scalar ? Integer.parseInt(scalar.value()) : 0)
        .orElse(0);
  }

  private static Optional<Node> child(Node node, String key) {
    return node instanceof Node.Mapping mapping ? mapping.get(key) : Optional.empty();
  }

  private static List<Node> items(Node node, String key) {
    return child(node, key).orElse(node) instanceof Node.Sequence list ? list.items() : List.of();
  }

  private static String text(Node node, String key) {
    return child(node, key)
        .map(value -> value instanceof Node.Scalar scalar ? scalar.value() : "")
        .orElse("");
  }
}
