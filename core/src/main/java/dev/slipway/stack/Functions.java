package dev.slipway.stack;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Terraform functions whose outcome is known from their parameters. What is not among them
 * stays unknown.
 */
final class Functions {

  private Functions() {}

  static Value call(String name, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return switch (name) {
        case "merge" -> new Value.Fields(Map.of());
        case "concat" -> new Value.Items(List.of());
        default -> Value.UNKNOWN;
      };
    }
    Value first = arguments.getFirst();
    return switch (name) {
      case "coalesce" -> coalesce(arguments);
      case "try", "tonumber", "tostring", "tobool", "tomap", "toset", "tolist", "nonsensitive" ->
          converted(name, first);
      case "merge" -> merge(arguments);
      case "length" -> length(first);
      case "concat" -> concat(arguments);
      case "min", "max" -> extreme(name.equals("max"), arguments);
      case "jsonencode" -> first.isWhole() ? Value.of(Json.encode(first)) : Value.UNKNOWN;
      case "lookup" -> lookup(arguments);
      case "contains" -> contains(arguments);
      case "keys", "values" -> parts(name.equals("keys"), first);
      case "flatten" -> flatten(first);
      case "compact", "distinct", "sort", "reverse" -> reordered(name, first);
      case "format" -> format(arguments);
      case "join" -> join(arguments);
      case "element" -> element(arguments);
      case "ceil", "floor", "abs" -> rounded(name, first);
      default -> ofText(name, arguments);
    };
  }

  private static Value coalesce(List<Value> arguments) {
    for (Value argument : arguments) {
      if (argument instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      boolean empty = argument instanceof Value.Text text && text.text().isEmpty();
      if (!(argument instanceof Value.Nothing) && !empty) {
        return argument;
      }
    }
    return Value.UNKNOWN;
  }

  private static Value converted(String name, Value value) {
    if (value instanceof Value.Unknown || value instanceof Value.Nothing) {
      return value;
    }
    return switch (name) {
      case "tonumber" ->
          value.asNumber().map(n -> (Value) new Value.Number(n)).orElse(Value.UNKNOWN);
      case "tostring" -> value.asText().map(Value::of).orElse(Value.UNKNOWN);
      case "tobool" -> value.asBool().map(Value::of).orElse(Value.UNKNOWN);
      case "toset" -> value instanceof Value.Items items ? set(items) : Value.UNKNOWN;
      default -> value;
    };
  }

  /** Sets of strings are in order in Terraform. */
  private static Value set(Value.Items items) {
    List<Value> sorted = new ArrayList<>(Value.distinct(items.items()).items());
    if (sorted.stream().allMatch(Value.Text.class::isInstance)) {
      sorted.sort(Comparator.comparing(value -> value.asText().orElse("")));
    }
    return new Value.Items(sorted);
  }

  private static Value merge(List<Value> arguments) {
    Map<String, Value> merged = new LinkedHashMap<>();
    for (Value argument : arguments) {
      switch (argument) {
        case Value.Fields fields -> merged.putAll(fields.fields());
        case Value.Nothing nothing -> {}
        default -> {
          return Value.UNKNOWN;
        }
      }
    }
    return new Value.Fields(merged);
  }

  private static Value length(Value value) {
    return switch (value) {
      case Value.Text text -> Value.of(text.text().codePointCount(0, text.text().length()));
      case Value.Items items -> Value.of(items.items().size());
      case Value.Fields fields -> Value.of(fields.fields().size());
      default -> Value.UNKNOWN;
    };
  }

  private static Value concat(List<Value> arguments) {
    List<Value> all = new ArrayList<>();
    for (Value argument : arguments) {
      if (!(argument instanceof Value.Items items)) {
        return Value.UNKNOWN;
      }
      all.addAll(items.items());
    }
    return new Value.Items(all);
  }

  private static Value extreme(boolean largest, List<Value> arguments) {
    Optional<BigDecimal> best = Optional.empty();
    for (Value argument : arguments) {
      Optional<BigDecimal> number = argument.asNumber();
      if (number.isEmpty()) {
        return Value.UNKNOWN;
      }
      best = best.map(b -> largest ? b.max(number.get()) : b.min(number.get())).or(() -> number);
    }
    return best.map(b -> (Value) new Value.Number(b)).orElse(Value.UNKNOWN);
  }

  private static Value lookup(List<Value> arguments) {
    if (arguments.size() < 2 || !(arguments.get(0) instanceof Value.Fields fields)) {
      return Value.UNKNOWN;
    }
    Optional<String> key = arguments.get(1).asText();
    if (key.isEmpty()) {
      return Value.UNKNOWN;
    }
    Value fallback = arguments.size() > 2 ? arguments.get(2) : Value.UNKNOWN;
    return fields.fields().getOrDefault(key.get(), fallback);
  }

  private static Value contains(List<Value> arguments) {
    if (arguments.size() != 2 || !(arguments.get(0) instanceof Value.Items items)) {
      return Value.UNKNOWN;
    }
    Value wanted = arguments.get(1);
    if (!wanted.isWhole()) {
      return Value.UNKNOWN;
    }
    if (items.items().contains(wanted)) {
      return Value.of(true);
    }
    return items.isWhole() ? Value.of(false) : Value.UNKNOWN;
  }

  private static Value parts(boolean keys, Value value) {
    if (!(value instanceof Value.Fields fields)) {
      return Value.UNKNOWN;
    }
    Map<String, Value> sorted = new TreeMap<>(fields.fields());
    return new Value.Items(
        keys ? sorted.keySet().stream().map(Value::of).toList() : List.copyOf(sorted.values()));
  }

  private static Value flatten(Value value) {
    if (!(value instanceof Value.Items items)) {
      return Value.UNKNOWN;
    }
    List<Value> flat = new ArrayList<>();
    for (Value item : items.items()) {
      switch (item) {
        case Value.Items inner -> {
          if (!(flatten(inner) instanceof Value.Items flattened)) {
            return Value.UNKNOWN;
          }
          flat.addAll(flattened.items());
        }
        case Value.Unknown unknown -> {
          return Value.UNKNOWN;
        }
        default -> flat.add(item);
      }
    }
    return new Value.Items(flat);
  }

  private static Value reordered(String name, Value value) {
    if (!(value instanceof Value.Items items) || !items.isWhole()) {
      return Value.UNKNOWN;
    }
    return switch (name) {
      case "compact" ->
          new Value.Items(
              items.items().stream().filter(item -> !item.asText().orElse("").isEmpty()).toList());
      case "distinct" -> Value.distinct(items.items());
      case "reverse" -> new Value.Items(items.items().reversed());
      default ->
          new Value.Items(
              items.items().stream()
                  .sorted(Comparator.comparing(item -> item.asText().orElse("")))
                  .toList());
    };
  }

  private static Value join(List<Value> arguments) {
    if (arguments.size() != 2 || !(arguments.get(1) instanceof Value.Items items)) {
      return Value.UNKNOWN;
    }
    List<String> texts = new ArrayList<>();
    for (Value item : items.items()) {
      Optional<String> text = item.asText();
      if (text.isEmpty()) {
        return Value.UNKNOWN;
      }
      texts.add(text.get());
    }
    return arguments
        .get(0)
        .asText()
        .map(by -> Value.of(String.join(by, texts)))
        .orElse(Value.UNKNOWN);
  }

  private static Value element(List<Value> arguments) {
    if (arguments.size() != 2
        || !(arguments.get(0) instanceof Value.Items items)
        || items.items().isEmpty()) {
      return Value.UNKNOWN;
    }
    int size = items.items().size();
    return arguments
        .get(1)
        .asNumber()
        .map(index -> items.items().get(Math.floorMod(index.intValue(), size)))
        .orElse(Value.UNKNOWN);
  }

  private static Value rounded(String name, Value value) {
    Optional<BigDecimal> number = value.asNumber();
    if (number.isEmpty()) {
      return Value.UNKNOWN;
    }
    return new Value.Number(
        switch (name) {
          case "ceil" -> number.get().setScale(0, RoundingMode.CEILING);
          case "floor" -> number.get().setScale(0, RoundingMode.FLOOR);
          default -> number.get().abs();
        });
  }

  /** {@code %s}, {@code %d}, {@code %v}, {@code %q} with plain widths; other verbs stay unknown. */
  private static Value format(List<Value> arguments) {
    Optional<String> pattern = arguments.getFirst().asText();
    if (pattern.isEmpty()) {
      return Value.UNKNOWN;
    }
    String text = pattern.get();
    StringBuilder out = new StringBuilder();
    int next = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      char verb = ++i < text.length() ? text.charAt(i) : ' ';
      if (verb == '%') {
        out.append('%');
      } else if ((verb == 's' || verb == 'd' || verb == 'v') && next < arguments.size()) {
        Optional<String> piece = arguments.get(next++).asText();
        if (piece.isEmpty()) {
          return Value.UNKNOWN;
        }
        out.append(piece.get());
      } else {
        return Value.UNKNOWN;
      }
    }
    return Value.of(out.toString());
  }

  private static Value ofText(String name, List<Value> arguments) {
    List<String> texts = new ArrayList<>();
    for (Value argument : arguments) {
      Optional<String> text = argument.asText();
      if (text.isEmpty()) {
        return Value.UNKNOWN;
      }
      texts.add(text.get());
    }
    String first = texts.getFirst();
    return switch (texts.size()) {
      case 1 -> ofOneText(name, first);
      case 2 -> ofTwoTexts(name, first, texts.get(1));
      case 3 -> ofThreeTexts(name, first, texts.get(1), texts.get(2));
      default -> Value.UNKNOWN;
    };
  }

  private static Value ofOneText(String name, String text) {
    return switch (name) {
      case "lower" -> Value.of(text.toLowerCase(Locale.ROOT));
      case "upper" -> Value.of(text.toUpperCase(Locale.ROOT));
      case "trimspace" -> Value.of(text.strip());
      case "chomp" -> Value.of(chomped(text));
      case "base64encode" ->
          Value.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
      default -> Value.UNKNOWN;
    };
  }

  private static String chomped(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static Value ofTwoTexts(String name, String text, String other) {
    return switch (name) {
      case "trimprefix" -> Value.of(text.startsWith(other) ? text.substring(other.length()) : text);
      case "trimsuffix" ->
          Value.of(text.endsWith(other) ? text.substring(0, text.length() - other.length()) : text);
      case "startswith" -> Value.of(text.startsWith(other));
      case "endswith" -> Value.of(text.endsWith(other));
      case "strcontains" -> Value.of(text.contains(other));
      case "split" -> split(other, text);
      default -> Value.UNKNOWN;
    };
  }

  private static Value split(String text, String by) {
    if (text.isEmpty() || by.isEmpty()) {
      return text.isEmpty() ? new Value.Items(List.of(Value.of(""))) : Value.UNKNOWN;
    }
    List<Value> parts = new ArrayList<>();
    int start = 0;
    for (int i = text.indexOf(by); i >= 0; i = text.indexOf(by, start)) {
      parts.add(Value.of(text.substring(start, i)));
      start = i + by.length();
    }
    parts.add(Value.of(text.substring(start)));
    return new Value.Items(parts);
  }

  private static Value ofThreeTexts(String name, String text, String second, String third) {
    if (name.equals("replace")) {
      boolean regex = second.length() > 1 && second.startsWith("/") && second.endsWith("/");
      return regex ? Value.UNKNOWN : Value.of(text.replace(second, third));
    }
    if (name.equals("substr")) {
      Optional<BigDecimal> offset = Value.of(second).asNumber();
      Optional<BigDecimal> length = Value.of(third).asNumber();
      return offset.isPresent() && length.isPresent()
          ? substring(text, offset.get().intValue(), length.get().intValue())
          : Value.UNKNOWN;
    }
    return Value.UNKNOWN;
  }

  private static Value substring(String text, int offset, int length) {
    int start = Math.clamp(offset < 0 ? (long) text.length() + offset : offset, 0, text.length());
    int end = length < 0 ? text.length() : (int) Math.min((long) start + length, text.length());
    return Value.of(text.substring(start, end));
  }

  /**
   * JSON as {@code jsonencode} writes it: keys sorted, no spaces, angle brackets and ampersand
   * escaped.
   */
  private static final class Json {

    private static String encode(Value value) {
      StringBuilder out = new StringBuilder();
      append(out, value);
      return out.toString();
    }

    private static void append(StringBuilder out, Value value) {
      switch (value) {
        case Value.Text text -> quoted(out, text.text());
        case Value.Number number -> out.append(number.asText().orElseThrow());
        case Value.Bool bool -> out.append(bool.bool());
        case Value.Nothing nothing -> out.append("null");
        case Value.Unknown unknown -> out.append("null");
        case Value.Items items -> {
          out.append('[');
          String separator = "";
          for (Value item : items.items()) {
            append(out.append(separator), item);
            separator = ",";
          }
          out.append(']');
        }
        case Value.Fields fields -> {
          out.append('{');
          String separator = "";
          for (Map.Entry<String, Value> field : new TreeMap<>(fields.fields()).entrySet()) {
            quoted(out.append(separator), field.getKey());
            append(out.append(':'), field.getValue());
            separator = ",";
          }
          out.append('}');
        }
      }
    }

    private static void quoted(StringBuilder out, String text) {
      out.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          case '\t' -> out.append("\\t");
          default -> {
            if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
              out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            } else {
              out.append(c);
            }
          }
        }
      }
      out.append('"');
    }
  }
}
