package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CronTest {

  @Test
  void leavesTheFieldForTheWeekOpenWhereEveryDayCounts() {
    assertThat(Cron.expressions("30 3 * * *")).containsExactly("cron(30 3 * * ? *)");
  }

  @Test
  void namesTheDaysOfTheWeekBecauseAwsCountsThemFromOne() {
    assertThat(Cron.expressions("0 9 * * 1-5")).containsExactly("cron(0 9 ? * MON-FRI *)");
    assertThat(Cron.expressions("0 9 * * 0,7")).containsExactly("cron(0 9 ? * SUN,SUN *)");
    assertThat(Cron.expressions("0 9 * * mon")).containsExactly("cron(0 9 ? * MON *)");
  }

  @Test
  void stepsFromTheFirstValueOfARange() {
    assertThat(Cron.expressions("*/15 */6 */2 * *")).containsExactly("cron(0/15 0/6 1/2 * ? *)");
  }

  @Test
  void makesTwoSchedulesWhereEitherDayCounts() {
    assertThat(Cron.expressions("0 0 1 * 1"))
        .containsExactly("cron(0 0 1 * ? *)", "cron(0 0 ? * MON *)");
  }
}
