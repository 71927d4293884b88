package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Front Door, NAT, private endpoints, DNS and what leaves for the internet. */
final class AzureEdgeCost {

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  AzureEdgeCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  void frontDoor(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    boolean premium = premium(resource);
    bill.known(
        subject,
        premium ? "Front Door Premium, firewall included" : "Front Door Standard",
        BigDecimal.ONE,
        new Tariff(
            "Front Door", premium ? "Premium base fee (WAF included)" : "Standard base fee"));
    bill.usage(
        subject,
        "Front Door: requests",
        scope.requests().over("10000"),
        new Tariff("Front Door", tier(premium) + " requests, zone 1, first 250M"),
        "all requests");
  }

  private boolean premium(Resource profile) {
    return scope.text(profile.body(), "sku_name").filter(s -> s.startsWith("Premium")).isPresent();
  }

  private static String tier(boolean premium) {
    return premium ? "Premium" : "Standard";
  }

  /** What answers take out of the cloud. */
  void egress(String region) {
    if (scope.blueprint().workloads().stream()
        .noneMatch(w -> w.exposure() == Workload.Exposure.PUBLIC)) {
      return;
    }
    Subject subject = new Subject(Part.NETWORKING, Element.of(Element.Kind.EDGE), "", region);
    Range gib = scope.gib(scope.load().responseKib());
    Optional<Resource> front =
        stack.ofType("azurerm_cdn_frontdoor_profile").stream()
            .filter(p -> scope.values().instances(p) > 0)
            .findFirst();
    if (front.isPresent()) {
      bill.usage(
          subject,
          "Front Door: answers to the internet",
          gib,
          new Tariff(
              "Front Door", tier(premium(front.get())) + " data transfer out, zone 1, first 10 TB"),
          "the size of an answer times their number");
      return;
    }
    bill.usage(
        new Subject(subject.part(), subject.element(), subject.address(), zone(region)),
        "Answers to the internet",
        gib,
        new Tariff("Bandwidth", "internet egress, Microsoft network, first 10 TB"),
        "the size of an answer times their number");
  }

  /** What leaves is priced by the part of the world that it leaves from. */
  private static String zone(String region) {
    boolean asia =
        List.of(
                "asia",
                "japan",
                "korea",
                "india",
                "australia",
                "indonesia",
                "malaysia",
                "newzealand")
            .stream()
            .anyMatch(region::contains);
    return asia ? "zone 2 (Asia)" : "zone 1 (North America, Europe)";
  }

  void nat(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(subject, "NAT gateway", Scope.HOURS, new Tariff("NAT Gateway", "gateway"));
    bill.usage(
        subject,
        "NAT gateway: data",
        scope.gib(scope.load().requestKib()).plus(Range.of("2", "10", "40")),
        new Tariff("NAT Gateway", "data processed"),
        "as much leaves for other services as requests bring, and 2 / 10 / 40 GB for images and"
            + " updates");
  }

  void address(Resource resource, String region) {
    bill.known(
        scope.subject(Part.NETWORKING, resource, region),
        "Public address " + resource.address().name(),
        Scope.HOURS,
        new Tariff("Public IP", "Standard static IPv4"));
  }

  void endpoint(Resource resource, String region) {
    bill.known(
        scope.subject(Part.NETWORKING, resource, region),
        "Private endpoint " + resource.address().name(),
        Scope.HOURS,
        new Tariff("Private Link", "private endpoint"));
  }

  void zone(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(
        subject,
        "DNS: zone " + resource.address().name(),
        BigDecimal.ONE,
        new Tariff("Azure DNS", "public zone, first 25"));
    bill.usage(
        subject,
        "DNS: queries in zone " + resource.address().name(),
        scope.requests().times("0.1").over("1000000"),
        new Tariff("Azure DNS", "queries, first 1 billion"),
        "one for ten requests, the rest is cached by resolvers");
  }
}
