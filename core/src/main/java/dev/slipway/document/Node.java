package dev.slipway.document;

import dev.slipway.evidence.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JSON, YAML or TOML document as a tree in which every node knows its place. */
public sealed interface Node {

  Span span();

  /** The value under {@code key}, if this is a mapping that has it. */
  default Optional<Node> get(String key) {
    return Optional.empty();
  }

  /** The value at the end of a path of keys. */
  default Optional<Node> at(String... keys) {
    Optional<Node> node = Optional.of(this);
    for (String key : keys) {
      node = node.flatMap(n -> n.get(key));
    }
    return node;
  }

  /** The text of a string, number or Boolean; empty for anything else and for null. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** The text of the scalar under {@code key}. */
  default Optional<String> text(String key) {
    return get(key).flatMap(Node::text);
  }

  /** The items of a sequence; of anything else, nothing. */
  default List<Node> items() {
    return List.of();
  }

  /** The entries of a mapping in their order; of anything else, nothing. */
  default List<Entry> entries() {
    return List.of();
  }

  /** The texts of a sequence's scalars; a lone scalar counts as a sequence of one. */
  default List<String> texts() {
    return text()
        .map(List::of)
        .orElseGet(() -> items().stream().flatMap(n -> n.text().stream()).toList());
  }

  /** One key of a mapping. */
  record Entry(String key, Span keySpan, Node value) {}

  /** A mapping, its keys in the order written. */
  record Mapping(List<Entry> entries, Span span) implements Node {
    @Override
    public Optional<Node> get(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }
  }

  /** A sequence. */
  record Sequence(List<Node> items, Span span) implements Node {}

  /** A string, number, Boolean or null. */
  record Scalar(Kind kind, String value, Span span) implements Node {

    /** What a scalar was written as. */
    public enum Kind {
      STRING,
      NUMBER,
      BOOLEAN,
      NULL
    }

    @Override
    public Optional<String> text() {
      return kind == Kind.NULL ? Optional.empty() : Optional.of(value);
    }

    /** The number written here, if it is one. */
    public Optional<BigDecimal> number() {
      try {
        return kind == Kind.NUMBER ? Optional.of(new BigDecimal(value)) : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty(); // .inf, .nan, 0x1f: numbers to YAML, of no use to us
      }
    }
  }

  /** This node and everything below it, in document order. */
  default Stream<Node> descendants() {
    return Stream.concat(
        Stream.of(this),
        Stream.concat(
            entries().stream().flatMap(e -> e.value().descendants()),
            items().stream().flatMap(Node::descendants)));
  }
}
