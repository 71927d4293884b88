package dev.slipway.document;

import dev.slipway.document.Yaml.Entry;
import dev.slipway.document.Yaml.Item;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.document.Yaml.Sequence;
import dev.slipway.document.Yaml.Text;
import dev.slipway.document.Yaml.Truth;
import dev.slipway.document.Yaml.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a {@link Yaml} tree as lines that YAML 1.1 and 1.2 readers read alike. Two spaces a level.
 */
public final class YamlWriter<R> {

  private static final String STEP = "  ";

  private final List<Line<R>> lines = new ArrayList<>();

  private YamlWriter() {}

  /** A line without its end, and why it is there. */
  public record Line<R>(String text, Optional<R> reason) {}

  /** The document's lines; {@code header} is a comment at the top, possibly several lines. */
  public static <R> List<Line<R>> lines(List<String> header, Mapping<R> document) {
    YamlWriter<R> writer = new YamlWriter<>();
    writer.comments("", header, Optional.empty());
    if (document.entries().isEmpty()) {
      writer.line("{}", Optional.empty());
    }
    writer.entries("", "", document, Optional.empty());
    return List.copyOf(writer.lines);
  }

  /** The document as text. */
  public static <R> String text(Mapping<R> document) {
    StringBuilder text = new StringBuilder();
    for (Line<R> line : lines(List.of(), document)) {
      text.append(line.text()).append('\n');
    }
    return text.toString();
  }

  /** Writes a mapping; {@code first} stands before its first line instead of {@code indent}. */
  private void entries(String first, String indent, Mapping<R> mapping, Optional<R> inherited) {
    String lead = first;
    boolean later = false;
    for (Entry<R> entry : mapping.entries()) {
      Optional<R> reason = entry.reason().or(() -> inherited);
      if (lead.equals(indent)) {
        gap(entry.gap() && later);
        comments(indent, entry.comment(), reason);
      }
      later = true;
      value(lead + YamlScalar.key(entry.key()) + ":", indent, entry.value(), entry.note(), reason);
      lead = indent;
    }
  }

  private void value(String head, String indent, Yaml<R> value, String note, Optional<R> reason) {
    String behind = note.isEmpty() ? "" : " # " + oneLine(note);
    switch (value) {
      case Text<R>(String text) when YamlScalar.isBlock(text) ->
          block(head + " ", indent + STEP, text, behind, reason);
      case Text<R>(String text) -> line(head + " " + YamlScalar.value(text) + behind, reason);
      case Whole<R>(long number) -> line(head + " " + number + behind, reason);
      case Truth<R>(boolean truth) -> line(head + " " + truth + behind, reason);
      case Mapping<R> mapping when mapping.entries().isEmpty() ->
          line(head + " {}" + behind, reason);
      case Mapping<R> mapping -> {
        line(head + behind, reason);
        entries(indent + STEP, indent + STEP, mapping, reason);
      }
      case Sequence<R> sequence when sequence.flow() || sequence.items().isEmpty() ->
          line(head + " " + flow(sequence) + behind, reason);
      case Sequence<R> sequence -> {
        line(head + behind, reason);
        items(indent + STEP, sequence, reason);
      }
    }
  }

  private void items(String indent, Sequence<R> sequence, Optional<R> inherited) {
    for (Item<R> item : sequence.items()) {
      Optional<R> reason = item.reason().or(() -> inherited);
      gap(item.gap());
      comments(indent, item.comment(), reason);
      if (item.value() instanceof Mapping<R> mapping && !mapping.entries().isEmpty()) {
        comments(indent, mapping.entries().getFirst().comment(), reason);
        entries(indent + "- ", indent + STEP, mapping, reason);
      } else if (item.value() instanceof Sequence<R> nested
          && !nested.flow()
          && !nested.items().isEmpty()) {
        line(indent + "-", reason);
        items(indent + STEP, nested, reason);
      } else {
        value(indent + "-", indent, item.value(), "", reason);
      }
    }
  }

  private void block(String head, String indent, String text, String behind, Optional<R> reason) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String chomping = body.endsWith("\n") ? "+" : text.endsWith("\n") ? "" : "-";
    String indication = body.startsWith(" ") || body.startsWith("\n") ? "2" : "";
    line(head + "|" + indication + chomping + behind, reason);
    int start = 0;
    while (start <= body.length()) {
      int end = body.indexOf('\n', start);
      String content = body.substring(start, end < 0 ? body.length() : end);
      line(content.isEmpty() ? "" : indent + content, reason);
      start = end < 0 ? body.length() + 1 : end + 1;
    }
  }

  private static <R> String flow(Sequence<R> sequence) {
    StringBuilder text = new StringBuilder("[");
    for (Item<R> item : sequence.items()) {
      text.append(text.length() == 1 ? "" : ", ").append(scalar(item.value()));
    }
    return text.append(']').toString();
  }

  private static <R> String scalar(Yaml<R> value) {
    return switch (value) {
      case Text<R>(String text) -> YamlScalar.inFlow(text);
      case Whole<R>(long number) -> Long.toString(number);
      case Truth<R>(boolean truth) -> Boolean.toString(truth);
      case Mapping<R> ignored ->
          throw new IllegalArgumentException("a mapping inside a flow sequence");
      case Sequence<R> ignored ->
          throw new IllegalArgumentException("a sequence inside a flow sequence");
    };
  }

  private void gap(boolean wanted) {
    if (wanted && !lines.isEmpty() && !lines.getLast().text().isEmpty()) {
      line("", Optional.empty());
    }
  }

  private void comments(String indent, List<String> comments, Optional<R> reason) {
    for (String comment : comments) {
      for (String part : comment.split("\\R", -1)) {
        String words = oneLine(part);
        line(indent + (words.isEmpty() ? "#" : "# " + words), reason);
      }
    }
  }

  /** A comment ends with its line, so nothing in it may end the line early. */
  private static String oneLine(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(YamlScalar.isPrintable(c) && c != '\t' ? c : ' ');
    }
    return clean.toString().stripTrailing();
  }

  private void line(String text, Optional<R> reason) {
    lines.add(new Line<>(text, reason));
  }
}
