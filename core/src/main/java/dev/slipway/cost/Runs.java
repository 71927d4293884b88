package dev.slipway.cost;

import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How often a job runs in a month and for how long.
 *
 * @param words the assumption
 */
record Runs(Range count, Range seconds, String words) {

  private static final BigDecimal DAYS = new BigDecimal("30.4");
  private static final Range DEPLOYMENTS = Range.of("8", "20", "60");

  static Runs of(Optional<Workload> workload, Environment environment) {
    Optional<Workload.Schedule> schedule = workload.flatMap(Workload::schedule);
    Range seconds = seconds(workload);
    if (schedule.isPresent()) {
      BigDecimal count = perMonth(schedule.get().cron());
      return new Runs(
          Range.fixed(count),
          seconds,
          count.stripTrailingZeros().toPlainString()
              + " runs a month by its schedule, of "
              + words(seconds)
              + " s");
    }
    return new Runs(
        DEPLOYMENTS,
        seconds,
        words(DEPLOYMENTS)
            + (workload.flatMap(Workload::migration).isPresent() ? " deployments" : " runs")
            + " a month in "
            + environment.name()
            + ", of "
            + words(seconds)
            + " s");
  }

  private static Range seconds(Optional<Workload> workload) {
    BigDecimal limit =
        BigDecimal.valueOf(workload.map(w -> w.compute().timeout().toSeconds()).orElse(600L));
    return Range.of("30", "120", "600").atMost(limit.max(BigDecimal.ONE));
  }

  /**
   * Runs of a five-field schedule in an average month; a form that is not understood counts as
   * hourly.
   */
  static BigDecimal perMonth(String cron) {
    String[] fields = cron.strip().split(" +", 6);
    if (fields.length < 5) {
      return DAYS.multiply(BigDecimal.valueOf(24));
    }
    BigDecimal perDay = BigDecimal.valueOf((long) values(fields[0], 60) * values(fields[1], 24));
    int dates = values(fields[2], 31);
    int weekdays = values(fields[4], 7);
    BigDecimal days =
        dates < 31
            ? BigDecimal.valueOf(dates)
            : DAYS.multiply(BigDecimal.valueOf(Math.min(weekdays, 7)))
                .divide(BigDecimal.valueOf(7), 1, java.math.RoundingMode.HALF_UP);
    return perDay.multiply(days);
  }

  private static int values(String field, int all) {
    int count = 0;
    for (String item : field.split(",", 61)) {
      count += item(item, all);
    }
    return Math.clamp(count, 1, all);
  }

  private static int item(String item, int all) {
    int slash = item.indexOf('/');
    int step = slash < 0 ? 1 : number(item.substring(slash + 1)).orElse(1);
    String range = slash < 0 ? item : item.substring(0, slash);
    int dash = range.indexOf('-');
    int width = range.equals("*") || (slash >= 0 && dash < 0) ? all : 1;
    if (dash > 0) {
      width =
          number(range.substring(dash + 1)).orElse(all)
              - number(range.substring(0, dash)).orElse(1)
              + 1;
    }
    return Math.max(1, Math.ceilDiv(width, Math.max(1, step)));
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String words(Range range) {
    return range.low().toPlainString()
        + " / "
        + range.expected().toPlainString()
        + " / "
        + range.high().toPlainString();
  }
}
