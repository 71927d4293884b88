package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.util.List;

/** What every project has: secrets, keys, images, logs, metrics. */
final class PlatformCost {

  private static final String SECRETS = "Secret Manager";
  private static final String LOGGING = "Cloud Logging";
  private static final int RETENTION_INCLUDED = 30;

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  PlatformCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  void secrets(String region) {
    List<Resource> secrets = stack.ofType("google_secret_manager_secret");
    int count = secrets.stream().mapToInt(scope.values()::instances).sum();
    if (count == 0) {
      return;
    }
    Subject subject =
        new Subject(
            Part.SECURITY,
            Element.of(Element.Kind.SECRET),
            secrets.getFirst().address().toString(),
            region);
    bill.usage(
        subject,
        "Secret Manager: " + count + (count == 1 ? " secret" : " secrets"),
        new Range(
            BigDecimal.valueOf(count), BigDecimal.valueOf(count), BigDecimal.valueOf(2L * count)),
        new Tariff(SECRETS, "active secret version"),
        "one active version of each; high: the version before is still there. The six free ones of"
            + " the billing account are not subtracted");
    bill.usage(
        subject,
        "Secret Manager: reads",
        Range.of("0.1", "0.5", "3").times(count).over("10"),
        new Tariff(SECRETS, "access operations"),
        "100 / 500 / 3000 starts of an instance a month, each reads every secret");
  }

  void key(Resource resource, String region) {
    Subject subject = scope.subject(Part.SECURITY, resource, region);
    bill.usage(
        subject,
        "KMS: key versions",
        Range.of("1", "4", "5"),
        new Tariff("Cloud KMS", "active software key version"),
        "the versions of a year of rotation");
    bill.usage(
        subject,
        "KMS: operations",
        Range.of("0.1", "1", "10"),
        new Tariff("Cloud KMS", "cryptographic operations"),
        "1000 / 10 000 / 100 000 operations");
  }

  /** Images live in production's project only. */
  void registry(String region) {
    List<String> images =
        scope.blueprint().workloads().stream()
            .map(Workload::image)
            .map(Workload.Image::of)
            .distinct()
            .toList();
    if (images.isEmpty() || !scope.environment().equals(scope.blueprint().production())) {
      return;
    }
    Subject subject =
        new Subject(
            Part.DELIVERY,
            Element.of(Element.Kind.DELIVERY),
            "google_artifact_registry_repository.images",
            region);
    bill.usage(
        subject,
        "Artifact Registry: " + images.size() + (images.size() == 1 ? " image" : " images"),
        Range.of("0.5", "2", "8").times(images.size()),
        new Tariff("Artifact Registry", "storage"),
        "5 / 10 / 20 kept versions of 0.1 / 0.2 / 0.4 GiB of each");
  }

  void logs(String region) {
    Subject subject =
        new Subject(Part.OBSERVABILITY, Element.of(Element.Kind.OBSERVABILITY), "", region);
    Range gib = scope.gib(scope.load().logKib()).plus(Range.of("0.2", "1", "5"));
    bill.usage(
        subject,
        "Logs taken in, beyond the 50 GiB that each project has free",
        gib,
        new Tariff(LOGGING, "storage/ingestion"),
        gib.words()
            + " GiB a month: what each request leaves, and 0.2 / 1 / 5 GiB of the platform's own");
    int longer = scope.blueprint().observability().logRetentionDays() - RETENTION_INCLUDED;
    if (longer > 0) {
      bill.usage(
          subject,
          "Logs kept beyond 30 days",
          gib.times(longer).over("30.4"),
          new Tariff(LOGGING, "retention past 30 days"),
          longer + " more days of all logs");
    }
  }

  void metrics(String region) {
    List<Resource> metrics = stack.ofType("google_logging_metric");
    if (!metrics.isEmpty()) {
      Subject subject =
          new Subject(
              Part.OBSERVABILITY,
              Element.of(Element.Kind.OBSERVABILITY),
              metrics.getFirst().address().toString(),
              region);
      bill.usage(
          subject,
          "Metrics made from logs: " + metrics.size(),
          Range.of("0.4", "1.7", "7").times(metrics.size()),
          new Tariff("Cloud Monitoring", "metric data (chargeable volume)"),
          "1 / 5 / 20 time series of each, a value of 8 bytes a minute; the free volume of the"
              + " billing account is not subtracted");
    }
    int alerts = stack.ofType("google_monitoring_alert_policy").size();
    if (alerts > 0) {
      Subject subject =
          new Subject(
              Part.OBSERVABILITY,
              Element.of(Element.Kind.OBSERVABILITY),
              stack.ofType("google_monitoring_alert_policy").getFirst().address().toString(),
              region);
      bill.known(
          subject,
          "Alert conditions: " + alerts,
          BigDecimal.valueOf(alerts),
          new Tariff("Cloud Monitoring", "alerting condition (no charge before 2027-09-01)"));
    }
  }
}
