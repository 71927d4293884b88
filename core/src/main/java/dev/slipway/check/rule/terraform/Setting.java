package dev.slipway.check.rule.terraform;

import dev.slipway.evidence.Span;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of an argument. A question about a value that is not known is answered with no:
 * whoever wants to say that something is wrong asks for what is wrong.
 *
 * @param value null where it is known not to be set; unknown where it may be anything
 * @param place the argument, or what it should stand in
 */
public record Setting(Value value, Span place) {

  /**
   * Whether it is known not to be set, or to be an empty text, which providers take for the same.
   */
  public boolean isAbsent() {
    return value.isKnown() && (value.isNull() || value.isText() && value.text().isEmpty());
  }

  /** Whether it is known to be set to something, even if not to what. */
  public boolean isUnknown() {
    return !value.isKnown();
  }

  public boolean isTrue() {
    return truth().orElse(false);
  }

  public boolean isFalse() {
    return truth().map(on -> !on).orElse(false);
  }

  /** Whether it is known to be false or not set. */
  public boolean isOff() {
    return isAbsent() || isFalse();
  }

  private Optional<Boolean> truth() {
    if (value.isBool()) {
      return Optional.of(value.bool());
    }
    return text()
        .filter(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
        .map(Boolean::parseBoolean);
  }

  /** The text of a string, number or truth value. */
  public Optional<String> text() {
    return text(value);
  }

  private static Optional<String> text(Value value) {
    if (value.isText()) {
      return Optional.of(value.text());
    }
    if (value.isNumber()) {
      return Optional.of(value.number().toPlainString());
    }
    return value.isBool() ? Optional.of(Boolean.toString(value.bool())) : Optional.empty();
  }

  /** Whether it is one of these, whatever the case of its letters. */
  public boolean is(String... words) {
    Optional<String> text = text().map(found -> found.toLowerCase(Locale.ROOT));
    for (String word : words) {
      if (text.isPresent() && text.get().equals(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  public Optional<BigDecimal> number() {
    if (value.isNumber()) {
      return Optional.of(value.number());
    }
    try {
      return value.isText() && value.text().length() < 30
          ? Optional.of(new BigDecimal(value.text()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it is known to be less than this. */
  public boolean isBelow(long least) {
    return number().map(n -> n.compareTo(BigDecimal.valueOf(least)) < 0).orElse(false);
  }

  /** The known texts of a list or set; a lone text counts as a list of one. */
  public List<String> texts() {
    if (!value.hasElements()) {
      return text().map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (Value element : value.elements()) {
      text(element).ifPresent(texts::add);
    }
    return texts;
  }

  /** Whether it is known to have no element, or not to be set. */
  public boolean isEmpty() {
    return isAbsent()
        || value.hasElements() && value.elements().isEmpty()
        || value.hasFields() && value.fields().isEmpty();
  }

  /** What it is, for a sentence: {@code is not set}, {@code is `TLS1_0`}. */
  public String state() {
    if (isAbsent()) {
      return "is not set";
    }
    return text().map(text -> "is `" + text + "`").orElse("is set");
  }
}
