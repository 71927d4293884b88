package dev.slipway.check.validity;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps from a resource into its schema: each must lead to something that there is. What only the
 * value can tell is let pass, as Terraform does.
 */
final class SchemaSteps {

  private final String address;
  private final Problems problems;

  private SchemaSteps(String address, Problems problems) {
    this.address = address;
    this.problems = problems;
  }

  /**
   * Checks steps from a resource.
   *
   * @param address what the reference stands in
   * @return whether nothing is wrong with them
   */
  static boolean check(BlockSchema schema, List<Step> steps, String address, Problems problems) {
    return new SchemaSteps(address, problems).block(schema, steps);
  }

  private boolean block(BlockSchema start, List<Step> all) {
    BlockSchema schema = start;
    List<Step> steps = all;
    while (!steps.isEmpty() && schema.isReadable()) {
      if (!(steps.getFirst() instanceof Step.Attribute next)) {
        return wrong(
            steps.getFirst(),
            "Only a name can follow here: a resource and its single blocks have arguments, not"
                + " elements.",
            steps.getFirst() instanceof Step.Key key
                ? "Write `." + key.key() + "` instead of the index."
                : "Remove the index.");
      }
      if (schema.attribute(next.name()).isPresent()) {
        return attribute(schema.attribute(next.name()).get(), next, rest(steps, 1));
      }
      if (schema.block(next.name()).isEmpty()) {
        return unknown(schema, next);
      }
      NestedBlock nested = schema.block(next.name()).get();
      int used = nested(nested, steps);
      if (used < 0) {
        return false;
      }
      schema = nested.body();
      steps = rest(steps, used);
    }
    return true;
  }

  /** How many steps lead into one of the blocks; -1 where none can. */
  private int nested(NestedBlock block, List<Step> steps) {
    if (steps.size() == 1) {
      return 1;
    }
    Step next = steps.get(1);
    return switch (block.nesting()) {
      case SINGLE, GROUP -> 1;
      case MAP -> 2;
      case LIST ->
          !(next instanceof Step.Attribute)
                  || wrong(
                      next,
                      "There can be several blocks `"
                          + block.name()
                          + "`, so one must be picked first.",
                      "Write `." + block.name() + "[0]`, or `[*]` for all of them.")
              ? 2
              : -1;
      case SET -> {
        wrong(
            next,
            "The blocks `"
                + block.name()
                + "` are a set: none of them has a place or a name to"
                + " pick it by.",
            "Use a `for` expression with `if`, or `one(…)` when there is only one.");
        yield -1;
      }
    };
  }

  private boolean unknown(BlockSchema schema, Step.Attribute step) {
    List<String> names = new ArrayList<>(schema.attributes().keySet());
    names.addAll(schema.blocks().keySet());
    problems.error(
        "SLIP-TF-ATTRIBUTE-UNKNOWN",
        address,
        step.range(),
        "No attribute `" + step.name() + "`",
        "What is referred to has neither an argument nor a block nor an attribute of that name."
            + Suggestion.sentence(step.name(), names),
        "Use a name that the provider's documentation lists.");
    return false;
  }

  private boolean attribute(BlockSchema.Attribute attribute, Step.Attribute step, List<Step> rest) {
    if (attribute.deprecated()) {
      problems.warning(
          "SLIP-TF-DEPRECATED",
          address,
          step.range(),
          "`" + attribute.name() + "` is deprecated",
          "The provider will drop it in a later version.",
          "Use what its documentation names instead.");
    }
    return rest.isEmpty() || type(type(attribute), rest);
  }

  private boolean type(Type start, List<Step> steps) {
    Type type = start;
    for (Step step : steps) {
      if (type == Primitive.DYNAMIC) {
        return true;
      }
      Type next = step instanceof Step.Attribute name ? named(type, name) : indexed(type, step);
      if (next == null) {
        return false;
      }
      type = next;
    }
    return true;
  }

  private @Nullable Type named(Type type, Step.Attribute step) {
    return switch (type) {
      case MapType map -> map.element();
      case ObjectType object -> {
        Type found = object.attributes().get(step.name());
        if (found == null) {
          problems.error(
              "SLIP-TF-ATTRIBUTE-UNKNOWN",
              address,
              step.range(),
              "No attribute `" + step.name() + "`",
              "The object has no attribute of that name."
                  + Suggestion.sentence(step.name(), object.attributes().keySet()),
              "Use an attribute that it has.");
        }
        yield found;
      }
      case ListType list -> pick(step, list);
      case TupleType tuple -> pick(step, tuple);
      case SetType set -> pick(step, set);
      case Primitive primitive -> {
        wrong(
            step,
            "It is a " + primitive + ", which has no attributes.",
            "Remove `." + step.name() + "`.");
        yield null;
      }
    };
  }

  private @Nullable Type pick(Step.Attribute step, Type type) {
    wrong(
        step,
        "It is a " + type + ", so its elements have attributes, but it has none.",
        "Pick an element first, or write `[*]." + step.name() + "` for all of them.");
    return null;
  }

  private @Nullable Type indexed(Type type, Step step) {
    return switch (type) {
      case MapType map -> map.element();
      case ObjectType object -> Primitive.DYNAMIC; // HCL leaves this to the value
      case ListType list -> number(step) ? list.element() : null;
      case TupleType tuple -> number(step) ? Primitive.DYNAMIC : null;
      case SetType set -> {
        wrong(
            step,
            "It is a set, whose elements have no places.",
            "Use `tolist(…)`, a `for` expression, or `one(…)` when there is only one.");
        yield null;
      }
      case Primitive primitive -> {
        wrong(step, "It is a " + primitive + ", which has no elements.", "Remove the index.");
        yield null;
      }
    };
  }

  private boolean number(Step step) {
    boolean number =
        !(step instanceof Step.Key key)
            || key.key().matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    return number
        || wrong(step, "The elements of a list are picked by number.", "Use a number as index.");
  }

  private boolean wrong(Step step, String detail, String fix) {
    problems.error(
        "SLIP-TF-INDEX", address, step.range(), "The reference cannot go on here", detail, fix);
    return false;
  }

  private static List<Step> rest(List<Step> steps, int from) {
    return steps.subList(from, steps.size());
  }

  /** The type of an attribute's value. */
  static Type type(BlockSchema.Attribute attribute) {
    return attribute.nested().map(SchemaSteps::type).orElse(attribute.type());
  }

  private static Type type(NestedBlock nested) {
    Map<String, Type> types = new LinkedHashMap<>();
    nested.body().attributes().forEach((name, attribute) -> types.put(name, type(attribute)));
    Type object = new ObjectType(types);
    return switch (nested.nesting()) {
      case SINGLE, GROUP -> object;
      case LIST -> new ListType(object);
      case SET -> new SetType(object);
      case MAP -> new MapType(object);
    };
  }
}
