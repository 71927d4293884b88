package dev.slipway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.compare.Comparison;
import dev.slipway.compare.Comparison.Amount;
import dev.slipway.compare.Comparison.CostRow;
import dev.slipway.compare.Comparison.Figures;
import dev.slipway.compare.Comparison.Freedom;
import dev.slipway.compare.Comparison.LimitRow;
import dev.slipway.compare.Comparison.Met;
import dev.slipway.compare.Comparison.Summary;
import dev.slipway.compare.Comparison.Way;
import dev.slipway.compare.ComparisonText;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.record.ComparisonMarkdown;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompareRunTest {

  private static final String PACKAGE =
      """
      {"name": "shop", "version": "1.0.0", "engines": {"node": "22"},
       "scripts": {"start": "node server.js"},
       "dependencies": {"express": "5.1.0", "pg": "8.13.0", %s}}
      """;
  private static final String DOCUMENTS = "\"@google-cloud/firestore\": \"7.11.0\"";
  private static final String REDIS = "\"redis\": \"4.7.0\"";

  @Test
  void allCloudsAreComparedAndTheChosenOneComesFirst() {
    assertThat(compare(REDIS, List.of(), "cloud=aws").clouds())
        .extracting(Summary::cloud)
        .containsExactly(Cloud.AWS, Cloud.GCP, Cloud.AZURE);
  }

  @Test
  void onlyTheCloudsAskedForAreShownAndStillHeldAgainstTheChosenOne() {
    Comparison comparison = compare(REDIS, List.of(Cloud.AZURE), "cloud=gcp");

    assertThat(comparison.clouds()).extracting(Summary::cloud).containsExactly(Cloud.AZURE);
    assertThat(comparison.chosen()).isEqualTo(Cloud.GCP);
    assertThat(comparison.changes()).isNotEmpty().allMatch(c -> c.cloud() == Cloud.AZURE);
  }

  @ParameterizedTest
  @EnumSource(Cloud.class)
  void everyPartIsAServiceOnEveryCloudWhicheverIsChosen(Cloud chosen) {
    Comparison comparison = compare(DOCUMENTS, List.of(), "cloud=" + chosen.name());

    assertThat(comparison.services())
        .filteredOn(r -> r.part().contains("("))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.services()).hasSize(3).doesNotContain(""));
  }

  @Test
  void thePartsOfAnEnvironmentAddUpToItsTotal() {
    Comparison comparison = compare(REDIS, List.of());

    for (int i = 0; i < 3; i++) {
      int cloud = i;
      BigDecimal parts =
          comparison.costs().stream()
              .filter(r -> !r.part().equals("Total"))
              .map(r -> r.amounts().get(cloud).expected())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(parts)
          .isCloseTo(
              comparison.clouds().get(cloud).total().expected(),
              org.assertj.core.data.Offset.offset(new BigDecimal("0.20")));
    }
    assertThat(comparison.costs()).extracting(CostRow::environment).contains("production", "all");
    assertThat(comparison.costs())
        .flatExtracting(CostRow::amounts)
        .allMatch(CompareRunTest::ordered);
  }

  private static boolean ordered(Amount amount) {
    return amount.low().compareTo(amount.expected()) <= 0
        && amount.expected().compareTo(amount.high()) <= 0;
  }

  @Test
  void aRegionOfTheChosenCloudBecomesANearOneElsewhere() {
    Comparison comparison = compare(REDIS, List.of(), "cloud=gcp", "regions=europe-west3");

    assertThat(comparison.clouds())
        .extracting(Summary::regions)
        .containsExactly(
            List.of("europe-west3"), List.of("eu-central-1"), List.of("germanywestcentral"));
    assertThat(comparison.clouds()).allMatch(c -> c.problems().isEmpty());
  }

  @Test
  void fargateLosesScaleToZeroAndComingFromThereGainsIt() {
    assertThat(compare(REDIS, List.of(Cloud.GCP, Cloud.AWS), "cloud=gcp").changes())
        .anyMatch(c -> c.way() == Way.LOST && c.text().startsWith("Scale to zero"));
    assertThat(compare(REDIS, List.of(Cloud.GCP, Cloud.AWS), "cloud=aws").changes())
        .anyMatch(c -> c.way() == Way.GAINED && c.text().startsWith("Scale to zero"));
  }

  @Test
  void aCloudsOwnInterfaceTiesTheCodeAndAnOpenProtocolDoesNot() {
    Comparison own = compare(DOCUMENTS, List.of());
    Comparison open = compare(REDIS, List.of());

    assertThat(own.ties())
        .filteredOn(r -> r.part().contains("document database"))
        .singleElement()
        .satisfies(r -> assertThat(r.ties()).allMatch(t -> t.freedom() == Freedom.OWN));
    assertThat(own.moves())
        .allSatisfy(m ->
            assertThat(m.codeChanges())
                .singleElement()
                .asString()
                .contains("Firestore API becomes"));
    assertThat(open.moves()).allMatch(m -> m.codeChanges().isEmpty());
  }

  @Test
  void carryingTheDataOutHasAPriceAndASource() {
    assertThat(compare(REDIS, List.of()).moves())
        .hasSize(2)
        .allSatisfy(m -> {
          assertThat(m.storedGib()).isPositive();
          assertThat(m.egress().orElseThrow().high()).isPositive();
          assertThat(m.priceSource()).isNotEmpty();
        });
  }

  @Test
  void everyLimitNamesItsSource() {
    assertThat(compare(DOCUMENTS, List.of()).limits())
        .isNotEmpty()
        .flatExtracting(LimitRow::figures)
        .filteredOn(f -> f.known().isPresent())
        .extracting(Figures::known)
        .allMatch(f -> !f.orElseThrow().source().isEmpty());
  }

  @Test
  void everyCloudKeepsWhatTheObjectivesAskFor() {
    Comparison comparison =
        compare(REDIS, List.of(), "objectives.availability=99.9", "objectives.rpo=15m");

    assertThat(comparison.objectives())
        .anyMatch(r -> r.objective().equals("Availability 99.9 %"))
        .allSatisfy(r -> assertThat(r.verdicts()).allMatch(v -> v.met() == Met.YES));
  }

  @Test
  void aBudgetThatOneCloudCannotKeepIsNotMetThere() {
    Comparison comparison = compare(REDIS, List.of(), "budget.monthly=1");

    assertThat(comparison.objectives())
        .filteredOn(r -> r.objective().startsWith("Budget"))
        .singleElement()
        .satisfies(r -> assertThat(r.verdicts()).allMatch(v -> v.met() == Met.NO));
  }

  @Test
  void theComparisonIsTheSameEachTimeInEveryForm() {
    Comparison first = compare(DOCUMENTS, List.of());
    Comparison second = compare(DOCUMENTS, List.of());

    assertThat(JsonWriter.write(RecordCodec.write(first)))
        .isEqualTo(JsonWriter.write(RecordCodec.write(second)));
    assertThat(ComparisonMarkdown.write(first))
        .isEqualTo(ComparisonMarkdown.write(second))
        .contains("## Lock-in")
        .contains("| Microsoft Azure |");
    assertThat(ComparisonText.of(first))
        .allSatisfy(s -> assertThat(s.rows()).allMatch(row -> row.size() == s.header().size()));
  }

  private static Comparison compare(String dependency, List<Cloud> clouds, String... settings) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("package.json", PACKAGE.formatted(dependency));
    files.put(
        "server.js",
        """
        const express = require("express");
        const app = express();
        app.get("/health", (q, r) => r.send("ok"));
        app.listen(process.env.PORT || 8080);
        """);
    return CompareRun.compare(
            new DesignRequest(
                MemorySourceTree.of("shop", files),
                List.of(settings),
                LocalDate.of(2026, 11, 1),
                DesignRequest.Progress.SILENT),
            clouds)
        .value()
        .orElseThrow();
  }
}
