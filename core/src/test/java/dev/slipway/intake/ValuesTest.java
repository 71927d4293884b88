package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void readsTimesInTheUnitsPeopleUse() {
    assertThat(Subjects.LATENCY_P95.parse("< 3000 ms")).contains(Duration.ofSeconds(3));
    assertThat(Subjects.LATENCY_P95.parse("0.5s")).contains(Duration.ofMillis(500));
    assertThat(Subjects.RPO.parse("15 minutes")).contains(Duration.ofMinutes(15));
    assertThat(Subjects.RTO.parse("2 hrs")).contains(Duration.ofHours(2));
    assertThat(Subjects.RPO.parse("0")).contains(Duration.ZERO);
  }

  @Test
  void takesNoNumberWithoutAUnitForATime() {
    assertThat(Subjects.LATENCY_P95.parse("300")).isEmpty();
  }

  @Test
  void readsMoneyHoweverTheCurrencyIsWritten() {
    for (String text :
        List.of("$500/month", "500 USD per month", "USD 500", "US$500 monthly", "500")) {
      assertThat(Subjects.BUDGET.parse(text)).as(text).contains(new BigDecimal("500"));
    }
    assertThat(Subjects.BUDGET.parse("$1,250.50")).contains(new BigDecimal("1250.5"));
    assertThat(Subjects.BUDGET.parse("$2k")).contains(new BigDecimal("2000"));
    assertThat(Subjects.BUDGET.parse("-5")).contains(new BigDecimal("-5"));
  }

  @Test
  void refusesProse() {
    assertThat(Subjects.BUDGET.parse("as cheap as 3 beers")).isEmpty();
    assertThat(Subjects.CLOUD.parse("banana google")).isEmpty();
    assertThat(Subjects.MAX_INSTANCES.parse("10 or so")).isEmpty();
    assertThat(Subjects.AVAILABILITY.parse("150")).isEmpty();
    assertThat(Subjects.ENVIRONMENTS.parse("dev, ../prod")).isEmpty();
    assertThat(Subjects.HEALTH_PATH.parse("/a b")).isEmpty();
  }

  @Test
  void settlesUnitsOfMemoryAndDays() {
    assertThat(Subjects.MEMORY.parse("2 GiB")).contains(2048);
    assertThat(Subjects.DATABASE_STORAGE.parse("1 TB")).contains(1024);
    assertThat(Subjects.CACHE_MEMORY.parse("1")).contains(1);
    assertThat(Subjects.BACKUP_RETENTION_DAYS.parse("4 weeks")).contains(28);
    assertThat(Subjects.BACKUP_RETENTION_DAYS.parse("6 months")).contains(180);
  }

  @Test
  void comparesNumbersByValueAndNotByTheirZeros() {
    assertThat(Subjects.AVAILABILITY.parse("99.90 %"))
        .isEqualTo(Subjects.AVAILABILITY.parse("99.9"));
    assertThat(Subjects.THROUGHPUT.parse("1,000 requests/second"))
        .isEqualTo(Optional.of(new BigDecimal("1000")));
  }

  @Test
  void writesWhatItCanReadBack() {
    for (Object value :
        List.of(Duration.ofMillis(1500), Duration.ofMinutes(15), Duration.ofDays(2))) {
      assertThat(Subjects.RPO.parse(Values.write(value))).isEqualTo(Optional.of(value));
    }
    assertThat(Values.write(List.of("a", "b"))).isEqualTo("a, b");
    assertThat(Values.write(new BigDecimal("1E+3"))).isEqualTo("1000");
  }

  @Test
  void everyEngineReadsBackFromItsWrittenForm() {
    for (dev.slipway.vocabulary.Engine engine : dev.slipway.vocabulary.Engine.values()) {
      assertThat(Subjects.DATABASE_ENGINE.parse(Values.write(engine)))
          .as(engine.name())
          .contains(engine);
    }
  }

  @Test
  void answersAtOnceForTextsOfAnyLength() {
    String digits = "9".repeat(500_000);
    for (Subject<?> subject : Subjects.PROJECT) {
      subject.parse(digits);
      subject.parse("a.".repeat(200_000));
    }
  }
}
