package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Security groups, network ACLs, addresses and gateways of AWS. */
final class AwsNetworkRules {

  private static final String[] GROUPS = {
    "aws_security_group",
    "aws_default_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule"
  };

  private AwsNetworkRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-SG-ADMIN-OPEN", open(Ports.ADMIN), GROUPS)
        .add("SLIP-AWS-SG-DATABASE-OPEN", open(Ports.DATA), GROUPS)
        .add("SLIP-AWS-SG-ALL-OPEN", AwsNetworkRules::allOpen, GROUPS)
        .add(
            "SLIP-AWS-NACL-ADMIN-OPEN",
            AwsNetworkRules::aclOpen,
            "aws_network_acl",
            "aws_default_network_acl",
            "aws_network_acl_rule")
        .add("SLIP-AWS-SG-DEFAULT-OPEN", AwsNetworkRules::defaultOpen, "aws_default_security_group")
        .add("SLIP-AWS-VPC-FLOW-LOGS", AwsNetworkRules::flowLogs, "aws_vpc")
        .add(
            "SLIP-AWS-SUBNET-PUBLIC-IP",
            Expect.notOn("map_public_ip_on_launch"),
            "aws_subnet",
            "aws_default_subnet")
        .add(
            "SLIP-AWS-VPC-DEFAULT",
            (vpc, report) -> vpc.fault(report, "The VPC is the account's default one."),
            "aws_default_vpc")
        .add("SLIP-AWS-NAT-UNUSED", AwsNetworkRules::natUnused, "aws_nat_gateway")
        .add("SLIP-AWS-EIP-UNUSED", AwsNetworkRules::addressUnused, "aws_eip");
  }

  /** What a rule lets in from the whole internet. */
  record Opening(Ports.Span ports, boolean all, Span place) {}

  /** What the internet may reach through a security group or one of its rules. */
  static List<Opening> openings(ResourceView group) {
    return switch (group.type()) {
      case "aws_security_group_rule" ->
          group.at("type").is("ingress") ? opening(group, "protocol") : List.of();
      case "aws_vpc_security_group_ingress_rule" -> opening(group, "ip_protocol");
      default -> {
        List<Opening> found = new ArrayList<>();
        for (BlockView ingress : group.blocks("ingress").known()) {
          found.addAll(opening(ingress, "protocol"));
        }
        yield found;
      }
    };
  }

  private static List<Opening> opening(BlockView rule, String protocol) {
    List<String> ranges = new ArrayList<>();
    for (String name : List.of("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")) {
      ranges.addAll(rule.at(name).texts());
    }
    if (!Ports.isWorld(ranges)) {
      return List.of();
    }
    if (rule.at(protocol).is("-1", "all")) {
      return List.of(new Opening(Ports.Span.ALL, true, rule.place()));
    }
    if (rule.at(protocol).is("icmp", "icmpv6", "1", "58")) {
      return List.of();
    }
    Optional<Ports.Span> ports = Ports.between(rule.at("from_port"), rule.at("to_port"));
    return ports
        .map(span -> List.of(new Opening(span, span.isAll(), rule.place())))
        .orElse(List.of());
  }

  private static Rule.Test<ResourceView> open(List<Integer> ports) {
    return (group, report) -> {
      for (Opening opening : openings(group)) {
        Ports.first(ports, opening.ports())
            .filter(port -> !opening.all())
            .ifPresent(port ->
                group.fault(
                    report, opening.place(), "Port " + port + " is open to every address."));
      }
    };
  }

  static void allOpen(ResourceView group, Report report) {
    for (Opening opening : openings(group)) {
      if (opening.all()) {
        group.fault(report, opening.place(), "Every port is open to every address.");
      }
    }
  }

  static void aclOpen(ResourceView acl, Report report) {
    if (acl.type().equals("aws_network_acl_rule")) {
      if (!acl.at("egress").isTrue()) {
        aclEntry(acl, acl, "rule_action", report);
      }
      return;
    }
    for (BlockView ingress : acl.blocks("ingress").known()) {
      aclEntry(acl, ingress, "action", report);
    }
  }

  private static void aclEntry(ResourceView acl, BlockView rule, String action, Report report) {
    boolean world =
        Ports.isWorld(rule.at("cidr_block").texts())
            || Ports.isWorld(rule.at("ipv6_cidr_block").texts());
    boolean all = rule.at("protocol").is("-1", "all");
    Optional<Ports.Span> ports =
        all ? Optional.of(Ports.Span.ALL) : Ports.between(rule.at("from_port"), rule.at("to_port"));
    if (world && rule.at(action).is("allow")) {
      ports
          .flatMap(span -> Ports.first(List.of(22, 3389), span))
          .ifPresent(port ->
              acl.fault(report, rule.place(), "Port " + port + " is allowed from every address."));
    }
  }

  static void defaultOpen(ResourceView group, Report report) {
    for (String kind : List.of("ingress", "egress")) {
      if (!group.blocks(kind).known().isEmpty()) {
        group.fault(report, kind, "It has an `" + kind + "` rule.");
      }
    }
  }

  static void flowLogs(ResourceView vpc, Report report) {
    boolean logged =
        vpc.stack().referring(vpc).stream().anyMatch(r -> r.type().equals("aws_flow_log"));
    boolean subnets =
        vpc.referrers("aws_subnet").stream().anyMatch(s -> !s.referrers("aws_flow_log").isEmpty());
    if (!logged && !subnets && vpc.stack().isComplete()) {
      vpc.fault(report, "No `aws_flow_log` is for this VPC.");
    }
  }

  static void natUnused(ResourceView gateway, Report report) {
    boolean routed =
        gateway.stack().referring(gateway).stream()
            .anyMatch(r -> r.type().equals("aws_route") || r.type().endsWith("route_table"));
    if (!routed && gateway.stack().isComplete() && !gateway.isExported()) {
      gateway.fault(report, "No route of this configuration leads through it.");
    }
  }

  static void addressUnused(ResourceView address, Report report) {
    boolean used =
        !address.stack().referring(address).isEmpty()
            || !address.lacks("instance")
            || !address.lacks("network_interface");
    if (!used && address.stack().isComplete() && !address.isExported()) {
      address.fault(report, "Nothing of this configuration uses it.");
    }
  }
}
