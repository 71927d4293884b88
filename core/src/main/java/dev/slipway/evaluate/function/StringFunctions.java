package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.BOOL;
import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.STRINGS;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Texts cut, joined and changed. */
final class StringFunctions {

  /** Longer outcomes are not worked out: they are then not known. */
  private static final long LENGTH_LIMIT = 4_000_000;

  private StringFunctions() {}

  static Optional<Function> find(String name) {
    return changing(name).or(() -> testing(name)).or(() -> joining(name));
  }

  private static Optional<Function> changing(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "chomp" -> one(name, StringFunctions::chomp);
          case "lower" -> one(name, StringFunctions::lower);
          case "upper" -> one(name, StringFunctions::upper);
          case "title" -> one(name, StringFunctions::title);
          case "strrev" -> one(name, Graphemes::reverse);
          case "trimspace" -> one(name, text -> trim(text, StringFunctions::isSpace));
          case "trim" -> two(name, "cutset", (text, cut) -> trim(text, c -> cut.indexOf(c) >= 0));
          case "trimprefix" ->
              two(
                  name,
                  "prefix",
                  (text, cut) -> text.startsWith(cut) ? text.substring(cut.length()) : text);
          case "trimsuffix" ->
              two(
                  name,
                  "suffix",
                  (text, cut) ->
                      text.endsWith(cut) ? text.substring(0, text.length() - cut.length()) : text);
          default -> null;
        });
  }

  private static Optional<Function> testing(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "startswith" ->
              named(name)
                  .takes("str", STRING, Takes.UNKNOWN)
                  .takes("prefix", STRING)
                  .gives(BOOL, StringFunctions::startsWith);
          case "endswith" ->
              named(name)
                  .takes("str", STRING)
                  .takes("suffix", STRING)
                  .gives(BOOL, a -> Value.of(a.text(0).endsWith(a.text(1))));
          case "strcontains" ->
              named(name)
                  .takes("str", STRING)
                  .takes("substr", STRING)
                  .gives(BOOL, a -> Value.of(a.text(0).contains(a.text(1))));
          default -> null;
        });
  }

  private static Optional<Function> joining(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "indent" ->
              named(name)
                  .takes("spaces", NUMBER)
                  .takes("str", STRING)
                  .gives(STRING, StringFunctions::indent);
          case "join" ->
              named(name)
                  .takes("separator", STRING)
                  .more("lists", STRINGS)
                  .gives(STRING, StringFunctions::join);
          case "split" ->
              named(name)
                  .takes("separator", STRING)
                  .takes("str", STRING)
                  .gives(STRINGS, a -> texts(split(a.text(1), a.text(0))));
          case "replace" ->
              named(name)
                  .takes("str", STRING)
                  .takes("substr", STRING)
                  .takes("replace", STRING)
                  .gives(STRING, StringFunctions::replace);
          case "substr" ->
              named(name)
                  .takes("str", STRING, Takes.ANY_TYPE)
                  .takes("offset", NUMBER, Takes.ANY_TYPE)
                  .takes("length", NUMBER, Takes.ANY_TYPE)
                  .gives(STRING, StringFunctions::substring);
          default -> null;
        });
  }

  private static Function one(String name, UnaryOperator<String> change) {
    boolean any = name.equals("lower") || name.equals("upper") || name.equals("strrev");
    Takes[] takes = any ? new Takes[] {Takes.ANY_TYPE} : new Takes[0];
    return named(name)
        .takes("str", STRING, takes)
        .gives(STRING, a -> Value.of(change.apply(a.text(0))));
  }

  private static Function two(
      String name, String second, java.util.function.BinaryOperator<String> change) {
    return named(name)
        .takes("str", STRING)
        .takes(second, STRING)
        .gives(STRING, a -> Value.of(change.apply(a.text(0), a.text(1))));
  }

  /** A list of these texts. */
  static Value texts(List<String> texts) {
    List<Value> values = new ArrayList<>(texts.size());
    for (String text : texts) {
      values.add(Value.of(text));
    }
    return Value.list(STRING, values);
  }

  private static String chomp(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  // One by one: unlike Java's own conversion Terraform's never makes two characters of one.
  private static String lower(String text) {
    return mapped(text.codePoints().map(Character::toLowerCase));
  }

  private static String upper(String text) {
    return mapped(text.codePoints().map(Character::toUpperCase));
  }

  private static String mapped(java.util.stream.IntStream points) {
    return points
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String title(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean starts = true;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      result.appendCodePoint(starts ? Character.toTitleCase(c) : c);
      starts = separates(c);
    }
    return result.toString();
  }

  private static boolean separates(int c) {
    if (Character.isLetterOrDigit(c) || c == '_') {
      return false;
    }
    return c < 0x80 || isSpace(c);
  }

  private static boolean isSpace(int c) {
    return c >= 0x09 && c <= 0x0D || c == 0x85 || c == 0xA0 || Character.isSpaceChar(c);
  }

  private static String trim(String text, IntPredicate cut) {
    int start = 0;
    int end = text.length();
    while (start < end && cut.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && cut.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static Value startsWith(Arguments arguments) {
    String prefix = arguments.text(1);
    if (!arguments.at(0).isKnown()) {
      return prefix.isEmpty() ? Value.TRUE : Value.unknown(BOOL);
    }
    return Value.of(arguments.text(0).startsWith(prefix));
  }

  private static Value indent(Arguments arguments) throws Refusal {
    int spaces = arguments.size(0);
    String text = arguments.text(1);
    if (spaces < 0) {
      throw new Refusal(0, "the number of spaces must not be negative");
    }
    long lines = text.chars().filter(c -> c == '\n').count();
    return lines * spaces > LENGTH_LIMIT || spaces > LENGTH_LIMIT
        ? Value.unknown(STRING)
        : Value.of(text.replace("\n", "\n" + " ".repeat(spaces)));
  }

  private static Value join(Arguments arguments) throws Refusal {
    if (arguments.count() < 2) {
      throw new Refusal(-1, "at least one list is required");
    }
    List<String> texts = new ArrayList<>();
    boolean known = true;
    for (int i = 1; i < arguments.count(); i++) {
      known &= arguments.at(i).isWhollyKnown();
    }
    long length = 0;
    for (int i = 1; known && i < arguments.count(); i++) {
      for (Value value : arguments.at(i).elements()) {
        if (value.isNull()) {
          throw new Refusal(i, "element " + texts.size() + " is null and cannot be joined");
        }
        texts.add(value.text());
        length += value.text().length() + arguments.text(0).length();
      }
    }
    return known && length <= LENGTH_LIMIT
        ? Value.of(String.join(arguments.text(0), texts))
        : Value.unknown(STRING);
  }

  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return parts;
    }
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      parts.add(text.substring(start, at));
      start = at + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Value replace(Arguments arguments) throws Refusal {
    String text = arguments.text(0);
    String old = arguments.text(1);
    String by = arguments.text(2);
    if (old.length() > 1 && old.startsWith("/") && old.endsWith("/")) {
      return RegexFunctions.replaced(text, old.substring(1, old.length() - 1), by);
    }
    List<String> parts = split(text, old);
    if ((long) parts.size() * by.length() + text.length() > LENGTH_LIMIT) {
      return Value.unknown(STRING);
    }
    String joined = String.join(by, parts);
    // Between all characters also means before the first and after the last one.
    return Value.of(!old.isEmpty() ? joined : text.isEmpty() ? by : by + joined + by);
  }

  private static Value substring(Arguments arguments) throws Refusal {
    String text = arguments.text(0);
    int offset = arguments.size(1);
    int length = arguments.size(2);
    if (offset < 0) {
      // Of an offset before the beginning Terraform takes the beginning.
      offset = Math.max(0, offset + Graphemes.count(text));
      // It also never meets a length of zero here, and goes to the end.
      length = length == 0 ? -1 : length;
    }
    return Value.of(Graphemes.part(text, offset, length));
  }
}
