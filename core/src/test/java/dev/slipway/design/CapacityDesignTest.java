package dev.slipway.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapacityDesignTest {

  private static ServiceDraft api() {
    return new ServiceDraft("api", Language.NODE).framework("express").endpoint("GET", "/things");
  }

  private static Workload designed(Wanted wanted, Saving... savings) {
    return wanted.design(savings).workload("api").orElseThrow();
  }

  @Test
  void sizesThePeakByLittlesLaw() {
    Blueprint design =
        new Wanted()
            .service(api())
            .set("objectives.throughput=300", "objectives.latency.p95=2s")
            .design();
    // 300 × 2 s = 600 in flight; / (80 × 0.8) = 9.4 → 10, doubled for bursts
    assertThat(design.workload("api").orElseThrow().scaling("production").max()).isEqualTo(20);
    assertThat(design.decision("workload.api.scaling").orElseThrow().reason())
        .contains("300 requests/s × 2 s", "= 600 in flight", "/ (80 at once × 0.8) = 10");
  }

  @Test
  void letsTheProcessorDecideWhereAnswersAreQuick() {
    Workload api =
        designed(
            new Wanted()
                .service(api())
                .set("objectives.throughput=1000", "objectives.latency.p95=50ms"));
    // in flight 50 → 1 instance; CPU 1000 / (150 × 0.7) = 9.5 → 10
    assertThat(api.scaling("production").max()).isEqualTo(20);
  }

  @Test
  void holdsAStreamsSlotForItsDuration() {
    Workload api =
        designed(
            new Wanted()
                .service(api().trait(Trait.STREAMING))
                .set("objectives.throughput=20", "objectives.concurrent-users=5000"));
    // 20 × 15 s = 300; / 64 = 4.7 → 5
    assertThat(api.scaling("production").max()).isEqualTo(10);
    assertThat(api.compute().timeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void streamsToNoMorePeopleThanThereAre() {
    Workload api =
        designed(
            new Wanted()
                .service(api().trait(Trait.STREAMING))
                .set("objectives.throughput=100", "objectives.concurrent-users=64"));
    assertThat(api.scaling("production").max()).isEqualTo(3);
  }

  @Test
  void keepsOneWarmWhereAStartTakesLongerThanTheTarget() {
    assertThat(
            designed(new Wanted().service(api()).set("objectives.latency.p95=800ms"))
                .scaling("production")
                .min())
        .isEqualTo(1);
    assertThat(
            designed(new Wanted().service(api()).set("objectives.latency.p95=5s"))
                .scaling("production")
                .min())
        .isZero();
    assertThat(designed(new Wanted().service(api())).scaling("production").min()).isZero();
  }

  @Test
  void keepsTwoWarmWhereTheLossOfOneMustNotShow() {
    Workload api =
        designed(
            new Wanted()
                .service(api())
                .set("objectives.availability=99.95", "objectives.throughput=500"));
    assertThat(api.scaling("production").min()).isEqualTo(2);
    assertThat(api.scaling("staging").min()).isZero();
  }

  @Test
  void obeysTheMinimumThatSomebodySet() {
    assertThat(
            designed(
                    new Wanted()
                        .service(api())
                        .set("objectives.latency.p95=100ms", "scaling.min-instances=0"))
                .scaling("production")
                .min())
        .isZero();
  }

  @Test
  void scalesToZeroWhenThatIsSaved() {
    Wanted wanted = new Wanted().service(api()).set("objectives.latency.p95=800ms");
    assertThat(Saving.PRODUCTION_SCALES_TO_ZERO.appliesTo(wanted.design())).isFalse();
    assertThat(Saving.PRODUCTION_COLD_STARTS.appliesTo(wanted.design())).isTrue();
    assertThat(designed(wanted, Saving.PRODUCTION_COLD_STARTS).scaling("production").min())
        .isZero();
  }

  @Test
  void warnsOfACeilingBelowThePeak() {
    Wanted wanted =
        new Wanted()
            .service(api())
            .set(
                "objectives.throughput=300",
                "objectives.latency.p95=2s",
                "services.api.scaling.max-instances=4");
    assertThat(wanted.codes()).contains("SLIP-CAPACITY-CEILING");
    assertThat(designed(wanted).scaling("production").max()).isEqualTo(4);
  }

  @Test
  void givesOnlySizesThatThePlatformHas() {
    for (String cpu : new String[] {"0.25", "1", "1.5", "3", "5", "7", "64"}) {
      for (String memory : new String[] {"128", "600", "5000", "20000", "900000"}) {
        Workload api =
            designed(
                new Wanted()
                    .service(api())
                    .set("resources.cpu=" + cpu, "resources.memory=" + memory));
        int vcpu = api.compute().cpu().intValueExact();
        int mebibytes = api.compute().memoryMib();
        assertThat(vcpu).isIn(1, 2, 4, 6, 8);
        assertThat(mebibytes).isGreaterThanOrEqualTo(vcpu >= 6 ? 4096 : vcpu == 4 ? 2048 : 512);
        assertThat(mebibytes)
            .isLessThanOrEqualTo(vcpu == 8 ? 32_768 : vcpu == 6 ? 24_576 : vcpu * 4096);
      }
    }
  }

  @Test
  void keepsAWorkerRunningAndItsProcessor() {
    Blueprint design =
        new Wanted()
            .service(new ServiceDraft("mailer", Language.PYTHON).kind(ServiceKind.WORKER))
            .design();
    Workload mailer = design.workload("mailer").orElseThrow();
    assertThat(mailer.scaling("production").min()).isEqualTo(1);
    assertThat(mailer.compute().cpuAlwaysAllocated()).isTrue();
    assertThat(mailer.exposure()).isEqualTo(Workload.Exposure.NONE);
    assertThat(design.edge().routes()).isEmpty();
  }

  @Test
  void keepsTheProcessorForWorkAfterTheAnswer() {
    assertThat(
            designed(new Wanted().service(api().trait(Trait.BACKGROUND_WORK)))
                .compute()
                .cpuAlwaysAllocated())
        .isTrue();
    assertThat(designed(new Wanted().service(api())).compute().cpuAlwaysAllocated()).isFalse();
  }
}
