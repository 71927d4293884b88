package dev.slipway.check.validity;

import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.Attribute;
import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.value.Type;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.SetType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the attributes of a schema may be written. */
final class Attributes {

  private Attributes() {}

  /** The type to which a value is converted; what a nested schema does not require is optional. */
  static Type type(Attribute attribute) {
    return attribute.nested().map(Attributes::type).orElse(attribute.type());
  }

  private static Type type(NestedBlock nested) {
    Map<String, Type> types = new LinkedHashMap<>();
    Set<String> optional = new LinkedHashSet<>();
    for (Attribute attribute : nested.body().attributes().values()) {
      types.put(attribute.name(), type(attribute));
      if (!attribute.required()) {
        optional.add(attribute.name());
      }
    }
    Type object = new ObjectType(types, optional);
    return switch (nested.nesting()) {
      case SINGLE, GROUP -> object;
      case LIST -> new ListType(object);
      case SET -> new SetType(object);
      case MAP -> new MapType(object);
    };
  }

  /**
   * The inside of the blocks as which an attribute may be written too: older providers have lists
   * and sets of objects that used to be blocks.
   */
  static Optional<BlockSchema> asBlocks(Attribute attribute) {
    boolean row = attribute.type() instanceof ListType || attribute.type() instanceof SetType;
    return row
            && attribute.nested().isEmpty()
            && attribute.type() instanceof CollectionType collection
            && collection.element() instanceof ObjectType object
        ? Optional.of(body(object))
        : Optional.empty();
  }

  private static BlockSchema body(ObjectType object) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    object
        .attributes()
        .forEach((name, type) ->
            attributes.put(
                name,
                new Attribute(
                    name, type, Optional.empty(), false, true, false, false, false, false)));
    return new BlockSchema(false, Collections.unmodifiableMap(attributes), Collections.emptyMap());
  }
}
