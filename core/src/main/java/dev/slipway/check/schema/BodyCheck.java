package dev.slipway.check.schema;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.Attribute;
import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.facts.BlockSchema.Nesting;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One body against its schema: arguments and blocks, their number and the form of their values. */
final class BodyCheck {

  private final Findings findings;
  private final ReferenceCheck references;
  private final String address;

  BodyCheck(Findings findings, ReferenceCheck references, String address) {
    this.findings = findings;
    this.references = references;
    this.address = address;
  }

  void check(Body body, BlockSchema schema, String path) {
    Set<String> arguments = new LinkedHashSet<>();
    Map<String, Integer> blocks = new LinkedHashMap<>();
    Set<String> dynamic = new LinkedHashSet<>();
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> argument(argument, schema, path, arguments);
        case Body.Block block when block.type().equals("dynamic") && !block.labels().isEmpty() -> {
          String name = block.labels().getFirst();
          dynamic.add(name);
          dynamic(block, name, schema, path);
        }
        case Body.Block block -> {
          blocks.merge(block.type(), 1, Integer::sum);
          block(block.type(), block.body(), schema, path);
        }
      }
    }
    missing(body, schema, path, arguments);
    counts(schema, path, blocks, dynamic);
  }

  private void argument(Body.Argument argument, BlockSchema schema, String path, Set<String> seen) {
    String name = argument.name();
    String full = path + name;
    if (!seen.add(name)) {
      findings.error(
          "ARGUMENT-DUPLICATE",
          address,
          "`" + full + "` is set twice",
          "Terraform accepts each argument once.",
          "Remove one of the two.");
    }
    Optional<Attribute> attribute = schema.attribute(name);
    if (attribute.isEmpty()) {
      unknown(name, full, schema);
      return;
    }
    attribute(attribute.get(), argument.value(), full);
  }

  private void unknown(String name, String full, BlockSchema schema) {
    boolean block = schema.block(name).isPresent();
    findings.error(
        "ARGUMENT-UNKNOWN",
        address,
        "No argument `" + full + "`",
        block
            ? "`" + name + "` is a block here, not an argument."
            : "The provider does not know it."
                + Suggestion.sentence(name, schema.attributes().keySet()),
        block ? "Write `" + name + " { … }`." : "Correct the name or remove the argument.");
  }

  private void attribute(Attribute attribute, Expression value, String full) {
    if (!attribute.settable()) {
      findings.error(
          "ARGUMENT-COMPUTED",
          address,
          "`" + full + "` cannot be set",
          "The provider alone decides this value.",
          "Remove the argument.");
      return;
    }
    if (attribute.deprecated()) {
      deprecated(full);
    }
    if (attribute.required() && value instanceof Expression.Null) {
      findings.error(
          "ARGUMENT-MISSING",
          address,
          "`" + full + "` is null",
          "The argument is required, and null counts as not set.",
          "Give it a value.");
    }
    if (attribute.nested().isEmpty()) {
      Types.mismatch(value, attribute.type(), Set.of(), "")
          .or(() -> references.mismatch(value, attribute.type()))
          .ifPresent(wrong -> type(full, wrong));
    } else {
      nested(attribute.nested().get(), value, full);
    }
  }

  private void nested(NestedBlock schema, Expression value, String full) {
    switch (value) {
      case Expression.ObjectOf object when schema.nesting() != Nesting.MAP ->
          check(asBody(object), schema.body(), full + ".");
      case Expression.ObjectOf object ->
          object.entries().forEach(entry -> element(schema, entry.value(), full));
      case Expression.ListOf list -> list.items().forEach(item -> element(schema, item, full));
      case Expression.Text text -> type(full, "a string where an object is needed");
      case Expression.Number number -> type(full, "a number where an object is needed");
      case Expression.Bool bool -> type(full, "a truth value where an object is needed");
      default -> {}
    }
  }

  private void element(NestedBlock schema, Expression value, String full) {
    if (value instanceof Expression.ObjectOf object) {
      check(asBody(object), schema.body(), full + ".");
    }
  }

  private static Body asBody(Expression.ObjectOf object) {
    Body.Builder body = Body.builder();
    for (Expression.ObjectOf.Entry entry : object.entries()) {
      if (entry.key() instanceof Expression.Text key) {
        body.set(key.value(), entry.value());
      }
    }
    return body.build();
  }

  private void type(String full, String wrong) {
    findings.error(
        "TYPE",
        address,
        "`" + full + "` has a value of the wrong type",
        "It is " + wrong + ".",
        "Write a value of that type.");
  }

  void deprecated(String full) {
    findings.warning(
        "DEPRECATED",
        address,
        "`" + full + "` is deprecated",
        "The provider will drop it in a later version.",
        "Use what its documentation names instead.");
  }

  private void dynamic(Body.Block block, String name, BlockSchema schema, String path) {
    if (block.body().argument("for_each").isEmpty()) {
      findings.error(
          "ARGUMENT-MISSING",
          address,
          "`dynamic \"" + name + "\"` without `for_each`",
          "A dynamic block needs to know what to repeat.",
          "Add `for_each`.");
    }
    List<Body> contents = block.body().blocks("content");
    if (contents.size() != 1) {
      findings.error(
          "BLOCK-COUNT",
          address,
          "`dynamic \"" + name + "\"` needs exactly one `content`",
          "It has " + contents.size() + ".",
          "Give it one `content` block.");
    }
    contents.forEach(content -> block(name, content, schema, path));
  }

  private void block(String name, Body body, BlockSchema schema, String path) {
    Optional<NestedBlock> nested = schema.block(name);
    if (nested.isEmpty()) {
      boolean attribute = schema.attribute(name).isPresent();
      findings.error(
          "BLOCK-UNKNOWN",
          address,
          "No block `" + path + name + "`",
          attribute
              ? "`" + name + "` is an argument here, not a block."
              : "The provider does not know it."
                  + Suggestion.sentence(name, schema.blocks().keySet()),
          attribute ? "Write `" + name + " = …`." : "Correct the name or remove the block.");
      return;
    }
    BlockSchema inner = nested.get().body();
    if (inner.deprecated()) {
      deprecated(path + name);
    }
    check(body, inner, path + name + ".");
  }

  private void missing(Body body, BlockSchema schema, String path, Set<String> arguments) {
    for (Attribute attribute : schema.attributes().values()) {
      if (attribute.required() && !arguments.contains(attribute.name())) {
        findings.error(
            "ARGUMENT-MISSING",
            address,
            "`" + path + attribute.name() + "` is missing",
            "The provider requires it.",
            "Set it to a value of type " + attribute.type() + ".");
      }
    }
  }

  private void counts(
      BlockSchema schema, String path, Map<String, Integer> blocks, Set<String> dynamic) {
    for (NestedBlock block : schema.blocks().values()) {
      int count = blocks.getOrDefault(block.name(), 0);
      boolean single = block.nesting() == Nesting.SINGLE || block.nesting() == Nesting.GROUP;
      int max = single ? 1 : block.max();
      if (count < block.min() && !dynamic.contains(block.name())) {
        findings.error(
            "BLOCK-COUNT",
            address,
            "Too few blocks `" + path + block.name() + "`",
            "There are " + count + "; the provider requires at least " + block.min() + ".",
            "Add the block.");
      }
      if (max > 0 && count > max) {
        findings.error(
            "BLOCK-COUNT",
            address,
            "Too many blocks `" + path + block.name() + "`",
            "There are " + count + "; the provider accepts at most " + max + ".",
            "Remove what is too many.");
      }
    }
  }
}
