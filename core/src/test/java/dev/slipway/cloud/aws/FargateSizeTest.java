package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FargateSizeTest {

  private static FargateSize size(String cpu, int memoryMib) {
    return FargateSize.of(
        new WorkloadDraft("api", WorkloadKind.SERVICE)
            .compute(
                new Workload.Compute(
                    new BigDecimal(cpu), memoryMib, 80, Duration.ofMinutes(1), false))
            .build());
  }

  @Test
  void takesTheSmallestOfferThatHasEnoughOfBoth() {
    assertThat(size("0.25", 512)).isEqualTo(new FargateSize(256, 512));
    assertThat(size("1", 512)).isEqualTo(new FargateSize(1024, 2048));
    assertThat(size("0.5", 1500)).isEqualTo(new FargateSize(512, 2048));
  }

  @Test
  void takesMoreCpuWhereTheMemoryAsksForIt() {
    assertThat(size("0.25", 3000)).isEqualTo(new FargateSize(512, 3072));
  }

  @Test
  void roundsUpToTheStepsOfLargeSizes() {
    assertThat(size("8", 17_000)).isEqualTo(new FargateSize(8192, 20_480));
    assertThat(size("64", 999_999)).isEqualTo(new FargateSize(16_384, 122_880));
  }
}
