package dev.slipway.check.validity;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evaluate.Scope;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.Attribute;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Resource;
import dev.slipway.terraform.Resource.Connection;
import dev.slipway.terraform.Resource.Provisioner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provisioners and the connections that they use, as Terraform has them built in. */
final class ProvisionerBodies {

  private static final String CONNECTION = "connection";
  private static final List<String> TYPES = List.of("file", "local-exec", "remote-exec");

  private final Problems problems;

  ProvisionerBodies(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks the provisioners of a resource. A connection without a provisioner is not looked at, as
   * Terraform does not either.
   *
   * @param scope the names that they may use, {@code self} among them
   */
  void check(String address, Resource resource, Scope scope) {
    for (Provisioner provisioner : resource.provisioners()) {
      check(address, provisioner, resource.connection(), scope);
    }
  }

  /** Checks one provisioner, with the connection of its resource if that has one. */
  void check(String address, Provisioner provisioner, Optional<Connection> outer, Scope scope) {
    BodyProblems found = new BodyProblems(address, problems);
    Optional<BlockSchema> schema = schema(provisioner.type());
    if (schema.isEmpty()) {
      unknown(provisioner, found);
      return;
    }
    EvaluatedBody body =
        new BodyCheck(found).read(provisioner.body(), schema.get(), scope, provisioner.header());
    if (!found.found()) {
      values(provisioner.type(), body, found);
    }
    connection(provisioner, outer, scope, found);
  }

  private static Optional<BlockSchema> schema(String type) {
    return ProviderSchema.of("terraform")
        .flatMap(terraform -> terraform.provisioner(type))
        .map(ProviderSchema.ResourceSchema::body);
  }

  private static void unknown(Provisioner provisioner, BodyProblems found) {
    found.error(
        "PROVISIONER-UNKNOWN",
        provisioner.typeRange(),
        "No provisioner `" + provisioner.type() + "`",
        "Terraform has the provisioners "
            + String.join(", ", TYPES)
            + "."
            + Suggestion.sentence(provisioner.type(), TYPES),
        "Use one of these.");
  }

  private static void values(String type, EvaluatedBody body, BodyProblems found) {
    switch (type) {
      case "file" -> one(List.of("source", "content"), body, found);
      case "remote-exec" -> one(List.of("inline", "script", "scripts"), body, found);
      default -> {}
    }
  }

  /** Exactly one of these must be set. */
  private static void one(List<String> names, EvaluatedBody body, BodyProblems found) {
    List<String> set =
        names.stream()
            .filter(name -> body.argument(name).filter(a -> !a.value().isNull()).isPresent())
            .toList();
    if (set.isEmpty()) {
      found.error(
          "CONFLICT",
          body.header(),
          "One of `" + String.join("`, `", names) + "` is needed",
          "None of them is set.",
          "Set one.");
    } else if (set.size() > 1) {
      found.error(
          "CONFLICT",
          body.argument(set.get(1)).orElseThrow().nameRange(),
          "`" + set.get(0) + "` and `" + set.get(1) + "` exclude each other",
          "The provisioner accepts one of them only.",
          "Keep one.");
    }
  }

  /** What the provisioner's connection does not say, its resource's does. */
  private static void connection(
      Provisioner provisioner, Optional<Connection> outer, Scope scope, BodyProblems found) {
    List<Connection> connections = new ArrayList<>();
    provisioner.connection().ifPresent(connections::add);
    outer.ifPresent(connections::add);
    if (connections.isEmpty()) {
      return;
    }
    BlockSchema schema = schema(CONNECTION).orElseThrow();
    BlockSchema lenient = new BlockSchema(false, optional(schema), schema.blocks());
    boolean host = false;
    for (Connection connection : connections) {
      EvaluatedBody body =
          new BodyCheck(found).read(connection.body(), lenient, scope, connection.header());
      host |= body.argument("host").isPresent();
    }
    if (!host) {
      Attribute missing = schema.attribute("host").orElseThrow();
      found.missing(CONNECTION + ".", "host", missing.type(), connections.getFirst().header());
    }
  }

  private static Map<String, Attribute> optional(BlockSchema schema) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    schema
        .attributes()
        .forEach((name, a) ->
            attributes.put(
                name,
                new Attribute(
                    name, a.type(), a.nested(), false, true, false, false, false, false)));
    return attributes;
  }
}
