package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;

/** Load balancers, NAT, endpoints, WAF, DNS, CloudFront and what leaves for the internet. */
final class AwsEdgeCost {

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  AwsEdgeCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  void balancer(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(
        subject,
        "Load balancer " + resource.address().name(),
        Scope.HOURS,
        new Tariff("Elastic Load Balancing", "Application Load Balancer"));
    // A unit is 25 new connections a second, 3000 open ones, or 1 GB an hour.
    Range units =
        scope
            .gib(scope.load().responseKib().plus(scope.load().requestKib()))
            .over(Long.toString(Estimate.HOURS))
            .plus(Range.of("0.1", "0.2", "0.5"));
    bill.usage(
        subject,
        "Load balancer " + resource.address().name() + ": capacity units",
        units.times(Scope.HOURS),
        new Tariff("Elastic Load Balancing", "ALB capacity unit (LCU)"),
        "a unit for each gigabyte an hour, and 0.1 / 0.2 / 0.5 for connections");
    if (!scope.values().isTrue(resource.body(), "internal")) {
      bill.known(
          subject,
          "Load balancer " + resource.address().name() + ": public addresses in two zones",
          Scope.HOURS.multiply(BigDecimal.TWO),
          new Tariff("Public IPv4", "address in use"));
    }
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
        new Tariff("Public IPv4", "address in use"));
  }

  void endpoint(Resource resource, String region) {
    if (scope.text(resource.body(), "vpc_endpoint_type").filter("Interface"::equals).isEmpty()) {
      return; // gateway endpoints are free
    }
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(
        subject,
        "Endpoint " + resource.address().name() + " in two zones",
        Scope.HOURS.multiply(BigDecimal.TWO),
        new Tariff("VPC interface endpoint", "endpoint per availability zone"));
  }

  void firewall(Resource resource, String region) {
    Subject subject = scope.subject(Part.SECURITY, resource, region);
    int rules = resource.body().blocks("rule").size();
    bill.known(subject, "WAF: web ACL", BigDecimal.ONE, new Tariff("WAF", "web ACL"));
    bill.known(
        subject, "WAF: " + rules + " rules", BigDecimal.valueOf(rules), new Tariff("WAF", "rule"));
    bill.usage(
        subject,
        "WAF: requests",
        scope.requests().over("1000000"),
        new Tariff("WAF", "requests, up to 1,500 WCU"),
        "all requests");
  }

  void zone(Resource resource, String region) {
    Subject subject = scope.subject(Part.NETWORKING, resource, region);
    bill.known(
        subject,
        "DNS: zone " + resource.address().name(),
        BigDecimal.ONE,
        new Tariff("Route 53", "hosted zone, first 25"));
    bill.usage(
        subject,
        "DNS: queries in zone " + resource.address().name(),
        scope.requests().times("0.1").over("1000000"),
        new Tariff("Route 53", "standard queries, first 1 billion"),
        "one for ten requests, the rest is cached by resolvers");
  }

  /** What answers take out of the cloud. */
  void egress(String region) {
    if (scope.blueprint().workloads().stream()
        .noneMatch(w -> w.exposure() == Workload.Exposure.PUBLIC)) {
      return;
    }
    Subject subject = new Subject(Part.NETWORKING, Element.of(Element.Kind.EDGE), "", region);
    Range gib = scope.gib(scope.load().responseKib());
    boolean front =
        stack.ofType("aws_cloudfront_distribution").stream()
            .anyMatch(d -> scope.values().instances(d) > 0);
    if (!front) {
      bill.usage(
          subject,
          "Answers to the internet",
          gib,
          new Tariff("Data transfer", "out to internet"),
          "the size of an answer times their number");
      return;
    }
    String zone = zone(region);
    boolean cached = scope.blueprint().edge().cdn();
    bill.usage(
        subject,
        "CloudFront: answers to the internet",
        gib,
        new Tariff("CloudFront", "data transfer out, " + zone + ", first 10 TB"),
        "the size of an answer times their number"
            + (cached ? "; about 40 % of it from the cache" : "")
            + ". The way from the region to CloudFront is free");
    bill.usage(
        subject,
        "CloudFront: requests",
        scope.requests().over("10000"),
        new Tariff("CloudFront", "HTTPS requests, " + zone),
        "all requests");
  }

  private static String zone(String region) {
    if (region.startsWith("eu-") || region.startsWith("il-")) {
      return "Europe, Israel";
    }
    return region.startsWith("ap-northeast-1") || region.startsWith("ap-northeast-3")
        ? "Japan"
        : "US, Mexico, Canada";
  }
}
