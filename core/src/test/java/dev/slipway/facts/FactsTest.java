package dev.slipway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.facts.PriceBook.Fit;
import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FactsTest {

  @Test
  void addsUpTheStepsOfAGraduatedPrice() {
    PriceBook.Meter egress =
        PriceBook.of(Cloud.GCP)
            .find(
                "us-central1",
                "Network egress (premium tier)",
                "internet, worldwide destinations except China and Australia")
            .orElseThrow()
            .meter();
    assertThat(egress.tiers()).hasSizeGreaterThanOrEqualTo(3);
    BigDecimal first = egress.tiers().getFirst().usd().multiply(new BigDecimal(1024));
    assertThat(egress.cost(new BigDecimal(1024))).isEqualByComparingTo(first);
    assertThat(egress.cost(new BigDecimal(2024)))
        .isEqualByComparingTo(first.add(new BigDecimal("110.00")));
  }

  @Test
  void chargesNothingBelowAFreeStep() {
    PriceBook.Meter secrets =
        PriceBook.of(Cloud.GCP)
            .find("europe-west1", "Secret Manager", "active secret version")
            .orElseThrow()
            .meter();
    assertThat(secrets.cost(new BigDecimal(6))).isEqualByComparingTo("0");
    assertThat(secrets.cost(new BigDecimal(8))).isEqualByComparingTo("0.12");
    assertThat(secrets.unitPrice()).isEqualByComparingTo("0.06");
  }

  @Test
  void saysHowWellAPriceFitsTheRegion() {
    PriceBook gcp = PriceBook.of(Cloud.GCP);
    String meter = "vCPU time active, request-based billing (tier 1)";
    assertThat(gcp.find("us-central1", "Cloud Run", meter).orElseThrow().fit())
        .isEqualTo(Fit.EXACT);
    assertThat(gcp.find("europe-west3", "Cloud Run", meter)).isEmpty();
    PriceBook.Quote dear = gcp.findOrProxy("europe-west3", "Cloud Run", meter).orElseThrow();
    assertThat(dear.fit()).isEqualTo(Fit.REGION_CLASS);
    assertThat(dear.meter().unitPrice()).isEqualByComparingTo("0.0000336");
    assertThat(gcp.findOrProxy("europe-west4", "Cloud Run", meter).orElseThrow().fit())
        .isEqualTo(Fit.REGION_CLASS);
    String vcpu = gcp.meters("europe-west1", "Cloud SQL (MySQL/PostgreSQL)").getFirst().meter();
    PriceBook.Quote proxy =
        gcp.findOrProxy("europe-west3", "Cloud SQL (MySQL/PostgreSQL)", vcpu).orElseThrow();
    assertThat(proxy.fit()).isEqualTo(Fit.PROXY);
    assertThat(proxy.meter().region()).isEqualTo("europe-west1");
    assertThat(gcp.findOrProxy("us-central1", "Cloud Run", "no such meter")).isEmpty();
  }

  @Test
  void takesTheLowerBandOfConnectionsWhereSourcesDisagree() {
    String service = "Cloud SQL for PostgreSQL";
    assertThat(Tiers.find(Cloud.GCP, service, "db-custom-2-7680").orElseThrow().maxConnections())
        .contains(200);
    assertThat(Tiers.find(Cloud.GCP, service, "db-custom-1-3840").orElseThrow().maxConnections())
        .contains(100);
    Tiers.Tier shared = Tiers.find(Cloud.GCP, service, "db-f1-micro").orElseThrow();
    assertThat(shared.sharedCore()).isTrue();
    assertThat(shared.vcpu()).isEmpty();
    assertThat(shared.maxConnections()).contains(25);
  }

  @Test
  void knowsLimitsNamesAndPromises() {
    assertThat(
            ComputeLimits.find(Cloud.GCP, "Cloud Run", "concurrent requests per instance, maximum")
                .orElseThrow()
                .number())
        .contains(new BigDecimal(1000));
    assertThat(
            Recovery.find(Cloud.GCP, "Cloud SQL", "PITR window, Enterprise").orElseThrow().upper())
        .contains(new BigDecimal(7));
    assertThat(NetworkLimits.of(Cloud.GCP, "Cloud NAT")).isNotEmpty();
    assertThat(Sla.find(Cloud.GCP, "Cloud Run", "service").orElseThrow().percent())
        .contains(new BigDecimal("99.95"));
    assertThat(
            Sla.find(Cloud.GCP, "Cloud SQL", "zonal (no HA) or shared core")
                .orElseThrow()
                .percent())
        .isEmpty();
    Naming.Rule bucket = Naming.find("google_storage_bucket", "name").orElseThrow();
    assertThat(bucket.maxLength()).isEqualTo(63);
    assertThat(Pattern.matches(bucket.pattern(), "my-bucket")).isTrue();
  }

  @Test
  void pinsTheNewestConfirmedReleaseOfAnAction() {
    Actions.Pin checkout = Actions.pin("actions/checkout").orElseThrow();
    assertThat(checkout.uses())
        .isEqualTo("actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1");
    assertThat(Actions.releases("step-security/harden-runner").getFirst().tag())
        .isEqualTo("v2.21.0");
    assertThat(Actions.pin("step-security/harden-runner").orElseThrow().tag())
        .isNotEqualTo("v2.21.0");
    assertThat(Actions.pin("nobody/nothing")).isEmpty();
  }

  @Test
  void everyActionIsAFullCommitDigest() {
    for (String[] row : FactLines.table("actions.tsv")) {
      assertThat(row[2]).matches("[0-9a-f]{40}");
    }
  }

  @Test
  void pinsAnImageOnlyWhenTwoSourcesAgree() {
    BaseImages.Image python = BaseImages.find("python:3.14-slim").orElseThrow();
    assertThat(python.confirmed()).isTrue();
    assertThat(python.reference()).startsWith("python:3.14-slim@sha256:");
    BaseImages.Image single = BaseImages.find("cgr.dev/chainguard/static:latest").orElseThrow();
    assertThat(single.confirmed()).isFalse();
    assertThat(single.reference()).isEqualTo("cgr.dev/chainguard/static:latest");
    for (String[] row : FactLines.table("base-images.tsv")) {
      assertThat(row).hasSize(6);
      assertThat(row[2]).matches("sha256:[0-9a-f]{64}");
    }
  }

  @Test
  void findsTheCycleOfAVersionAndItsEnd() {
    Runtimes.Cycle python = Runtimes.find("python", "3.12.4").orElseThrow();
    assertThat(python.name()).isEqualTo("3.12");
    assertThat(python.isOver(LocalDate.of(2028, 10, 31))).isFalse();
    assertThat(python.isOver(LocalDate.of(2028, 11, 1))).isTrue();
    assertThat(Runtimes.find("nodejs", "v22.1.0").orElseThrow().name()).isEqualTo("22");
    assertThat(Runtimes.find("python", "3.1")).isEmpty();
    assertThat(Runtimes.newest("python", LocalDate.of(2025, 1, 1)).orElseThrow().name())
        .isEqualTo("3.13");
  }
}
