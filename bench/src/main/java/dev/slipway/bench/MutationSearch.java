package dev.slipway.bench;

import dev.slipway.bench.Mutation.Kind;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds every place of a file where one of the mistakes of {@link Kind} can be made. */
final class MutationSearch {

  private static final Set<String> RESOURCES = Set.of("resource", "data");

  private final String file;
  private final List<Mutation> found = new ArrayList<>();

  private MutationSearch(String file) {
    this.file = file;
  }

  static List<Mutation> search(String file, String text) {
    MutationSearch search = new MutationSearch(file);
    for (HclItem item : HclReader.read(file, text).value().body().items(Map.of())) {
      if (item instanceof HclItem.Block block) {
        search.declaration(block);
      }
    }
    return search.found;
  }

  private void add(Kind kind, Range range, String replacement) {
    found.add(new Mutation(kind, file, range.start(), range.end(), replacement));
  }

  private void insert(Kind kind, int at, String added) {
    found.add(new Mutation(kind, file, at, at, added));
  }

  private void declaration(HclItem.Block block) {
    add(Kind.MISSPELT_BLOCK_OF_THE_LANGUAGE, block.nameRange(), misspelt(block.name()));
    add(Kind.REMOVED_DECLARATION, block.range(), "");
    insert(Kind.REPEATED_DECLARATION, block.range().end(), "\n\n" + block.range().text());
    insert(Kind.MISSING_BRACE, block.range().end(), "\n}");
    switch (block.name()) {
      case "resource", "data" -> resource(block);
      case "module" -> {
        insert(Kind.ADDED_MODULE_INPUT, bodyStart(block), "\n  slipway_input = 1\n");
      }
      case "variable" -> {
        insert(Kind.WRONG_VARIABLE_TYPE, bodyStart(block), "\n  type = strnig\n");
      }
      case "locals" -> {
        String circle = "\n  slipway_a = local.slipway_b\n  slipway_b = local.slipway_a\n";
        insert(Kind.CIRCLE_OF_LOCALS, bodyStart(block), circle);
      }
      default -> {}
    }
    body(block, block);
  }

  private static int bodyStart(HclItem.Block block) {
    return block.body().range().start();
  }

  private void resource(HclItem.Block block) {
    if (block.labels().size() != 2) {
      return;
    }
    HclItem.Label type = block.labels().getFirst();
    add(Kind.MISSPELT_RESOURCE_TYPE, type.range(), "\"" + misspelt(type.text()) + "\"");
    int start = bodyStart(block);
    insert(Kind.ADDED_COMPUTED_ARGUMENT, start, "\n  arn = \"arn:aws:s3:::slipway\"\n");
    insert(Kind.MISSPELT_META_ARGUMENT, start, "\n  depend_on = []\n");
    insert(Kind.UNDECLARED_PROVIDER_ALIAS, start, "\n  provider = aws.slipway\n");
    String prefix = block.name().equals("data") ? "data." : "";
    String address = prefix + type.text() + "." + block.labels().getLast().text();
    insert(Kind.SELF_REFERENCE, start, "\n  depends_on = [" + address + "]\n");
    if (has(block, "lifecycle")) {
      return;
    }
    insert(
        Kind.VARIABLE_IN_LIFECYCLE,
        start,
        "\n  lifecycle {\n    prevent_destroy = local.slipway\n  }\n");
    insert(
        Kind.UNKNOWN_IGNORED_CHANGE,
        start,
        "\n  lifecycle {\n    ignore_changes = [slipway_argument]\n  }\n");
    if (!has(block, "count") && !has(block, "for_each")) {
      insert(Kind.COUNT_ADDED, start, "\n  count = 2\n");
    }
  }

  private static boolean has(HclItem.Block block, String name) {
    return block.body().items(Map.of()).stream().anyMatch(item -> item.name().equals(name));
  }

  private void body(HclItem.Block declaration, HclItem.Block block) {
    for (HclItem item : block.body().items(Map.of())) {
      switch (item) {
        case HclItem.Attribute attribute -> attribute(declaration, attribute);
        case HclItem.Block nested -> {
          nested(nested);
          body(declaration, nested);
        }
      }
    }
  }

  private void nested(HclItem.Block block) {
    add(Kind.MISSPELT_BLOCK, block.nameRange(), misspelt(block.name()));
    add(Kind.REMOVED_BLOCK, block.range(), "");
    insert(Kind.REPEATED_BLOCK, block.range().end(), "\n" + block.range().text());
    add(Kind.VALUE_FOR_BLOCK, block.header(), block.name() + " =");
  }

  private void attribute(HclItem.Block declaration, HclItem.Attribute attribute) {
    add(Kind.MISSPELT_ARGUMENT, attribute.nameRange(), misspelt(attribute.name()));
    Kind removal =
        attribute.name().equals("count") || attribute.name().equals("for_each")
            ? Kind.COUNT_REMOVED
            : Kind.REMOVED_ARGUMENT;
    add(removal, attribute.range(), "");
    String whole = attribute.name() + " = " + attribute.value().range().text();
    insert(Kind.REPEATED_ARGUMENT, attribute.range().end(), "\n" + whole);
    add(Kind.BLOCK_FOR_VALUE, attribute.range(), attribute.name() + " {\n}");
    int name = attribute.nameRange().end();
    int value = attribute.value().range().start();
    found.add(new Mutation(Kind.MISSING_EQUALS, file, name, value, " "));
    if (attribute.name().equals("default") && declaration.name().equals("variable")) {
      add(Kind.WRONG_VARIABLE_DEFAULT, attribute.value().range(), "[[{ slipway = [] }]]");
    }
    if (RESOURCES.contains(declaration.name())) {
      values(attribute.value().range());
    }
    literal(attribute.value());
    Expressions.walk(attribute.value(), this::expression);
  }

  private void values(Range value) {
    add(Kind.LIST_FOR_VALUE, value, "[\"slipway\"]");
    add(Kind.MAP_FOR_VALUE, value, "{ slipway = \"x\" }");
    add(Kind.TEXT_FOR_VALUE, value, "\"slipway\"");
    add(Kind.NUMBER_FOR_VALUE, value, "12.5");
    add(Kind.NULL_FOR_VALUE, value, "null");
    add(Kind.EACH_OUTSIDE, value, "each.key");
    add(Kind.COUNT_OUTSIDE, value, "count.index");
    add(Kind.ARITHMETIC_ON_TEXT, value, "\"slipway\" + 1");
  }

  private void literal(HclExpression value) {
    if (value instanceof HclExpression.Template template && template.literal().isPresent()) {
      if (!template.heredoc()) {
        add(Kind.IMPOSSIBLE_TEXT, template.range(), "\"slipway-cannot be!\"");
        Range range = template.range();
        found.add(new Mutation(Kind.MISSING_QUOTE, file, range.end() - 1, range.end(), ""));
      }
    } else if (value instanceof HclExpression.NumberLiteral number) {
      add(Kind.IMPOSSIBLE_NUMBER, number.range(), "-987654321");
    }
  }

  private void expression(HclExpression expression) {
    switch (expression) {
      case HclExpression.Traversal traversal -> reference(traversal);
      case HclExpression.Call call -> call(call);
      default -> {}
    }
  }

  private void call(HclExpression.Call call) {
    add(Kind.MISSPELT_FUNCTION, call.nameRange(), misspelt(call.name()));
    insert(Kind.ADDED_FUNCTION_ARGUMENT, call.nameRange().end() + 1, "1, \"a\", {}, ");
    if (!call.arguments().isEmpty()) {
      add(Kind.REMOVED_FUNCTION_ARGUMENT, call.arguments().getLast().range(), "");
    }
  }

  private void reference(HclExpression.Traversal traversal) {
    List<HclExpression.Step> steps = traversal.steps();
    if (steps.isEmpty()) {
      return;
    }
    Optional<Kind> first =
        switch (traversal.root()) {
          case "var" -> Optional.of(Kind.UNDECLARED_VARIABLE);
          case "local" -> Optional.of(Kind.UNDECLARED_LOCAL);
          case "module" -> Optional.of(Kind.UNDECLARED_MODULE);
          case "each", "count", "self", "path", "terraform" -> Optional.empty();
          default -> Optional.of(Kind.UNDECLARED_RESOURCE);
        };
    int name = traversal.root().equals("data") ? 1 : 0;
    first.ifPresent(kind -> step(kind, steps, name));
    int attribute = name + 1;
    if (first.equals(Optional.of(Kind.UNDECLARED_RESOURCE))) {
      step(Kind.MISSPELT_ATTRIBUTE_REFERENCE, steps, attribute);
      insert(Kind.INDEX_ADDED, steps.get(Math.min(name, steps.size() - 1)).range().end(), "[0]");
    } else if (first.equals(Optional.of(Kind.UNDECLARED_MODULE))) {
      step(Kind.UNDECLARED_MODULE_OUTPUT, steps, attribute);
    }
  }

  private void step(Kind kind, List<HclExpression.Step> steps, int index) {
    if (index < steps.size() && steps.get(index) instanceof HclExpression.Step.Attribute step) {
      add(kind, step.range(), "." + misspelt(step.name()));
    }
  }

  /** Two letters in the middle change places; a short or even word gets one more. */
  private static String misspelt(String word) {
    int middle = word.length() / 2;
    if (word.length() < 4 || word.charAt(middle) == word.charAt(middle - 1)) {
      return word + "x";
    }
    return word.substring(0, middle - 1)
        + word.charAt(middle)
        + word.charAt(middle - 1)
        + word.substring(middle + 1);
  }
}
