package dev.slipway.check.schema;

import dev.slipway.facts.Constraints.ValueRule;
import dev.slipway.facts.Naming;
import dev.slipway.stack.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One known value against one rule. */
final class ValueRules {

  private static final int LONGEST_MATCHED = 512;
  private static final Map<String, Optional<Pattern>> COMPILED = new ConcurrentHashMap<>();
  private static final Map<String, String> FORMATS = formats();

  private ValueRules() {}

  private static Map<String, String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("cidr", "[0-9a-fA-F:.]{2,45}/[0-9]{1,3}");
    formats.put(
        "uuid", "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    formats.put(
        "rfc3339",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    formats.put("ipv4", "[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}");
    formats.put("ip", "[0-9a-fA-F:.]{2,45}");
    formats.put("base64", "[A-Za-z0-9+/]*={0,2}");
    formats.put("url", "[a-zA-Z][a-zA-Z0-9+.-]{0,30}://.{1,500}");
    formats.put("duration", "-?([0-9]{1,19}([.][0-9]{1,9})?(ns|us|µs|ms|s|m|h)){1,6}");
    formats.put("arn", "arn:.{1,500}");
    formats.put("aws_account_id", "[0-9]{12}");
    return formats;
  }

  /** What is wrong, in a sentence. */
  static Optional<String> problem(ValueRule rule, Value value) {
    return allowed(rule, value)
        .or(() -> number(rule, value))
        .or(() -> text(rule, value))
        .or(() -> items(rule, value));
  }

  /** What is wrong with a name, in a sentence. */
  static Optional<String> name(Naming.Rule rule, String name) {
    if (name.length() < rule.minLength() || name.length() > rule.maxLength()) {
      return Optional.of(
          "`"
              + shown(name)
              + "` has "
              + name.length()
              + " characters; "
              + rule.minLength()
              + " to "
              + rule.maxLength()
              + " are accepted.");
    }
    return rule.pattern().isEmpty() || matches(rule.pattern(), name)
        ? Optional.empty()
        : Optional.of("`" + shown(name) + "` does not match `" + rule.pattern() + "`.");
  }

  private static Optional<String> allowed(ValueRule rule, Value value) {
    Optional<String> text = value.asText();
    if (rule.allowed().isEmpty() || text.isEmpty() || rule.allowed().contains(text.get())) {
      return Optional.empty();
    }
    return Optional.of(
        "It is `"
            + shown(text.get())
            + "`; accepted are "
            + String.join(", ", rule.allowed().stream().filter(one -> !one.isEmpty()).toList())
            + "."
            + dev.slipway.diagnostic.Suggestion.sentence(text.get(), rule.allowed()));
  }

  private static Optional<String> number(ValueRule rule, Value value) {
    Optional<BigDecimal> number = value.asNumber();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal n = number.get();
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
    Optional<String> text = value.asText().filter(t -> !t.isEmpty());
    if (text.isEmpty()) {
      return Optional.empty();
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
        .filter(format -> !fits(format, t))
        .map(format ->
            "`"
                + shown(t)
                + "` is not of the form "
                + format.replace('_', ' ')
                + rule.example().map(example -> ", such as `" + example + "`").orElse("")
                + ".");
  }

  private static Optional<String> items(ValueRule rule, Value value) {
    return value instanceof Value.Items items
            && rule.minItems().map(min -> items.items().size() < min).orElse(false)
        ? Optional.of("It has too few elements.")
        : Optional.empty();
  }

  private static boolean fits(String format, String text) {
    return switch (format) {
      case "azure_resource_id" -> text.startsWith("/");
      case "json" ->
          "{[\"tfn-0123456789".indexOf(text.strip().isEmpty() ? ' ' : text.strip().charAt(0)) >= 0;
      case "port" ->
          Value.of(text)
              .asNumber()
              .map(n -> n.signum() >= 0 && n.intValue() <= 65_535)
              .orElse(false);
      default -> {
        String pattern = FORMATS.get(format);
        yield pattern == null || matches(pattern, text);
      }
    };
  }

  private static boolean matches(String pattern, String text) {
    return text.length() > LONGEST_MATCHED
        || compiled(pattern).map(p -> p.matcher(text).matches()).orElse(true);
  }

  private static boolean finds(String goPattern, String text) {
    return text.length() > LONGEST_MATCHED
        || compiled(goPattern).map(p -> p.matcher(text).find()).orElse(true);
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
