package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.util.List;

/** Load balancer, Cloud Armor, CDN, DNS, NAT and what leaves for the internet. */
final class EdgeCost {

  private static final String BALANCER = "Cloud Load Balancing";
  private static final String ARMOR = "Cloud Armor (Standard)";
  private static final int MINIMUM_CHARGE_RULES = 5;
  private static final BigDecimal CACHED = new BigDecimal("0.4");
  private static final String EGRESS =
      "internet, worldwide destinations except China and Australia";

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  EdgeCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  /** The forwarding rules are charged together, so all of them make one line. */
  void loadBalancer(String region) {
    List<Resource> rules = stack.ofType("google_compute_global_forwarding_rule");
    int count = rules.stream().mapToInt(scope.values()::instances).sum();
    if (count == 0) {
      return;
    }
    Subject subject = scope.subject(Part.NETWORKING, rules.getFirst(), region);
    bill.known(
        subject,
        "Load balancer: " + count + (count == 1 ? " forwarding rule" : " forwarding rules"),
        Scope.HOURS,
        new Tariff(BALANCER, "forwarding rules, first 5 (minimum charge)"));
    if (count > MINIMUM_CHARGE_RULES) {
      bill.known(
          subject,
          "Load balancer: forwarding rules after the first five",
          Scope.HOURS.multiply(BigDecimal.valueOf(count - MINIMUM_CHARGE_RULES)),
          new Tariff(BALANCER, "each additional forwarding rule after 5"));
    }
    bill.usage(
        subject,
        "Load balancer: data of the requests",
        scope.gib(scope.load().requestKib()),
        new Tariff(BALANCER, "inbound data processed"),
        "the size of a request times their number");
  }

  void securityPolicy(Resource resource, String region) {
    Subject subject = scope.subject(Part.SECURITY, resource, region);
    int rules = resource.body().blocks("rule").size() + separateRules();
    bill.known(
        subject, "Cloud Armor: policy", BigDecimal.ONE, new Tariff(ARMOR, "security policy"));
    bill.known(
        subject,
        "Cloud Armor: " + rules + " rules",
        BigDecimal.valueOf(rules),
        new Tariff(ARMOR, "rule"));
    bill.usage(
        subject,
        "Cloud Armor: requests",
        scope.requests().over("1000000"),
        new Tariff(ARMOR, "requests, global policies"),
        "all requests");
  }

  private int separateRules() {
    return stack.ofType("google_compute_security_policy_rule").stream()
        .mapToInt(scope.values()::instances)
        .sum();
  }

  /** What answers take out of the cloud, a part of it from the cache at the edge. */
  void egress(String region) {
    if (scope.blueprint().workloads().stream()
        .noneMatch(w -> w.exposure() == Workload.Exposure.PUBLIC)) {
      return;
    }
    Subject subject = new Subject(Part.NETWORKING, Element.of(Element.Kind.EDGE), "", region);
    Range gib = scope.gib(scope.load().responseKib());
    boolean cdn =
        scope.blueprint().edge().cdn()
            && scope.environment().equals(scope.blueprint().production());
    if (cdn) {
      bill.usage(
          subject,
          "CDN: answers from the cache",
          gib.times(CACHED),
          new Tariff("Cloud CDN", "cache egress North America and Europe, first 10 TiB"),
          "40 % of the answers' size");
      bill.usage(
          subject,
          "CDN: look-ups",
          scope.requests().over("10000"),
          new Tariff("Cloud CDN", "cache lookups"),
          "one for each request");
    }
    bill.usage(
        subject,
        "Answers to the internet",
        cdn ? gib.times(BigDecimal.ONE.subtract(CACHED)) : gib,
        new Tariff("Network egress (premium tier)", EGRESS),
        cdn ? "60 % of the answers' size" : "the size of an answer times their number");
  }

  void managedZone(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(
        subject,
        "DNS: zone " + resource.address().name(),
        BigDecimal.ONE,
        new Tariff("Cloud DNS", "managed zone, first 25"));
    bill.usage(
        subject,
        "DNS: queries in zone " + resource.address().name(),
        scope.requests().times("0.1").over("1000000"),
        new Tariff("Cloud DNS", "queries, first 1 billion"),
        "one for ten requests, the rest is cached by resolvers");
  }

  void nat(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    int max =
        scope.blueprint().workloads().stream()
            .mapToInt(w -> w.scaling(scope.environment().name()).max())
            .sum();
    int min =
        scope.blueprint().workloads().stream()
            .mapToInt(w -> w.scaling(scope.environment().name()).min())
            .sum();
    Range users =
        new Range(
            BigDecimal.valueOf(min),
            BigDecimal.valueOf(Math.max(1, min)),
            BigDecimal.valueOf(Math.clamp(max, 1, 32)));
    bill.usage(
        subject,
        "NAT: instances that use it",
        users.times(Scope.HOURS),
        new Tariff("Cloud NAT", "gateway per VM using it (up to 32 VMs)"),
        "the lowest, the lowest, and the highest number of instances");
    bill.usage(
        subject,
        "NAT: data",
        scope.gib(scope.load().requestKib()),
        new Tariff("Cloud NAT", "data processed"),
        "as much leaves for other services as requests bring");
  }

  void address(Resource resource, String region) {
    if (scope.text(resource.body(), "address_type").filter("INTERNAL"::equals).isPresent()) {
      return;
    }
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(
        subject, "NAT: public address", Scope.HOURS, new Tariff("Cloud NAT", "NAT IP address"));
  }
}
