package dev.slipway.check.validity;

import dev.slipway.check.validity.EvaluatedBody.Argument;
import dev.slipway.check.validity.EvaluatedBody.Blocks;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.Attribute;
import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.facts.BlockSchema.Nesting;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Mark;
import dev.slipway.value.Value;
import java.util.Map;

/**
 * What every provider refuses in a body that Terraform has read: values for what it decides itself,
 * and null where a value is required.
 */
final class ProviderCheck {

  private final BodyProblems problems;
  private final boolean stored;
  private final boolean refusesNull;

  /**
   * The check of one body.
   *
   * @param stored whether its values are kept in the state, where ephemeral ones may not go
   * @param refusesNull whether null is refused where a value is required
   */
  ProviderCheck(BodyProblems problems, boolean stored, boolean refusesNull) {
    this.problems = problems;
    this.stored = stored;
    this.refusesNull = refusesNull;
  }

  void check(EvaluatedBody body, BlockSchema schema) {
    check(body, schema, "");
  }

  private void check(EvaluatedBody body, BlockSchema schema, String path) {
    body.arguments()
        .forEach((name, argument) ->
            schema.attribute(name).ifPresent(attribute -> argument(attribute, argument, path)));
    body.blocks()
        .forEach((name, blocks) -> {
          schema.block(name).ifPresent(nested -> blocks(nested, blocks, path + name));
          schema.attribute(name).ifPresent(attribute -> asBlocks(attribute, blocks, path + name));
        });
  }

  private void argument(Attribute attribute, Argument argument, String path) {
    String full = path + attribute.name();
    Value value = argument.value();
    if (!attribute.settable() && !value.isNull()) {
      problems.computed(full, argument.nameRange());
      return;
    }
    if (refusesNull && attribute.required() && value.isNull()) {
      problems.isNull(full, argument.valueRange());
    }
    if (attribute.deprecated() && !value.isNull()) {
      problems.deprecated(full, argument.nameRange());
    }
    if (stored && !attribute.writeOnly() && value.allMarks().contains(Mark.EPHEMERAL)) {
      problems.ephemeral(full, argument.valueRange());
    }
    attribute.nested().ifPresent(nested -> nested(nested, value, full, argument.valueRange()));
  }

  private void blocks(NestedBlock nested, Blocks blocks, String full) {
    BlockSchema schema = nested.body();
    for (EvaluatedBody block : blocks.bodies()) {
      if (schema.deprecated()) {
        problems.deprecated(full, block.header());
      }
      if (blocks.known()) {
        check(block, schema, full + ".");
      }
    }
  }

  private void asBlocks(Attribute attribute, Blocks blocks, String full) {
    if (blocks.bodies().isEmpty()) {
      return;
    }
    Range header = blocks.bodies().getFirst().header();
    if (!attribute.settable()) {
      problems.computed(full, header);
    } else if (attribute.deprecated()) {
      problems.deprecated(full, header);
    }
  }

  /** The objects of an attribute that has a schema of its own. */
  private void nested(NestedBlock nested, Value value, String full, Range range) {
    if (!value.isKnown() || value.isNull()) {
      return;
    }
    if (nested.nesting() == Nesting.SINGLE || nested.nesting() == Nesting.GROUP) {
      object(nested.body(), value, full, range);
    } else {
      value.parts().forEach(part -> object(nested.body(), part, full, range));
    }
  }

  private void object(BlockSchema schema, Value object, String full, Range range) {
    if (!object.hasFields()) {
      return;
    }
    Map<String, Value> fields = object.fields();
    for (Attribute attribute : schema.attributes().values()) {
      String inner = full + "." + attribute.name();
      Value value = fields.getOrDefault(attribute.name(), Value.NULL);
      if (!attribute.settable() && !value.isNull()) {
        problems.computed(inner, range);
      } else if (refusesNull && attribute.required() && value.isNull()) {
        problems.isNull(inner, range);
      }
      attribute.nested().ifPresent(nested -> nested(nested, value, inner, range));
    }
  }
}
