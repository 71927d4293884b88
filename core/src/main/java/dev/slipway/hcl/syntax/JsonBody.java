package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.HclItem.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A body in JSON syntax: objects whose properties become arguments or blocks when it is known what
 * may stand here. Several objects in an array count as one.
 */
public final class JsonBody implements HclBody {

  /** A property of this name is a comment. */
  private static final String COMMENT = "//";

  private final JsonNode node;

  JsonBody(JsonNode node) {
    this.node = node;
  }

  @Override
  public Range range() {
    return node.range();
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels) {
    return items(blockLabels, new Problems());
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels, Problems problems) {
    return items(blockLabels, name -> true, problems);
  }

  /**
   * As {@link #items(Map, Problems)}, of some names only.
   *
   * @param wanted whether a name is read here; others are left out, with what is wrong about them
   */
  public List<HclItem> items(
      Map<String, Integer> blockLabels, Predicate<String> wanted, Problems problems) {
    List<HclItem> items = new ArrayList<>();
    Map<String, Attribute> attributes = new HashMap<>();
    for (JsonNode.Property property : properties(node, "arguments and blocks", problems)) {
      String name = property.name().text();
      if (!wanted.test(name)) {
        continue;
      }
      Integer labels = blockLabels.get(name);
      if (labels != null) {
        new Blocks(property.name(), labels, items, problems).add(property.value(), List.of());
      } else if (!name.equals(COMMENT)) {
        Attribute attribute = attribute(property);
        Attribute earlier = attributes.putIfAbsent(name, attribute);
        if (earlier == null) {
          items.add(attribute);
        } else {
          repeated(attribute, earlier, problems);
        }
      }
    }
    return items;
  }

  private static Attribute attribute(JsonNode.Property property) {
    Range name = property.name().range();
    return new Attribute(
        property.name().text(),
        name,
        JsonExpressions.of(property.value()),
        name.to(property.value().range()));
  }

  private static void repeated(Attribute attribute, Attribute earlier, Problems problems) {
    problems.error(
        "SLIP-HCL-DUPLICATE",
        attribute.nameRange(),
        "The argument `" + attribute.name() + "` is set twice",
        "It was already set at " + earlier.nameRange() + ". Each argument may be set only once.",
        "Remove one of the two.");
  }

  /** All properties of an object, or of the objects in an array. */
  private static List<JsonNode.Property> properties(JsonNode node, String what, Problems problems) {
    return switch (node) {
      case JsonNode.Obj object -> object.properties();
      case JsonNode.Arr array -> {
        List<JsonNode.Property> all = new ArrayList<>();
        for (JsonNode item : array.items()) {
          if (item instanceof JsonNode.Obj object) {
            all.addAll(object.properties());
          } else {
            wrongType(item, what, problems);
          }
        }
        yield all;
      }
      case JsonNode.Null _ -> List.of();
      case JsonNode.Str _, JsonNode.Num _, JsonNode.Bool _, JsonNode.Broken _ -> {
        wrongType(node, what, problems);
        yield List.of();
      }
    };
  }

  private static void wrongType(JsonNode node, String what, Problems problems) {
    if (!(node instanceof JsonNode.Broken)) {
      problems.error(
          "SLIP-HCL-JSON-BODY",
          node.range(),
          "A JSON object is expected here",
          "The properties of an object give the " + what + "; this value has none.",
          "Write an object, or an array of objects.");
    }
  }

  /** The blocks that one property gives: a level of objects for each label, then the bodies. */
  private record Blocks(JsonNode.Str type, int labels, List<HclItem> items, Problems problems) {

    void add(JsonNode node, List<Label> before) {
      if (before.size() < labels) {
        addLabeled(node, before);
        return;
      }
      switch (node) {
        case JsonNode.Null _, JsonNode.Broken _ -> {}
        case JsonNode.Obj object -> addBlock(object, before);
        case JsonNode.Arr array -> array.items().forEach(item -> addBlock(item, before));
        case JsonNode.Str _, JsonNode.Num _, JsonNode.Bool _ ->
            wrongType(node, "arguments and blocks", problems);
      }
    }

    private void addLabeled(JsonNode node, List<Label> before) {
      List<JsonNode.Property> properties =
          properties(node, "labels of `" + type.text() + "` blocks", problems);
      if (properties.isEmpty() && !(node instanceof JsonNode.Broken)) {
        problems.error(
            "SLIP-HCL-JSON-BODY",
            node.range(),
            "The label of the block is missing",
            "Each label of a `" + type.text() + "` block is the name of a property; here is none.",
            "Write an object with one property for each block.");
      }
      for (JsonNode.Property property : properties) {
        List<Label> path = new ArrayList<>(before);
        path.add(new Label(property.name().text(), true, property.name().range()));
        add(property.value(), path);
      }
    }

    private void addBlock(JsonNode body, List<Label> path) {
      Range last = path.isEmpty() ? type.range() : path.getLast().range();
      // the labels may stand many lines below the type
      Range header = last.start() < type.range().start() ? type.range() : last;
      items.add(
          new Block(
              type.text(),
              type.range(),
              path,
              new JsonBody(body),
              header,
              type.range().to(body.range())));
    }
  }
}
