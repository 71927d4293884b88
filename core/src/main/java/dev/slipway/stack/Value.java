package dev.slipway.stack;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expression comes to. */
public sealed interface Value {

  /** A part of a collection that is not known before it is applied. */
  record Unknown() implements Value {}

  /** {@code null}. */
  record Nothing() implements Value {}

  /** A string. */
  record Text(String text) implements Value {}

  /** A number. */
  record Number(BigDecimal number) implements Value {}

  /** A truth value. */
  record Bool(boolean bool) implements Value {}

  /** A list, tuple or set; sets hold each value once. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A map or object, in the order of its keys' first appearance. */
  record Fields(Map<String, Value> fields) implements Value {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  Value UNKNOWN = new Unknown();
  Value NULL = new Nothing();

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long number) {
    return new Number(BigDecimal.valueOf(number));
  }

  static Value of(boolean bool) {
    return new Bool(bool);
  }

  /** Whether neither it nor any part of it is unknown. */
  default boolean isWhole() {
    return switch (this) {
      case Unknown unknown -> false;
      case Nothing nothing -> true;
      case Text text -> true;
      case Number number -> true;
      case Bool bool -> true;
      case Items items -> items.items().stream().allMatch(Value::isWhole);
      case Fields fields -> fields.fields().values().stream().allMatch(Value::isWhole);
    };
  }

  /** As a string, where Terraform converts it. */
  default Optional<String> asText() {
    return switch (this) {
      case Text text -> Optional.of(text.text());
      case Number number -> Optional.of(plain(number.number()));
      case Bool bool -> Optional.of(Boolean.toString(bool.bool()));
      case Unknown unknown -> Optional.empty();
      case Nothing nothing -> Optional.empty();
      case Items items -> Optional.empty();
      case Fields fields -> Optional.empty();
    };
  }

  /** As a number, where Terraform converts it. */
  default Optional<BigDecimal> asNumber() {
    return switch (this) {
      case Number number -> Optional.of(number.number());
      case Text text -> parsed(text.text());
      default -> Optional.empty();
    };
  }

  /** As a truth value, where Terraform converts it. */
  default Optional<Boolean> asBool() {
    return switch (this) {
      case Bool bool -> Optional.of(bool.bool());
      case Text text when text.text().equals("true") -> Optional.of(true);
      case Text text when text.text().equals("false") -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Each value once, in the order of first appearance. */
  static Items distinct(List<Value> items) {
    return new Items(new ArrayList<>(new java.util.LinkedHashSet<>(items)));
  }

  private static String plain(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return Math.abs((long) shortest.scale()) > 100 ? shortest.toString() : shortest.toPlainString();
  }

  private static Optional<BigDecimal> parsed(String text) {
    if (text.isEmpty() || text.length() > 60) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.-".indexOf(text.charAt(i)) < 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
