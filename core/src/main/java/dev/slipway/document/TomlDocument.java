package dev.slipway.document;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML 1.0. */
public final class TomlDocument {

  private final String file;

  private TomlDocument(String file) {
    this.file = file;
  }

  /**
   * What could be read, and a {@code SLIP-TOML-SYNTAX} error for the first place that is not TOML.
   */
  public static Outcome<Optional<Node>> read(String file, String text) {
    TomlDocument document = new TomlDocument(file);
    TomlParseResult result = Toml.parse(text);
    Node root = document.table(result, Span.line(file, 1));
    if (!result.hasErrors()) {
      return Outcome.of(Optional.of(root));
    }
    TomlParseError error = result.errors().getFirst();
    return new Outcome<>(
        Optional.of(root),
        List.of(
            Diagnostic.error(
                "SLIP-TOML-SYNTAX",
                document.span(error.position()),
                "Malformed TOML",
                "The file stops being TOML here: " + error.getMessage() + ".",
                "Correct the file, or leave it out with `ignore:` in slipway.yaml.")));
  }

  private Node table(TomlTable table, Span span) {
    List<Entry> entries = new ArrayList<>();
    for (String key : table.keySet()) {
      List<String> path = List.of(key);
      Span keySpan = span(table.inputPositionOf(path));
      entries.add(new Entry(key, keySpan, value(table.get(path), keySpan)));
    }
    entries.sort(Comparator.comparing(Entry::keySpan));
    return new Mapping(List.copyOf(entries), span);
  }

  private Node value(@Nullable Object value, Span span) {
    return switch (value) {
      case TomlTable table -> table(table, span);
      case TomlArray array -> {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          items.add(value(array.get(i), span(array.inputPositionOf(i))));
        }
        yield new Sequence(List.copyOf(items), span);
      }
      case null -> new Scalar(Scalar.Kind.NULL, "null", span);
      case Boolean bool -> new Scalar(Scalar.Kind.BOOLEAN, bool.toString(), span);
      case Number number -> new Scalar(Scalar.Kind.NUMBER, number.toString(), span);
      default -> new Scalar(Scalar.Kind.STRING, value.toString(), span);
    };
  }

  private Span span(@Nullable TomlPosition position) {
    return position == null
        ? Span.line(file, 1)
        : Span.at(file, Math.max(1, position.line()), Math.max(1, position.column()));
  }
}
