package dev.slipway.check.validity;

import dev.slipway.facts.Constraints.ValueRule;
import dev.slipway.value.Mark;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One known value against one rule. */
final class ValueRules {

  private static final int LONGEST_MATCHED = 512;
  private static final Map<String, Optional<Pattern>> COMPILED = new ConcurrentHashMap<>();

  private ValueRules() {}

  /** What is wrong, in a sentence; a rule for a list or set is one for each of its elements. */
  static Optional<String> problem(ValueRule rule, Value value) {
    if (!value.isKnown() || value.isNull()) {
      return Optional.empty();
    }
    if (value.allMarks().contains(Mark.SENSITIVE)) {
      return plain(rule, value).map(problem -> "The value is secret, so it is not shown here.");
    }
    return plain(rule, value);
  }

  private static Optional<String> plain(ValueRule rule, Value value) {
    if (!(value.type() instanceof CollectionType)) {
      return one(rule, value);
    }
    Optional<String> problem = items(rule, value);
    if (value.type() instanceof MapType) {
      return Optional.empty();
    }
    for (Value element : value.elements()) {
      problem = problem.or(() -> problem(rule, element.unmarked()));
    }
    return problem;
  }

  private static Optional<String> one(ValueRule rule, Value value) {
    return allowed(rule, value).or(() -> number(rule, value)).or(() -> text(rule, value));
  }

  private static Optional<String> allowed(ValueRule rule, Value value) {
    Optional<String> text = asText(value);
    if (rule.allowed().isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    boolean known =
        rule.ignoreCase()
            ? rule.allowed().stream().anyMatch(text.get()::equalsIgnoreCase)
            : rule.allowed().contains(text.get());
    if (known) {
      return Optional.empty();
    }
    return Optional.of(
        "It is `"
            + shown(text.get())
            + "`; accepted are `"
            + String.join("`, `", rule.allowed().stream().filter(one -> !one.isEmpty()).toList())
            + "`."
            + dev.slipway.diagnostic.Suggestion.sentence(text.get(), rule.allowed()));
  }

  private static Optional<String> number(ValueRule rule, Value value) {
    Optional<BigDecimal> number = value.isNumber() ? Optional.of(value.number()) : Optional.empty();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal n = number.get();
    if (rule.max().map(max -> max.signum() < 0).orElse(false)) {
      return Optional.empty(); // one of two ranges, of which the other was not observed
    }
    boolean low =
        rule.min().map(min -> n.compareTo(min) < (rule.minExclusive() ? 1 : 0)).orElse(false);
    boolean high = rule.max().map(max -> n.compareTo(max) > 0).orElse(false);
    boolean uneven = rule.multipleOf().map(of -> n.remainder(of).signum() != 0).orElse(false);
    if (!low && !high && !uneven) {
      return Optional.empty();
    }
    String range =
        rule.min()
                .map(min -> (rule.minExclusive() ? " more than " : " from ") + min.toPlainString())
                .orElse("")
            + rule.max().map(max -> " to " + max.toPlainString()).orElse("")
            + rule.multipleOf().map(of -> " in steps of " + of.toPlainString()).orElse("");
    return Optional.of("It is " + n.toPlainString() + "; accepted is" + range + ".");
  }

  private static Optional<String> text(ValueRule rule, Value value) {
    Optional<String> text = asText(value);
    if (text.isEmpty() || text.get().isEmpty() && rule.minLength().orElse(0) == 0) {
      return Optional.empty(); // many forms are wanted only of a text that is not empty
    }
    String t = text.get();
    int length = t.codePointCount(0, t.length());
    if (rule.minLength().map(min -> length < min).orElse(false)
        || rule.maxLength().map(max -> length > max).orElse(false)) {
      return Optional.of("It has " + length + " characters, which is too few or too many.");
    }
    if (!rule.regex().map(regex -> finds(regex, t)).orElse(true)) {
      return Optional.of("`" + shown(t) + "` does not match `" + rule.regex().orElse("") + "`.");
    }
    return rule.format()
        .filter(format -> !Formats.fits(format, t))
        .map(format ->
            "`"
                + shown(t)
                + "` is not of the form "
                + format.replace('_', ' ')
                + rule.example().map(example -> ", such as `" + example + "`").orElse("")
                + ".");
  }

  private static Optional<String> items(ValueRule rule, Value value) {
    return value.hasElements()
            && rule.minItems().map(min -> value.elements().size() < min).orElse(false)
        ? Optional.of("It has too few elements.")
        : Optional.empty();
  }

  private static Optional<String> asText(Value value) {
    if (value.isNumber()) {
      return Optional.of(value.number().stripTrailingZeros().toPlainString());
    }
    return value.isText() ? Optional.of(value.text()) : Optional.empty();
  }

  private static boolean finds(String goPattern, String text) {
    return text.length() > LONGEST_MATCHED
        || compiled(goPattern).map(pattern -> BoundedText.find(pattern, text)).orElse(true);
  }

  /** Go's syntax is Java's but for POSIX classes; what Java cannot read is not checked. */
  private static Optional<Pattern> compiled(String pattern) {
    return COMPILED.computeIfAbsent(
        pattern,
        text -> {
          try {
            return Optional.of(
                Pattern.compile(
                    text.replace("[:alnum:]", "\\p{Alnum}")
                        .replace("[:alpha:]", "\\p{Alpha}")
                        .replace("[:digit:]", "\\p{Digit}")
                        .replace("[:lower:]", "\\p{Lower}")
                        .replace("[:upper:]", "\\p{Upper}")
                        .replace("[:word:]", "\\w")
                        .replace("[:space:]", "\\s")
                        .replace("[:punct:]", "\\p{Punct}")
                        .replace("(?P<", "(?<")));
          } catch (PatternSyntaxException unreadable) {
            return Optional.empty();
          }
        });
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }
}
