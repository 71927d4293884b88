package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.util.List;

/** What every account has: secrets, keys, images, logs, metrics, alarms. */
final class AwsPlatformCost {

  private static final Element WATCH = Element.of(Element.Kind.OBSERVABILITY);
  private static final String CLOUDWATCH = "CloudWatch";

  /** Counted together, because a line for each would hide the rest. */
  private static final List<String> COUNTED =
      List.of(
          "aws_cloudwatch_metric_alarm",
          "aws_cloudwatch_log_metric_filter",
          "aws_cloudwatch_dashboard",
          "aws_secretsmanager_secret");

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  AwsPlatformCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  boolean counts(String type) {
    return COUNTED.contains(type);
  }

  private int count(String type) {
    return stack.ofType(type).stream()
        .filter(r -> r.address().mode() == dev.slipway.stack.ResourceAddress.Mode.MANAGED)
        .mapToInt(scope.values()::instances)
        .sum();
  }

  void secrets(String region) {
    int count = count("aws_secretsmanager_secret");
    if (count == 0) {
      return;
    }
    Subject subject =
        new Subject(
            Part.SECURITY,
            Element.of(Element.Kind.SECRET),
            stack.ofType("aws_secretsmanager_secret").getFirst().address().toString(),
            region);
    bill.known(
        subject,
        "Secrets Manager: " + count + (count == 1 ? " secret" : " secrets"),
        BigDecimal.valueOf(count),
        new Tariff("Secrets Manager", "secret"));
    bill.usage(
        subject,
        "Secrets Manager: reads",
        Range.of("0.1", "0.5", "3").times(count).over("10"),
        new Tariff("Secrets Manager", "API calls"),
        "100 / 500 / 3000 starts of a task a month, each reads every secret");
  }

  void key(Resource resource, String region) {
    Subject subject = scope.subject(Part.SECURITY, resource, region);
    bill.known(
        subject,
        "KMS: key " + resource.address().name(),
        BigDecimal.ONE,
        new Tariff("KMS", "customer managed key"));
    bill.usage(
        subject,
        "KMS: requests with key " + resource.address().name(),
        Range.of("0.1", "1", "10"),
        new Tariff("KMS", "symmetric requests (past 20k free)"),
        "1000 / 10 000 / 100 000 requests");
  }

  /** Images live in production's account only. */
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
    bill.usage(
        new Subject(Part.DELIVERY, Element.of(Element.Kind.DELIVERY), "", region),
        "ECR: " + images.size() + (images.size() == 1 ? " image" : " images"),
        Range.of("0.5", "2", "8").times(images.size()),
        new Tariff("ECR", "private repository storage"),
        "5 / 10 / 20 kept versions of 0.1 / 0.2 / 0.4 GiB of each");
  }

  void logs(String region) {
    Subject subject = new Subject(Part.OBSERVABILITY, WATCH, "", region);
    Range gib = scope.gib(scope.load().logKib()).plus(Range.of("0.2", "1", "5"));
    bill.usage(
        subject,
        "Logs taken in",
        gib,
        new Tariff(CLOUDWATCH, "Logs ingestion, Standard class"),
        gib.words()
            + " GiB a month: what each request leaves, and 0.2 / 1 / 5 GiB of the platform's own");
    Range months = Range.fixed(scope.blueprint().observability().logRetentionDays()).over("30.4");
    bill.usage(
        subject,
        "Logs kept",
        gib.times(months).times("0.15"),
        new Tariff(CLOUDWATCH, "Logs storage (compressed)"),
        scope.blueprint().observability().logRetentionDays()
            + " days of all logs, compressed to about 15 %");
  }

  void metrics(String region) {
    Subject subject = new Subject(Part.OBSERVABILITY, WATCH, "", region);
    int alarms = count("aws_cloudwatch_metric_alarm");
    if (alarms > 0) {
      bill.usage(
          subject,
          "Alarms: " + alarms,
          Range.of("1", "1.5", "3").times(alarms),
          new Tariff(CLOUDWATCH, "alarm, standard resolution"),
          "1 / 1.5 / 3 metrics in each");
    }
    int filters = count("aws_cloudwatch_log_metric_filter");
    if (filters > 0) {
      bill.known(
          subject,
          "Metrics made from logs: " + filters,
          BigDecimal.valueOf(filters),
          new Tariff(CLOUDWATCH, "custom or detailed metrics"));
    }
    int services = count("aws_ecs_service");
    if (services > 0 && insights()) {
      bill.known(
          subject,
          "Container Insights: metrics of the cluster and " + services + " services",
          BigDecimal.valueOf(8L + 11L * services),
          new Tariff(CLOUDWATCH, "custom or detailed metrics"));
    }
    int dashboards = count("aws_cloudwatch_dashboard");
    if (dashboards > 0) {
      bill.known(
          subject,
          dashboards == 1 ? "Dashboard" : dashboards + " dashboards",
          BigDecimal.valueOf(dashboards),
          new Tariff(CLOUDWATCH, "dashboard (past 3 free)"));
    }
  }

  private boolean insights() {
    return stack.ofType("aws_ecs_cluster").stream()
        .flatMap(c -> c.body().blocks("setting").stream())
        .anyMatch(s -> scope.text(s, "value").filter(v -> !v.equals("disabled")).isPresent());
  }

  void composite(Resource resource, String region) {
    bill.known(
        scope.subject(Part.OBSERVABILITY, resource, region),
        "Composite alarm " + resource.address().name(),
        BigDecimal.ONE,
        new Tariff(CLOUDWATCH, "composite alarm"));
  }

  void healthCheck(Resource resource, String region) {
    bill.known(
        scope.subject(Part.OBSERVABILITY, resource, region),
        "Health check " + resource.address().name(),
        BigDecimal.ONE,
        new Tariff("Route 53", "health check, non-AWS endpoint"));
  }
}
