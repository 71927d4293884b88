package dev.slipway.check.rule.written;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.document.YamlDocument;
import dev.slipway.evidence.Span;
import dev.slipway.source.Lines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML file with its text.
 *
 * @param documents merge keys ({@code <<}) resolved
 */
public record YamlFile(String path, Lines lines, List<Node> documents) {

  public YamlFile {
    documents = List.copyOf(documents);
  }

  public String text() {
    return lines.text();
  }

  /** The file, with a {@code SLIP-FILE-MALFORMED} error where reading stopped. */
  public static Outcome<YamlFile> read(String path, String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Outcome<List<Node>> read = YamlDocument.readAll(path, body, 1);
    boolean merges = body.contains("<<");
    List<Node> documents =
        merges ? read.value().stream().map(YamlFile::merged).toList() : read.value();
    List<Diagnostic> problems = read.diagnostics().stream().map(YamlFile::malformed).toList();
    return new Outcome<>(new YamlFile(path, new Lines(body), documents), problems);
  }

  private static Diagnostic malformed(Diagnostic problem) {
    return new Diagnostic(
        "SLIP-FILE-MALFORMED",
        problem.severity(),
        Optional.empty(),
        problem.span(),
        problem.summary(),
        problem.detail(),
        problem.fix());
  }

  private static Node merged(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar;
      case Sequence sequence ->
          new Sequence(sequence.items().stream().map(YamlFile::merged).toList(), sequence.span());
      case Mapping mapping -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Node> merges = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
          Node value = merged(entry.value());
          if (entry.key().equals("<<")) {
            merges.add(value);
          } else {
            entries.put(entry.key(), new Entry(entry.key(), entry.keySpan(), value));
          }
        }
        merges.forEach(merge -> add(merge, entries));
        yield new Mapping(List.copyOf(entries.values()), mapping.span());
      }
    };
  }

  /** What is written beats what is merged, and the first of several merges beats the others. */
  private static void add(Node merge, Map<String, Entry> entries) {
    merge.items().forEach(item -> add(item, entries));
    for (Entry entry : merge.entries()) {
      entries.putIfAbsent(entry.key(), entry);
    }
  }

  /** Where a node stands: a text on one line from end to end, anything else as its first line. */
  public Span place(Node node) {
    return node instanceof Scalar scalar && scalar.value().indexOf('\n') < 0
        ? lines.of(scalar.span(), scalar.value())
        : lines.rest(node.span());
  }

  /** Where a key stands. */
  public Span place(Entry entry) {
    return lines.of(entry.keySpan(), entry.key());
  }

  /** The key of a mapping, or its first line. */
  public Span place(Node mapping, String key) {
    for (Entry entry : mapping.entries()) {
      if (entry.key().equals(key)) {
        return place(entry);
      }
    }
    return place(mapping);
  }
}
