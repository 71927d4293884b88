package dev.slipway.cloud.aws;

import java.util.List;

/** How long CloudWatch can keep logs: not any number of days. */
public final class LogRetention {

  private static final List<Integer> OFFERED =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private LogRetention() {}

  /** The shortest retention on offer that is no shorter than asked for, in days. */
  public static int days(int asked) {
    return OFFERED.stream().filter(d -> d >= asked).findFirst().orElse(OFFERED.getLast());
  }
}
