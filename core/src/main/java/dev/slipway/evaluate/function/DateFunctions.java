package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments and spans of time. What the clock says is not known. */
final class DateFunctions {

  private DateFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "timestamp", "plantimestamp" ->
              named(name).gives(STRING, a -> Value.unknown(STRING));
          case "formatdate" ->
              named(name)
                  .takes("format", STRING)
                  .takes("time", STRING)
                  .gives(STRING, a -> Value.of(DateFormat.format(a.text(0), moment(a, 1))));
          case "timeadd" ->
              named(name)
                  .takes("timestamp", STRING)
                  .takes("duration", STRING)
                  .gives(STRING, DateFunctions::added);
          case "timecmp" ->
              named(name)
                  .takes("timestamp_a", STRING)
                  .takes("timestamp_b", STRING)
                  .gives(
                      NUMBER,
                      a ->
                          Value.of(
                              Integer.signum(
                                  moment(a, 0).toInstant().compareTo(moment(a, 1).toInstant()))));
          default -> null;
        });
  }

  private static Value added(Arguments arguments) throws Refusal {
    OffsetDateTime start = moment(arguments, 0);
    OffsetDateTime end = start.plusNanos(nanoseconds(arguments.text(1)));
    return Value.of(written(end));
  }

  /** The moment as RFC 3339 writes it, without fractions of a second. */
  private static String written(OffsetDateTime moment) {
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02dT%02d:%02d:%02d%s",
        moment.getYear(),
        moment.getMonthValue(),
        moment.getDayOfMonth(),
        moment.getHour(),
        moment.getMinute(),
        moment.getSecond(),
        moment.getOffset().getId());
  }

  private static final class Shape {
    private static final Pattern MOMENT =
        Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,30}))?"
                + "(?:Z|([-+])(\\d{2}):(\\d{2}))");
  }

  private static OffsetDateTime moment(Arguments arguments, int index) throws Refusal {
    Matcher parts = Shape.MOMENT.matcher(arguments.text(index));
    if (parts.matches()) {
      try {
        return OffsetDateTime.of(local(parts), offset(parts));
      } catch (DateTimeException e) {
        throw new Refusal(index, "there is no such date, time or offset from UTC");
      }
    }
    throw new Refusal(index, "a timestamp of RFC 3339 is required, such as 2024-01-31T08:30:00Z");
  }

  private static LocalDateTime local(Matcher parts) {
    String fraction = parts.group(7) == null ? "" : parts.group(7);
    return LocalDateTime.of(
        number(parts, 1),
        number(parts, 2),
        number(parts, 3),
        number(parts, 4),
        number(parts, 5),
        number(parts, 6),
        Integer.parseInt((fraction + "000000000").substring(0, 9)));
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static ZoneOffset offset(Matcher parts) {
    if (parts.group(8) == null) {
      return ZoneOffset.UTC;
    }
    int sign = parts.group(8).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * number(parts, 9), sign * number(parts, 10));
  }

  /** A span such as {@code -1h30m} or {@code 1.5h}. */
  private static long nanoseconds(String text) throws Refusal {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part =
        Pattern.compile("\\G(\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30})(ns|us|µs|μs|ms|s|m|h)")
            .matcher(rest);
    int end = 0;
    while (part.find()) {
      String number = part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1);
      sum =
          sum.add(
              new BigDecimal(number).multiply(unit(part.group(2))).setScale(0, RoundingMode.DOWN));
      end = part.end();
    }
    BigInteger limit = BigInteger.valueOf(Long.MAX_VALUE);
    if (end == 0 || end != rest.length() || sum.toBigInteger().compareTo(limit) > 0) {
      throw new Refusal(1, "a duration is required, such as 90s, 10m or 1h30m");
    }
    return text.startsWith("-") ? -sum.longValue() : sum.longValue();
  }

  private static BigDecimal unit(String name) {
    return switch (name) {
      case "ns" -> BigDecimal.ONE;
      case "ms" -> new BigDecimal("1e6");
      case "s" -> new BigDecimal("1e9");
      case "m" -> new BigDecimal("6e10");
      case "h" -> new BigDecimal("3.6e12");
      default -> new BigDecimal("1e3");
    };
  }
}
