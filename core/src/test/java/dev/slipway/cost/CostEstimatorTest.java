package dev.slipway.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Budget;
import dev.slipway.cloud.gcp.GcpLowering;
import dev.slipway.cost.Estimate.Verdict;
import dev.slipway.facts.PriceBook;
import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostEstimatorTest {

  private static final PriceBook PRICES = PriceBook.of(Cloud.GCP);

  private static Estimate estimate(Blueprint blueprint) {
    return CostEstimator.estimate(blueprint, GcpLowering.lower(blueprint).main(), PRICES);
  }

  private static Budget budget(String monthly) {
    return new Budget(Optional.of(new BigDecimal(monthly)), List.of(), Optional.empty());
  }

  private static BigDecimal known(Estimate estimate, String environment, String description) {
    return estimate.environment(environment).orElseThrow().lines().stream()
        .filter(line -> line.description().startsWith(description))
        .map(Line.Known.class::cast)
        .map(Line.Known::amount)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + description));
  }

  @Test
  void pricesTheHighlyAvailableDatabaseByVcpuAndMemory() {
    Estimate estimate = estimate(Blueprints.chat());
    // 2 vCPU x 730 h x 0.0826 and 7.5 GiB x 730 h x 0.014, europe-west1
    assertThat(known(estimate, "production", "main: vCPU of db-custom-2-7680"))
        .isEqualByComparingTo("120.596");
    assertThat(known(estimate, "production", "main: memory of db-custom-2-7680"))
        .isEqualByComparingTo("76.65");
  }

  @Test
  void pricesSharedCoreByTheHour() {
    assertThat(known(estimate(Blueprints.chat()), "staging", "main: db-f1-micro"))
        .isEqualByComparingTo("7.665");
  }

  @Test
  void takesTheCachePriceOfItsTierAndSize() {
    Estimate estimate = estimate(Blueprints.chat());
    assertThat(known(estimate, "staging", "sessions: Redis, 1 GiB, no replica"))
        .isEqualByComparingTo("37.23");
    assertThat(known(estimate, "production", "sessions: Redis, 2 GiB, with a replica"))
        .isEqualByComparingTo("125.56");
  }

  @Test
  void countsTheReadReplicaOnlyWhereThereIsOne() {
    Estimate estimate = estimate(Blueprints.chat());
    assertThat(estimate.environment("production").orElseThrow().lines())
        .anyMatch(l -> l.description().contains("read replica"));
    assertThat(estimate.environment("staging").orElseThrow().lines())
        .noneMatch(l -> l.description().contains("read replica"));
  }

  @Test
  void everySumIsTheSumOfItsLines() {
    Estimate estimate = estimate(Blueprints.chat());
    Range parts = Range.ZERO;
    for (Part part : Part.values()) {
      parts = parts.plus(estimate.total(part));
    }
    assertThat(parts.expected()).isEqualByComparingTo(estimate.total().expected());
    assertThat(estimate.total().low()).isLessThanOrEqualTo(estimate.total().expected());
    assertThat(estimate.total().expected()).isLessThanOrEqualTo(estimate.total().high());
  }

  @Test
  void listsWhatHasNoPriceInsteadOfCountingItAsNothing() {
    assertThat(estimate(Blueprints.chat()).environment("production").orElseThrow().unknown())
        .extracting(Line.Unknown::description)
        .contains("emails: tasks", "cleanup: schedule");
  }

  @Test
  void knowsEveryResourceThatTheLoweringMakes() {
    assertThat(estimate(Blueprints.chat()).lines())
        .filteredOn(l ->
            l instanceof Line.Unknown unknown
                && unknown.reason().startsWith("It is not known whether"))
        .isEmpty();
  }

  @Test
  void marksPricesOfAnotherRegion() {
    assertThat(estimate(Blueprints.chat()).lines())
        .filteredOn(l -> l.description().equals("main: backups"))
        .isNotEmpty()
        .allMatch(l ->
            l instanceof Line.UsageDependent usage
                && usage.price().proxy()
                && usage.price().region().equals("us-central1"));
  }

  @Test
  void everyLineOfUseSaysWhatItAssumes() {
    assertThat(estimate(Blueprints.chat()).lines())
        .allMatch(l -> !(l instanceof Line.UsageDependent usage) || !usage.assumption().isBlank());
  }

  @Test
  void serviceThatScalesToZeroCostsLittleAtLittleUse() {
    assertThat(estimate(Blueprints.minimal()).total().low()).isLessThan(new BigDecimal("20"));
    assertThat(estimate(Blueprints.minimal()).lines())
        .noneMatch(l -> l.description().contains("warm"));
  }

  @Test
  void standsBesideTheBudget() {
    Estimate estimate = estimate(Blueprints.chat());
    assertThat(estimate.against(budget("100000")).orElseThrow().verdict())
        .isEqualTo(Verdict.WITHIN);
    assertThat(estimate.against(budget("1")).orElseThrow().verdict()).isEqualTo(Verdict.OVER);
    BigDecimal between = estimate.total().expected().add(BigDecimal.ONE);
    assertThat(estimate.against(budget(between.toPlainString())).orElseThrow().verdict())
        .isEqualTo(Verdict.EXPECTED_WITHIN);
    assertThat(estimate.against(new Budget(Optional.empty(), List.of(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void readsSchedules() {
    assertThat(Runs.perMonth("30 3 * * *")).isEqualByComparingTo("30.4");
    assertThat(Runs.perMonth("*/15 * * * *")).isEqualByComparingTo("2918.4");
    assertThat(Runs.perMonth("0 9-17 * * 1-5")).isEqualByComparingTo("195.3");
    assertThat(Runs.perMonth("0 0 1,15 * *")).isEqualByComparingTo("2");
    assertThat(Runs.perMonth("nonsense")).isEqualByComparingTo("729.6");
  }

  @Test
  void fewRequestsOccupyOneInstanceSometimesAndManyOccupySeveral() {
    Range busy = Occupancy.serving(Range.of("0.01", "1", "1000"), Range.fixed(BigDecimal.ONE), 80);
    assertThat(busy.low()).isBetween(new BigDecimal("0.009"), new BigDecimal("0.011"));
    assertThat(busy.expected()).isBetween(new BigDecimal("0.6"), new BigDecimal("0.7"));
    assertThat(busy.high()).isBetween(new BigDecimal("20"), new BigDecimal("21"));
  }
}
