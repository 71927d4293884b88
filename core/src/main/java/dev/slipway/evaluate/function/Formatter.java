package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/** Puts values into a text where its verbs stand. */
final class Formatter {

  private final String format;
  private final List<Value> arguments;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int next;
  private int used;

  private Formatter(String format, List<Value> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /** The text; nothing when it would become very long. */
  static Optional<String> format(String format, List<Value> arguments) throws Refusal {
    Formatter formatter = new Formatter(format, arguments);
    boolean done = formatter.run();
    if (done && formatter.used < arguments.size()) {
      throw new Refusal(
          formatter.used + 1, "the format uses only " + formatter.used + " of the arguments");
    }
    return done ? Optional.of(formatter.out.toString()) : Optional.empty();
  }

  private boolean run() throws Refusal {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        out.append(format, at, format.length());
        return true;
      }
      out.append(format, at, percent);
      at = percent + 1;
      if (format.startsWith("%", at)) {
        out.append('%');
        at++;
      } else if (!verb(percent)) {
        return false;
      }
    }
    return true;
  }

  private boolean verb(int start) throws Refusal {
    int flags = at;
    while (at < format.length() && "0#+- ".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    String signs = format.substring(flags, at);
    int width = number(-1);
    int precision = -1;
    if (format.startsWith(".", at)) {
      at++;
      precision = number(0);
    }
    int argument = argument(start);
    if (at == format.length()) {
      throw refusal(start, "ends too early");
    }
    FormatVerb verb = new FormatVerb(format.charAt(at++), signs, width, precision);
    if (!verb.isKnown()) {
      throw refusal(start, "is not a verb");
    }
    if (argument >= arguments.size()) {
      throw refusal(start, "has no argument");
    }
    used = Math.max(used, argument + 1);
    next = argument + 1;
    return !verb.isHuge() && write(verb, argument);
  }

  private int number(int none) {
    int start = at;
    int number = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      number = Math.min(FormatVerb.HUGE, number * 10 + format.charAt(at) - '0');
      at++;
    }
    return at == start ? none : number;
  }

  private int argument(int start) throws Refusal {
    if (!format.startsWith("[", at)) {
      return next;
    }
    at++;
    int number = number(0);
    if (number < 1 || !format.startsWith("]", at)) {
      throw refusal(start, "has no proper number of an argument");
    }
    at++;
    return number - 1;
  }

  private Refusal refusal(int start, String why) {
    String verb = format.substring(start, Math.min(format.length(), Math.max(at, start + 1)));
    return new Refusal(0, "\"" + verb + "\" in the format " + why);
  }

  private boolean write(FormatVerb verb, int index) throws Refusal {
    Value value = arguments.get(index);
    Type wanted = verb.type();
    if (wanted == Primitive.DYNAMIC) {
      out.append(verb.any(value));
      return true;
    }
    Value converted = Conversion.convert(value, wanted).or(Value.NULL);
    if (converted.isNull() || !converted.isKnown()) {
      throw new Refusal(
          index + 1,
          "the verb %" + verb.mode() + " takes a " + wanted + ", not this " + value.type());
    }
    if (verb.isWhole() && converted.number().stripTrailingZeros().scale() > 0) {
      throw new Refusal(index + 1, "the verb %" + verb.mode() + " takes a whole number");
    }
    Optional<String> text = verb.known(converted);
    text.ifPresent(out::append);
    return text.isPresent();
  }
}
