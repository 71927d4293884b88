package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function.Refusal;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Writes a moment by a pattern of Terraform's: {@code "DD MMM YYYY hh:mm ZZZ"}. */
final class DateFormat {

  private final String pattern;
  private final OffsetDateTime moment;
  private final StringBuilder out = new StringBuilder();

  private DateFormat(String pattern, OffsetDateTime moment) {
    this.pattern = pattern;
    this.moment = moment;
  }

  static String format(String pattern, OffsetDateTime moment) throws Refusal {
    DateFormat format = new DateFormat(pattern, moment);
    int at = 0;
    while (at < pattern.length()) {
      at = format.next(at);
    }
    return format.out.toString();
  }

  /** Writes what stands at this place; returns where to go on. */
  private int next(int at) throws Refusal {
    char c = pattern.charAt(at);
    if (c == '\'') {
      return literal(at);
    }
    boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    if (!letter) {
      out.append(c);
      return at + 1;
    }
    int end = at;
    while (end < pattern.length() && pattern.charAt(end) == c) {
      end++;
    }
    String written = verb(c, end - at);
    if (written.isEmpty()) {
      String verb = pattern.substring(at, Math.min(end, at + 20));
      throw new Refusal(0, "\"" + verb + "\" means nothing in a date format");
    }
    out.append(written);
    return end;
  }

  private int literal(int start) throws Refusal {
    if (pattern.startsWith("''", start)) {
      out.append('\'');
      return start + 2;
    }
    int at = start + 1;
    while (at < pattern.length()) {
      if (pattern.charAt(at) != '\'') {
        out.append(pattern.charAt(at++));
      } else if (pattern.startsWith("''", at)) {
        out.append('\'');
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw new Refusal(0, "a quotation mark ' in the date format is not closed");
  }

  /** What a letter means that stands so many times; empty for nothing. */
  private String verb(char letter, int times) {
    int hour = moment.getHour();
    return switch (letter) {
      case 'Y' -> year(times);
      case 'M' -> month(times);
      case 'D' -> number(moment.getDayOfMonth(), times);
      case 'E' -> day(times);
      case 'h' -> number(hour, times);
      case 'H' -> number(hour % 12 == 0 ? 12 : hour % 12, times);
      case 'A' -> times != 2 ? "" : hour < 12 ? "AM" : "PM";
      case 'a' -> times != 2 ? "" : hour < 12 ? "am" : "pm";
      case 'm' -> number(moment.getMinute(), times);
      case 's' -> number(moment.getSecond(), times);
      case 'Z' -> zone(times);
      default -> "";
    };
  }

  private static String number(int number, int times) {
    return switch (times) {
      case 1 -> Integer.toString(number);
      case 2 -> String.format(Locale.ROOT, "%02d", number);
      default -> "";
    };
  }

  private String year(int times) {
    return switch (times) {
      case 2 -> String.format(Locale.ROOT, "%02d", moment.getYear() % 100);
      case 4 -> String.format(Locale.ROOT, "%04d", moment.getYear());
      default -> "";
    };
  }

  private String month(int times) {
    return switch (times) {
      case 3 -> word(moment.getMonth().name()).substring(0, 3);
      case 4 -> word(moment.getMonth().name());
      default -> number(moment.getMonthValue(), times);
    };
  }

  private String day(int times) {
    return switch (times) {
      case 3 -> word(moment.getDayOfWeek().name()).substring(0, 3);
      case 4 -> word(moment.getDayOfWeek().name());
      default -> "";
    };
  }

  private static String word(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private String zone(int times) {
    String id = moment.getOffset().getId();
    String full = id.equals("Z") ? "+00:00" : id;
    return switch (times) {
      case 1 -> id;
      case 3 -> id.equals("Z") ? "UTC" : full.replace(":", "");
      case 4 -> full.replace(":", "");
      case 5 -> full;
      default -> "";
    };
  }
}
