package dev.slipway.check.policy;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Subnets, routes and security groups. */
final class AwsNetworks {

  static final String GROUP = "aws_security_group";
  static final String INGRESS = "aws_vpc_security_group_ingress_rule";
  static final String EGRESS = "aws_vpc_security_group_egress_rule";
  private static final String SUBNET = "aws_subnet";
  private static final String TABLE = "aws_route_table";

  private AwsNetworks() {}

  /** Whether every subnet that an expression names has no way to the internet, in or out. */
  static boolean isolated(Output output, Expression subnets) {
    List<String> names = References.in(subnets).names(SUBNET);
    return !names.isEmpty()
        && names.stream().noneMatch(name -> leadsOut(output, name, "gateway_id", "nat_gateway_id"));
  }

  /** Whether no subnet that an expression names can be reached from the internet. */
  static boolean closed(Output output, Expression subnets) {
    List<String> names = References.in(subnets).names(SUBNET);
    return !names.isEmpty()
        && names.stream().noneMatch(name -> leadsOut(output, name, "gateway_id"));
  }

  /** Whether what is in these subnets leaves through a NAT gateway. */
  static boolean leavesByNat(Output output, Expression subnets) {
    List<String> names = References.in(subnets).names(SUBNET);
    return !names.isEmpty()
        && names.stream().allMatch(name -> leadsOut(output, name, "nat_gateway_id"));
  }

  private static boolean leadsOut(Output output, String subnet, String... ways) {
    List<String> tables = tables(output, subnet);
    for (Resource route : output.of("aws_route")) {
      boolean concerned =
          Output.at(route, "route_table_id")
              .filter(t -> References.in(t).names(TABLE).stream().anyMatch(tables::contains))
              .isPresent();
      for (String way : ways) {
        if (concerned && Output.at(route, way).isPresent()) {
          return true;
        }
      }
    }
    return inline(output, tables);
  }

  private static boolean inline(Output output, List<String> tables) {
    return output.of(TABLE).stream()
        .filter(t -> tables.contains(t.address().name()))
        .anyMatch(t -> !Output.deep(t.body(), "route").isEmpty());
  }

  // A subnet without a table of its own has the network's main one, which this project leaves
  // empty.
  private static List<String> tables(Output output, String subnet) {
    List<String> tables = new ArrayList<>();
    for (Resource association : output.of("aws_route_table_association")) {
      boolean own =
          Output.at(association, "subnet_id")
              .filter(s -> References.in(s).names(SUBNET).contains(subnet))
              .isPresent();
      if (own) {
        Output.at(association, "route_table_id")
            .ifPresent(t -> tables.addAll(References.in(t).names(TABLE)));
      }
    }
    return tables;
  }

  /** The rules of one direction that belong to a group. */
  static List<Resource> rules(Output output, String direction, ResourceAddress group) {
    return output.of(direction).stream()
        .filter(r ->
            Output.at(r, "security_group_id").filter(g -> References.in(g).to(group)).isPresent())
        .toList();
  }

  /** Whether a rule of {@code direction} on {@code group} names {@code other}. */
  static boolean joined(
      Output output, String direction, ResourceAddress group, ResourceAddress other) {
    return rules(output, direction, group).stream()
        .anyMatch(r ->
            Output.at(r, "referenced_security_group_id")
                .filter(g -> References.in(g).to(other))
                .isPresent());
  }

  private static boolean fromSecondRegion(Resource rule) {
    return Output.at(rule, "cidr_ipv4")
        .map(References::in)
        .filter(r -> r.names("aws_vpc").equals(List.of("main_secondary")) && r.texts().isEmpty())
        .isPresent();
  }

  /** The group that a rule lets in or out, by its address. */
  static Optional<ResourceAddress> other(Resource rule) {
    return Output.at(rule, "referenced_security_group_id")
        .flatMap(g -> References.in(g).names(GROUP).stream().findFirst())
        .map(name -> ResourceAddress.managed(GROUP, name));
  }

  /**
   * Rules that let in addresses instead of groups, inline ones among them. A group of another
   * region cannot be named, so that region's own network is let in by its range.
   */
  static boolean letsAddressesIn(Output output, ResourceAddress group) {
    boolean rules =
        rules(output, INGRESS, group).stream()
            .filter(r -> Output.at(r, "referenced_security_group_id").isEmpty())
            .anyMatch(r -> !fromSecondRegion(r));
    boolean inline =
        output.main().find(group).stream()
            .anyMatch(g -> !Output.deep(g.body(), "ingress").isEmpty());
    return rules || inline;
  }
}
