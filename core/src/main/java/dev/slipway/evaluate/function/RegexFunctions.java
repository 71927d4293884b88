package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Regular expressions, in the syntax and with the running time of RE2, as in Terraform. */
final class RegexFunctions {

  /** Pattern size times text length beyond which matching is not tried. */
  private static final long WORK_LIMIT = 50_000_000;

  private static final int LENGTH_LIMIT = 4_000_000;

  private RegexFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "regex" ->
              named(name)
                  .takes("pattern", STRING)
                  .takes("string", STRING)
                  .gives(RegexFunctions::type, (a, type) -> first(a));
          case "regexall" ->
              named(name)
                  .takes("pattern", STRING)
                  .takes("string", STRING)
                  .gives(
                      a -> new ListType(type(a)), (a, type) -> all(a, ((ListType) type).element()));
          default -> null;
        });
  }

  private static Type type(Arguments arguments) throws Refusal {
    if (!arguments.at(0).isKnown()) {
      return ANY;
    }
    Optional<Pattern> pattern = compiled(arguments.text(0), 0, 0);
    return pattern.isEmpty() ? ANY : type(pattern.get());
  }

  private static Type type(Pattern pattern) throws Refusal {
    int groups = pattern.groupCount();
    if (groups == 0) {
      return STRING;
    }
    Map<String, Integer> names = pattern.namedGroups();
    if (names.isEmpty()) {
      return new TupleType(Collections.nCopies(groups, STRING));
    }
    if (names.size() < groups) {
      throw new Refusal(0, "capture groups must be all named or all without a name");
    }
    Map<String, Type> attributes = new LinkedHashMap<>();
    for (String name : new TreeMap<>(names).keySet()) {
      attributes.put(name, STRING);
    }
    return new ObjectType(attributes);
  }

  /** The pattern; nothing when working with it on so long a text would take too much. */
  private static Optional<Pattern> compiled(String pattern, int textLength, int argument)
      throws Refusal {
    long size = RegexSize.of(pattern, argument);
    if (size > RegexSize.LIMIT || size * textLength > WORK_LIMIT) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      throw new Refusal(argument, "this is no regular expression of RE2: " + e.getDescription());
    }
  }

  private static Value first(Arguments arguments) throws Refusal {
    String text = arguments.text(1);
    Optional<Pattern> pattern = compiled(arguments.text(0), text.length(), 0);
    if (pattern.isEmpty()) {
      return Value.DYNAMIC;
    }
    Matcher matcher = pattern.get().matcher(text);
    if (!matcher.find()) {
      throw new Refusal(1, "the pattern matches no part of the string");
    }
    return match(matcher, pattern.get());
  }

  private static Value all(Arguments arguments, Type element) throws Refusal {
    String text = arguments.text(1);
    Optional<Pattern> pattern = compiled(arguments.text(0), text.length(), 0);
    if (pattern.isEmpty()) {
      return Value.unknown(new ListType(element));
    }
    List<Value> matches = new ArrayList<>();
    Matcher matcher = pattern.get().matcher(text);
    int from = 0;
    int lastEnd = -1;
    while (from <= text.length() && matcher.find(from)) {
      boolean empty = matcher.end() == from;
      // An empty match right behind another one does not count.
      if (!empty || matcher.start() != lastEnd) {
        matches.add(match(matcher, pattern.get()));
      }
      lastEnd = matcher.end();
      from = empty ? next(text, from) : matcher.end();
    }
    return Value.list(element, matches);
  }

  private static int next(String text, int from) {
    return from < text.length() ? from + Character.charCount(text.codePointAt(from)) : from + 1;
  }

  private static Value match(Matcher matcher, Pattern pattern) {
    int groups = pattern.groupCount();
    if (groups == 0) {
      return group(matcher, 0);
    }
    if (pattern.namedGroups().isEmpty()) {
      List<Value> values = new ArrayList<>();
      for (int i = 1; i <= groups; i++) {
        values.add(group(matcher, i));
      }
      return Value.tuple(values);
    }
    Map<String, Value> values = new LinkedHashMap<>();
    new TreeMap<>(pattern.namedGroups())
        .forEach((name, index) -> values.put(name, group(matcher, index)));
    return Value.object(values);
  }

  private static Value group(Matcher matcher, int index) {
    String text = matcher.group(index);
    return text == null ? Value.nullOf(STRING) : Value.of(text);
  }

  /** The text with each match replaced, where {@code $1} and {@code ${name}} stand for groups. */
  static Value replaced(String text, String pattern, String template) throws Refusal {
    Optional<Pattern> compiled = compiled(pattern, text.length(), 1);
    if (compiled.isEmpty()) {
      return Value.unknown(STRING);
    }
    Matcher matcher = compiled.get().matcher(text);
    StringBuilder result = new StringBuilder();
    int from = 0;
    int lastEnd = 0;
    while (from <= text.length() && matcher.find(from)) {
      result.append(text, lastEnd, matcher.start());
      if (matcher.end() > lastEnd || matcher.start() == 0) {
        RegexTemplate.expand(template, matcher, compiled.get(), result);
      }
      lastEnd = matcher.end();
      from = Math.max(matcher.end(), next(text, from));
      if (result.length() > LENGTH_LIMIT) {
        return Value.unknown(STRING);
      }
    }
    return Value.of(result.append(text, lastEnd, text.length()).toString());
  }
}
