package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;

/** Security groups and their rules, each a resource of its own, as AWS advises. */
final class SecurityGroups {

  private final String file;
  private final Place place;
  private final StackPart.Builder part;

  SecurityGroups(String file, Place place, StackPart.Builder part) {
    this.file = file;
    this.place = place;
    this.part = part;
  }

  void group(ResourceAddress address, String name, String description, Provenance why) {
    group(address, name, description, "", why);
  }

  /** A group; {@code waiver} is a rule that it departs from, and why, or empty. */
  void group(
      ResourceAddress address, String name, String description, String waiver, Provenance why) {
    part.resource(
        file,
        place.at(address),
        "",
        place.meta(),
        Body.builder()
            .set("name", text(name), waiver)
            .set("description", description)
            .set("vpc_id", NetworkPass.vpc(place))
            .set("tags", NetworkPass.named(text(name))),
        why);
  }

  /** Lets the one group open connections to the other, which takes a rule on either side. */
  void allow(
      String from,
      ResourceAddress source,
      String to,
      ResourceAddress target,
      int port,
      Provenance why) {
    String id = ResourceAddress.id(from) + "_to_" + ResourceAddress.id(to);
    rule("egress", id, source, to, "referenced_security_group_id", id(target), port, why);
    rule(
        "ingress",
        ResourceAddress.id(to) + "_from_" + ResourceAddress.id(from),
        target,
        from,
        "referenced_security_group_id",
        id(source),
        port,
        why);
  }

  /** Lets a group open connections to another, whose own rules are said elsewhere. */
  void egress(
      String from,
      ResourceAddress source,
      String to,
      ResourceAddress target,
      int port,
      Provenance why) {
    String id = ResourceAddress.id(from) + "_to_" + ResourceAddress.id(to);
    rule("egress", id, source, to, "referenced_security_group_id", id(target), port, why);
  }

  /** Lets a group open connections to addresses. */
  void egress(
      String from, ResourceAddress source, String to, Expression range, int port, Provenance why) {
    String id = ResourceAddress.id(from) + "_to_" + ResourceAddress.id(to);
    rule("egress", id, source, to, "cidr_ipv4", range, port, why);
  }

  /** Lets addresses open connections to a group; {@code argument} says how they are named. */
  void ingress(
      String to,
      ResourceAddress target,
      String from,
      String argument,
      Expression source,
      int port,
      Provenance why) {
    String id = ResourceAddress.id(to) + "_from_" + ResourceAddress.id(from);
    rule("ingress", id, target, from, argument, source, port, why);
  }

  private Expression id(ResourceAddress group) {
    return place.ref(group).dot("id");
  }

  private void rule(
      String direction,
      String id,
      ResourceAddress group,
      String other,
      String argument,
      Expression range,
      int port,
      Provenance why) {
    part.resource(
        file,
        place.at(ResourceAddress.managed("aws_vpc_security_group_" + direction + "_rule", id)),
        "",
        place.meta(),
        Body.builder()
            .set("security_group_id", id(group))
            .set(
                "description",
                direction.equals("egress") ? "To " + other + "." : "From " + other + ".")
            .set(argument, range, waiver(direction, argument, port))
            .set("ip_protocol", "tcp")
            .set("from_port", port)
            .set("to_port", port),
        why);
  }

  private static String waiver(String direction, String argument, int port) {
    return direction.equals("ingress") && argument.equals("cidr_ipv4") && port == 80
        ? Checkov.skip("CKV_AWS_260", "who comes here is sent to HTTPS and gets nothing else")
        : "";
  }
}
