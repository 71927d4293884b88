package dev.slipway.cloud.aws;

import java.util.List;
import java.util.Locale;

/**
 * A schedule of five fields as EventBridge writes it. There a week's days count from 1 for Sunday,
 * so they are written by name, and one of the two fields for days has to be {@code ?}: what means
 * either of them in cron takes two schedules.
 */
final class Cron {

  private static final List<String> DAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  private Cron() {}

  /** One expression, or two where days of the month and of the week are both given. */
  static List<String> expressions(String cron) {
    String[] fields = cron.strip().split("\\s+", 6);
    if (fields.length < 5) {
      throw new IllegalArgumentException("a schedule has five fields: " + cron);
    }
    String start = stepped(fields[0]) + " " + stepped(fields[1]);
    String dayOfMonth = fields[2].equals("*") ? "*" : stepped(fields[2], "1");
    String month = fields[3].equals("*") ? "*" : stepped(fields[3], "1");
    String dayOfWeek = fields[4];
    boolean anyDayOfWeek = dayOfWeek.equals("*") || dayOfWeek.equals("?");
    if (anyDayOfWeek) {
      return List.of(expression(start, dayOfMonth, month, "?"));
    }
    String byWeek = expression(start, "?", month, days(dayOfWeek));
    return dayOfMonth.equals("*")
        ? List.of(byWeek)
        : List.of(expression(start, dayOfMonth, month, "?"), byWeek);
  }

  private static String expression(String start, String day, String month, String weekday) {
    return "cron(" + start + " " + day + " " + month + " " + weekday + " *)";
  }

  private static String stepped(String field) {
    return stepped(field, "0");
  }

  /** Steps through the whole range begin at its first value. */
  private static String stepped(String field, String first) {
    return field.startsWith("*/") ? first + field.substring(1) : field;
  }

  private static String days(String field) {
    StringBuilder days = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean step = i > 0 && (field.charAt(i - 1) == '/' || field.charAt(i - 1) == '#');
      if (Character.isDigit(c) && !step && c <= '7') {
        days.append(DAYS.get(c - '0'));
      } else {
        days.append(c);
      }
    }
    String text = days.toString().toUpperCase(Locale.ROOT);
    return text.startsWith("*/") ? "SUN-SAT" + text.substring(1) : text;
  }
}
