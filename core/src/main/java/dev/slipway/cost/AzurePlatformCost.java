package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.util.List;

/** What every subscription has: the vault, images, logs, alerts. */
final class AzurePlatformCost {

  private static final Element WATCH = Element.of(Element.Kind.OBSERVABILITY);
  private static final int RETENTION_INCLUDED = 31;
  private static final BigDecimal DAYS = new BigDecimal("30.4");

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  AzurePlatformCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  private int count(String type) {
    return stack.ofType(type).stream()
        .filter(r -> r.address().mode() == dev.slipway.stack.ResourceAddress.Mode.MANAGED)
        .mapToInt(scope.values()::instances)
        .sum();
  }

  /** Secrets cost nothing, reading them does. */
  void vault(String region) {
    if (count("azurerm_key_vault") == 0) {
      return;
    }
    bill.usage(
        new Subject(
            Part.SECURITY,
            Element.of(Element.Kind.SECRET),
            stack.ofType("azurerm_key_vault").getFirst().address().toString(),
            region),
        "Key Vault: operations",
        Range.of("0.5", "2", "10"),
        new Tariff("Key Vault", "Standard operations (secrets, software keys)"),
        "5000 / 20 000 / 100 000 reads of secrets a month");
  }

  /** One registry for all environments, in production's subscription. */
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
    bill.known(
        new Subject(Part.DELIVERY, Element.of(Element.Kind.DELIVERY), "", region),
        "Container Registry: " + images.size() + (images.size() == 1 ? " image" : " images"),
        DAYS,
        new Tariff("Container Registry", "Standard registry"));
  }

  void logs(String region) {
    Subject subject = new Subject(Part.OBSERVABILITY, WATCH, "", region);
    Range gib = scope.gib(scope.load().logKib()).plus(Range.of("0.5", "2", "8"));
    bill.usage(
        subject,
        "Logs taken in",
        gib,
        new Tariff("Log Analytics", "analytics logs ingestion"),
        gib.words()
            + " GiB a month: what each request leaves, and 0.5 / 2 / 8 GiB of the platform's own"
            + " and of traces");
    int longer = scope.blueprint().observability().logRetentionDays() - RETENTION_INCLUDED;
    if (longer > 0) {
      bill.usage(
          subject,
          "Logs kept beyond 31 days",
          gib.times(longer).over("30.4"),
          new Tariff("Log Analytics", "retention past 31 days"),
          longer + " more days of all logs");
    }
  }

  void alerts(String region) {
    Subject subject = new Subject(Part.OBSERVABILITY, WATCH, "", region);
    int metrics = count("azurerm_monitor_metric_alert");
    if (metrics > 0) {
      bill.usage(
          subject,
          "Metric alerts: " + metrics,
          Range.of("1", "1.5", "3").times(metrics),
          new Tariff("Azure Monitor", "metric alert, monitored time series"),
          "1 / 1.5 / 3 time series in each");
    }
    int queries =
        count("azurerm_monitor_scheduled_query_rules_alert_v2")
            + count("azurerm_monitor_scheduled_query_rules_alert");
    if (queries > 0) {
      bill.known(
          subject,
          "Log alerts: " + queries,
          BigDecimal.valueOf(queries),
          new Tariff("Azure Monitor", "log alert at 5 minute frequency"));
    }
  }

  void webTest(Resource resource, String region) {
    bill.unknown(
        scope.subject(Part.OBSERVABILITY, resource, region),
        "Availability test " + resource.address().name(),
        "The price book has no price for standard web tests; one costs some dollars a month.");
  }
}
