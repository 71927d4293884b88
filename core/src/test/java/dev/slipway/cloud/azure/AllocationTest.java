package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

  @ParameterizedTest
  @CsvSource({
    "0.1,  128,    0.25, 0.5Gi, Consumption",
    "0.5,  512,    0.5,  1Gi,   Consumption",
    "1,    512,    1,    2Gi,   Consumption",
    "1,    4096,   2,    4Gi,   Consumption",
    "4,    8192,   4,    8Gi,   Consumption",
    "1,    10240,  1,    10Gi,  D4",
    "2,    20480,  2,    20Gi,  E4",
    "6,    24576,  6,    24Gi,  D8",
    "32,   262144, 32,   256Gi, E32",
  })
  void givesThePairThatContainerAppsHave(
      String cpu, int mib, String given, String memory, String profile) {
    Allocation allocation =
        Allocation.of(
            new Workload.Compute(new BigDecimal(cpu), mib, 80, Duration.ofMinutes(1), false));
    assertThat(allocation.cpu()).isEqualByComparingTo(given);
    assertThat(allocation.memoryText()).isEqualTo(memory);
    assertThat(allocation.profile()).isEqualTo(profile);
  }
}
