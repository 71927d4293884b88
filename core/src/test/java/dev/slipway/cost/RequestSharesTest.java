package dev.slipway.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestSharesTest {

  private static Blueprint exposing(List<String> names) {
    Blueprint chat = Blueprints.chat();
    BlueprintDraft draft = Blueprints.edit(chat);
    chat.workloads().stream()
        .filter(w -> w.exposure() != Exposure.NONE)
        .map(w -> with(w, names.contains(w.name()) ? Exposure.PUBLIC : Exposure.INTERNAL))
        .forEach(draft::with);
    return draft.build();
  }

  private static Workload with(Workload w, Exposure exposure) {
    return new Workload(
        w.name(),
        w.kind(),
        w.description(),
        w.source(),
        w.image(),
        w.command(),
        w.port(),
        w.health(),
        w.compute(),
        w.scaling(),
        exposure,
        w.identity(),
        w.settings(),
        w.connections(),
        w.migration(),
        w.schedule(),
        w.traits(),
        w.endpoints(),
        w.externalApis());
  }

  private static BigDecimal share(Blueprint blueprint, String name) {
    return RequestShares.of(blueprint).of(blueprint.workload(name).orElseThrow());
  }

  @Test
  void thePeakIsTheSystemsSoItsEntrancesShareIt() {
    Blueprint blueprint = exposing(List.of("api", "web"));
    assertThat(share(blueprint, "api")).isEqualByComparingTo("0.5");
    assertThat(share(blueprint, "web")).isEqualByComparingTo("0.5");
    assertThat(RequestShares.of(blueprint).sentences())
        .anyMatch(s -> s.startsWith("api and web share these requests equally"));
  }

  @Test
  void whatOnlyAnotherCallsSeesWhatItsCallerSees() {
    Blueprint blueprint = exposing(List.of("web"));
    assertThat(share(blueprint, "api")).isEqualByComparingTo("1");
    assertThat(RequestShares.of(blueprint).sentences())
        .containsExactly("api is called once for each request to web.");
  }

  @Test
  void whatNobodyIsKnownToCallMaySeeEverything() {
    Blueprint blueprint = exposing(List.of("api"));
    assertThat(share(blueprint, "web")).isEqualByComparingTo("1");
    assertThat(RequestShares.of(blueprint).sentences())
        .containsExactly("web sees all of these requests, since nothing says who calls it.");
  }

  @Test
  void requestsOfAllEntrancesTogetherAreTheSystems() {
    Blueprint blueprint = exposing(List.of("api", "web"));
    Estimate estimate =
        CostEstimator.estimate(
            blueprint,
            dev.slipway.cloud.gcp.GcpLowering.lower(blueprint).main(),
            dev.slipway.facts.PriceBook.of(dev.slipway.vocabulary.Cloud.GCP));
    BigDecimal counted =
        estimate.environment("production").orElseThrow().lines().stream()
            .filter(Line.UsageDependent.class::isInstance)
            .map(Line.UsageDependent.class::cast)
            .filter(line -> line.description().endsWith(": requests"))
            .filter(line -> !line.description().startsWith("Cloud Armor"))
            .map(line -> line.quantity().expected())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(counted.multiply(BigDecimal.valueOf(1_000_000)))
        .isCloseTo(
            estimate.requests().expected(), org.assertj.core.data.Percentage.withPercentage(1));
  }
}
