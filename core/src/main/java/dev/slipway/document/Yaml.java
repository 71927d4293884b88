package dev.slipway.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A YAML document to be written, as a tree. Comments and gaps are part of it, and so is the reason
 * for each entry.
 *
 * @param <R> what a reason is; the writer only hands it on
 */
public sealed interface Yaml<R> {

  /**
   * A string; several lines become a literal block, anything else is quoted where YAML would read
   * it differently.
   */
  record Text<R>(String value) implements Yaml<R> {}

  /** A whole number. */
  record Whole<R>(long value) implements Yaml<R> {}

  /** {@code true} or {@code false}. */
  record Truth<R>(boolean value) implements Yaml<R> {}

  /**
   * A sequence.
   *
   * @param flow whether it stands on one line; its items then have to be scalars
   */
  record Sequence<R>(List<Item<R>> items, boolean flow) implements Yaml<R> {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** An item of a sequence, with the comment lines above it. */
  record Item<R>(Yaml<R> value, List<String> comment, boolean gap, Optional<R> reason) {}

  /** A mapping, its keys in the order given. Made by {@link Builder}. */
  record Mapping<R>(List<Entry<R>> entries) implements Yaml<R> {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /**
   * An entry of a mapping.
   *
   * @param comment lines above it, without signs
   * @param note comment behind it on its line; empty for none
   * @param gap whether an empty line stands before it
   * @param reason why it and all below it are there, unless those say otherwise
   */
  record Entry<R>(
      String key,
      Yaml<R> value,
      List<String> comment,
      String note,
      boolean gap,
      Optional<R> reason) {}

  static <R> Text<R> text(String value) {
    return new Text<>(value);
  }

  /** A sequence of strings, one on each line. */
  static <R> Sequence<R> texts(List<String> values) {
    return new Sequence<>(items(values), false);
  }

  /** A sequence of strings on one line. */
  static <R> Sequence<R> flow(List<String> values) {
    return new Sequence<>(items(values), true);
  }

  private static <R> List<Item<R>> items(List<String> values) {
    List<Item<R>> items = new ArrayList<>();
    for (String value : values) {
      items.add(new Item<>(new Text<>(value), List.of(), false, Optional.empty()));
    }
    return items;
  }

  /** A sequence of mappings or other trees, one below the other. */
  static <R> Sequence<R> list(List<? extends Yaml<R>> values) {
    List<Item<R>> items = new ArrayList<>();
    for (Yaml<R> value : values) {
      items.add(new Item<>(value, List.of(), false, Optional.empty()));
    }
    return new Sequence<>(items, false);
  }

  static <R> Builder<R> mapping() {
    return new Builder<>();
  }

  /**
   * Collects the entries of a mapping. A comment, a gap or a note is for one entry, a reason for
   * all that follow.
   */
  final class Builder<R> {
    private final List<Entry<R>> entries = new ArrayList<>();
    private List<String> comment = List.of();
    private boolean gap;
    private Optional<R> reason = Optional.empty();

    private Builder() {}

    /** The reason for the entries from here on. */
    public Builder<R> because(R why) {
      reason = Optional.of(why);
      return this;
    }

    /** Comment lines above the next entry. */
    public Builder<R> comment(String... lines) {
      comment = List.of(lines);
      return this;
    }

    /** An empty line before the next entry. */
    public Builder<R> gap() {
      gap = true;
      return this;
    }

    public Builder<R> put(String key, Yaml<R> value) {
      return put(key, value, "");
    }

    public Builder<R> put(String key, Builder<R> value) {
      return put(key, value.build());
    }

    public Builder<R> put(String key, String value) {
      return put(key, new Text<>(value));
    }

    public Builder<R> put(String key, long value) {
      return put(key, new Whole<>(value));
    }

    public Builder<R> put(String key, boolean value) {
      return put(key, new Truth<>(value));
    }

    /** An entry with a comment behind its value. */
    public Builder<R> put(String key, Yaml<R> value, String note) {
      entries.add(new Entry<>(key, value, comment, note, gap, reason));
      comment = List.of();
      gap = false;
      return this;
    }

    public boolean isEmpty() {
      return entries.isEmpty();
    }

    public Mapping<R> build() {
      return new Mapping<>(entries);
    }
  }
}
