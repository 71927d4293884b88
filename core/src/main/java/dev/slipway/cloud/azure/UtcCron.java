package dev.slipway.cloud.azure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A schedule in a time zone as one in UTC, which is all that Container Apps jobs know. It follows
 * the zone's standard time: where clocks change, runs are an hour later by the clock in summer.
 *
 * @param cron five fields, in UTC
 * @param exact whether it says the same as the schedule does, at least in winter
 */
record UtcCron(String cron, boolean exact) {

  private static final int DAY = 24 * 60;
  private static final int HOUR = 60;
  private static final int WEEK = 7;
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,2}(?:,\\d{1,2}){0,23}");
  private static final Pattern REPEATED = Pattern.compile("\\*(?:/\\d{1,2})?");
  private static final Instant WINTER = Instant.parse("2026-01-15T00:00:00Z");

  /** The schedule in UTC; one that cannot be moved is kept as it is. */
  static UtcCron of(String cron, String timeZone) {
    int offset = offset(timeZone);
    List<String> fields = List.of(cron.strip().split("\\s+"));
    if (offset == 0 || fields.size() != 5) {
      return new UtcCron(cron, offset == 0);
    }
    return moved(fields, offset)
        .map(utc -> new UtcCron(utc, true))
        .orElseGet(() -> new UtcCron(cron, false));
  }

  /** Whether clocks change in the zone. */
  static boolean changes(String timeZone) {
    return zone(timeZone).map(z -> !z.getRules().isFixedOffset()).orElse(false)
        && zone(timeZone).map(z -> z.getRules().nextTransition(WINTER) != null).orElse(false);
  }

  /** Minutes before UTC, of the zone's standard time. */
  private static int offset(String timeZone) {
    ZoneOffset offset =
        zone(timeZone).map(z -> z.getRules().getStandardOffset(WINTER)).orElse(ZoneOffset.UTC);
    return offset.getTotalSeconds() / HOUR;
  }

  private static Optional<ZoneId> zone(String timeZone) {
    try {
      return Optional.of(ZoneId.of(timeZone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> moved(List<String> fields, int offset) {
    String minutes = fields.get(0);
    String hours = fields.get(1);
    boolean wholeHours = offset % HOUR == 0;
    if (wholeHours && REPEATED.matcher(hours).matches() && everyDay(fields)) {
      return Optional.of(String.join(" ", fields));
    }
    if (!NUMBERS.matcher(hours).matches() || !(wholeHours || minutes.matches("\\d{1,2}"))) {
      return Optional.empty();
    }
    int minute = wholeHours ? 0 : Integer.parseInt(minutes);
    TreeSet<Integer> moments = new TreeSet<>();
    TreeSet<Integer> days = new TreeSet<>();
    int newMinute = 0;
    for (String hour : hours.split(",", -1)) {
      int moment = Integer.parseInt(hour) * HOUR + minute - offset;
      days.add(Math.floorDiv(moment, DAY));
      moments.add(Math.floorMod(moment, DAY) / HOUR);
      newMinute = Math.floorMod(moment, HOUR);
    }
    String newHours = moments.stream().map(String::valueOf).collect(Collectors.joining(","));
    String newMinutes = wholeHours ? minutes : String.valueOf(newMinute);
    return weekdays(fields, days)
        .map(days2 -> String.join(" ", newMinutes, newHours, fields.get(2), fields.get(3), days2));
  }

  private static boolean everyDay(List<String> fields) {
    return fields.get(2).equals("*") && fields.get(3).equals("*") && fields.get(4).equals("*");
  }

  /** The days of the week, moved as the hours are; a day of a month cannot be. */
  private static Optional<String> weekdays(List<String> fields, TreeSet<Integer> moves) {
    String weekdays = fields.get(4);
    if (moves.equals(new TreeSet<>(List.of(0))) || everyDay(fields)) {
      return Optional.of(weekdays);
    }
    if (moves.size() > 1
        || !fields.get(2).equals("*")
        || !fields.get(3).equals("*")
        || !NUMBERS.matcher(weekdays).matches()) {
      return Optional.empty();
    }
    TreeSet<Integer> days = new TreeSet<>();
    for (String day : weekdays.split(",", -1)) {
      days.add(Math.floorMod(Integer.parseInt(day) + moves.first(), WEEK));
    }
    return Optional.of(days.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }
}
