package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcCronTest {

  @ParameterizedTest
  @CsvSource({
    "30 3 * * *,     Europe/Berlin,    30 2 * * *",
    "30 3 * * *,     UTC,              30 3 * * *",
    "0 0 * * *,      Europe/Berlin,    0 23 * * *",
    "0 0 * * 1,      Europe/Berlin,    0 23 * * 0",
    "0 23 * * 6,     America/New_York, 0 4 * * 0",
    "0 9 1 * *,      America/New_York, 0 14 1 * *",
    "*/15 * * * *,   Asia/Tokyo,       */15 * * * *",
    "0 6 * * *,      Asia/Kolkata,     30 0 * * *",
  })
  void saysAScheduleInUtc(String cron, String zone, String utc) {
    assertThat(UtcCron.of(cron, zone)).isEqualTo(new UtcCron(utc, true));
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 1 * *,     Europe/Berlin",
    "0 1-5 * * 1,   Europe/Berlin",
    "0 0 * * MON,   Europe/Berlin",
    "*/10 6 * * *,  Asia/Kolkata",
  })
  void keepsAScheduleThatCannotBeMovedAndSaysSo(String cron, String zone) {
    assertThat(UtcCron.of(cron, zone)).isEqualTo(new UtcCron(cron, false));
  }

  @Test
  void knowsWhereClocksChange() {
    assertThat(UtcCron.changes("Europe/Berlin")).isTrue();
    assertThat(UtcCron.changes("Asia/Tokyo")).isFalse();
    assertThat(UtcCron.changes("UTC")).isFalse();
  }
}
