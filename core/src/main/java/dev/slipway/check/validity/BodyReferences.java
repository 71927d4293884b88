package dev.slipway.check.validity;

import dev.slipway.evaluate.References;
import dev.slipway.facts.BlockSchema;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.JoinedBody;
import dev.slipway.hcl.syntax.JsonBody;
import dev.slipway.hcl.syntax.NativeBody;
import dev.slipway.hcl.syntax.PartialBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The references in all of a body, also where it is not known whether it will ever be evaluated. A
 * dynamic block's iterator is no reference inside of it.
 */
final class BodyReferences {

  private static final String DYNAMIC = "dynamic";

  /** Deeper than any schema; a body nested deeper is not looked into further. */
  private static final int DEPTH_LIMIT = 200;

  private final List<Traversal> found = new ArrayList<>();

  private final boolean contents;

  private BodyReferences(boolean contents) {
    this.contents = contents;
  }

  /**
   * The references, in the order of writing.
   *
   * @param schema what may stand in the body; JSON syntax needs it to tell blocks from arguments
   */
  static List<Traversal> of(HclBody body, Optional<BlockSchema> schema) {
    return of(body, schema, true);
  }

  /**
   * The references that are looked at even if no dynamic block comes to anything, in the order of
   * writing.
   */
  static List<Traversal> outsideOfContents(HclBody body, Optional<BlockSchema> schema) {
    return of(body, schema, false);
  }

  private static List<Traversal> of(HclBody body, Optional<BlockSchema> schema, boolean contents) {
    BodyReferences references = new BodyReferences(contents);
    references.body(body, schema, Set.of(), 0);
    return references.found;
  }

  private void body(HclBody body, Optional<BlockSchema> schema, Set<String> names, int depth) {
    for (HclItem item : body.items(labels(schema))) {
      switch (item) {
        case HclItem.Attribute argument -> {
          boolean unread = argument.name().equals(DYNAMIC) && isJson(body);
          if (!unread) {
            expression(argument.value(), names);
          }
        }
        case HclItem.Block block -> {
          if (depth < DEPTH_LIMIT) {
            block(block, schema, names, depth + 1);
          }
        }
      }
    }
  }

  /** Whether a body tells its blocks from its arguments only with the help of a schema. */
  static boolean isJson(HclBody body) {
    return switch (body) {
      case NativeBody plain -> false;
      case JsonBody json -> true;
      case PartialBody partial -> isJson(partial.whole());
      case JoinedBody joined -> isJson(joined.first()) || isJson(joined.second());
    };
  }

  private void expression(HclExpression expression, Set<String> names) {
    for (Traversal reference : References.of(expression)) {
      if (!names.contains(reference.root())) {
        found.add(reference);
      }
    }
  }

  private void block(
      HclItem.Block block, Optional<BlockSchema> schema, Set<String> names, int depth) {
    boolean dynamic =
        block.name().equals(DYNAMIC)
            && block.labels().size() == 1
            && schema.flatMap(found -> found.block(DYNAMIC)).isEmpty();
    if (dynamic) {
      dynamic(block, schema, names, depth);
    } else {
      body(block.body(), inside(schema, block.name()), names, depth);
    }
  }

  private void dynamic(
      HclItem.Block block, Optional<BlockSchema> schema, Set<String> names, int depth) {
    String type = block.labels().getFirst().text();
    List<HclItem> items = block.body().items(Map.of("content", 0));
    Set<String> inner = new LinkedHashSet<>(names);
    inner.add(iterator(items).orElse(type));
    for (HclItem item : items) {
      switch (item) {
        case HclItem.Attribute argument -> {
          switch (argument.name()) {
            case "for_each" -> expression(argument.value(), names);
            case "iterator" -> {}
            default -> expression(argument.value(), inner);
          }
        }
        case HclItem.Block content -> {
          if (contents) {
            body(content.body(), inside(schema, type), inner, depth);
          }
        }
      }
    }
  }

  private static Optional<String> iterator(List<HclItem> items) {
    for (HclItem item : items) {
      if (item instanceof HclItem.Attribute argument && argument.name().equals("iterator")) {
        return switch (argument.value()) {
          case Traversal name when name.steps().isEmpty() -> Optional.of(name.root());
          case HclExpression.JsonText text -> Optional.of(text.raw());
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static Optional<BlockSchema> inside(Optional<BlockSchema> schema, String block) {
    return schema
        .flatMap(found -> found.block(block))
        .map(BlockSchema.NestedBlock::body)
        .filter(BlockSchema::isReadable);
  }

  private static Map<String, Integer> labels(Optional<BlockSchema> schema) {
    Map<String, Integer> labels = new LinkedHashMap<>();
    schema.ifPresent(found ->
        found
            .blocks()
            .forEach((name, block) ->
                labels.put(name, block.nesting() == BlockSchema.Nesting.MAP ? 1 : 0)));
    if (schema.isPresent()) {
      labels.put(DYNAMIC, 1);
    }
    return labels;
  }
}
