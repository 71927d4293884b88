package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import java.util.ArrayList;
import java.util.List;

/** How long CloudWatch can keep logs: not any number of days. */
public final class LogRetention {

  private static final int YEAR = 365;

  private static final List<Integer> OFFERED =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private LogRetention() {}

  /** The shortest retention on offer that is no shorter than asked for, in days. */
  public static int days(int asked) {
    return OFFERED.stream().filter(d -> d >= asked).findFirst().orElse(OFFERED.getLast());
  }

  /** The rules that a group of ordinary logs departs from, and why. */
  static String waivers(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_158",
              "the service's own key encrypts it; nothing asks for keys held by the company"));
    }
    if (days(blueprint.observability().logRetentionDays()) < YEAR) {
      waivers.add(Checkov.skip("CKV_AWS_338", "logs are kept as long as the design says"));
    }
    return String.join("\n", waivers);
  }
}
