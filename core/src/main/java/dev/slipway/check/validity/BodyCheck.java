package dev.slipway.check.validity;

import dev.slipway.check.validity.EvaluatedBody.Argument;
import dev.slipway.check.validity.EvaluatedBody.Blocks;
import dev.slipway.evaluate.Evaluator;
import dev.slipway.evaluate.Scope;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.Attribute;
import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.facts.BlockSchema.Nesting;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a body by its schema, as Terraform does before it asks the provider: which arguments and
 * blocks there are, how many, and what type their values have.
 */
final class BodyCheck {

  private static final String DYNAMIC = "dynamic";

  /** Beyond these, further blocks of a dynamic one are counted but not looked into. */
  private static final int UNFOLDED = 64;

  private static final int UNFOLDED_IN_ALL = 4000;

  /** No schema is as deep; only a broken one that a project brought could be. */
  private static final int DEEPEST = 100;

  private final BodyProblems problems;
  private int unfolded;

  BodyCheck(BodyProblems problems) {
    this.problems = problems;
  }

  /**
   * Where a body stands.
   *
   * @param path the blocks around it, with a dot behind each
   * @param known whether its values are looked at: not in a dynamic block that repeats over
   *     something unknown
   */
  private record Place(String path, Scope scope, boolean known, Range header, int depth) {
    private Place inside(String name, Scope inner, boolean innerKnown, Range innerHeader) {
      return new Place(path + name + ".", inner, innerKnown, innerHeader, depth + 1);
    }
  }

  /** Reads the body of something; what is wrong with it is reported. */
  EvaluatedBody read(HclBody body, BlockSchema schema, Scope scope, Range header) {
    return read(body, schema, new Place("", scope, true, header, 0));
  }

  private EvaluatedBody read(HclBody body, BlockSchema schema, Place place) {
    if (!schema.isReadable() || place.depth() > DEEPEST) {
      return new EvaluatedBody(place.header(), Map.of(), Map.of());
    }
    return new OneBody(schema, place).read(body);
  }

  /** The reading of one body. */
  private final class OneBody {
    private final BlockSchema schema;
    private final Place place;
    private final Set<String> written = new LinkedHashSet<>();
    private final Map<String, Argument> arguments = new LinkedHashMap<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private OneBody(BlockSchema schema, Place place) {
      this.schema = schema;
      this.place = place;
    }

    private EvaluatedBody read(HclBody body) {
      List<HclItem> items = problems.items(body, labels());
      for (HclItem item : items) {
        if (item instanceof HclItem.Attribute argument) {
          argument(argument);
        }
      }
      for (HclItem item : items) {
        if (item instanceof HclItem.Block block) {
          block(block);
        }
      }
      missing();
      schema.blocks().values().forEach(this::count);
      Map<String, Blocks> blocks = new LinkedHashMap<>();
      rows.forEach((name, row) -> blocks.put(name, new Blocks(row.bodies, row.known)));
      return new EvaluatedBody(place.header(), arguments, blocks);
    }

    private Map<String, Integer> labels() {
      Map<String, Integer> labels = new LinkedHashMap<>();
      schema.blocks().forEach((name, block) -> labels.put(name, labels(block)));
      labels.put(DYNAMIC, 1);
      return labels;
    }

    private static int labels(NestedBlock block) {
      return block.nesting() == Nesting.MAP ? 1 : 0;
    }

    private void argument(HclItem.Attribute item) {
      String name = item.name();
      Optional<Attribute> attribute = schema.attribute(name);
      if (!written.add(name)) {
        return; // reported where the text is read
      }
      if (attribute.isEmpty()) {
        problems.unknownArgument(place.path(), name, item.nameRange(), schema);
        return;
      }
      Value value = place.known() ? value(item.value(), attribute.get()) : Value.DYNAMIC;
      arguments.put(name, new Argument(value, item.nameRange(), item.value().range()));
    }

    private Value value(HclExpression expression, Attribute attribute) {
      Value value = evaluate(expression);
      return switch (Conversion.convert(value, Attributes.type(attribute))) {
        case Conversion.Converted converted -> converted.value();
        case Conversion.Refused refused -> {
          problems.mistyped(place.path() + attribute.name(), refused.reason(), expression.range());
          yield Value.DYNAMIC;
        }
      };
    }

    private Value evaluate(HclExpression expression) {
      Problems found = new Problems();
      Value value = Evaluator.evaluate(expression, place.scope(), found);
      if (!found.isEmpty()) {
        problems.addAll(found);
      }
      return value;
    }

    private void block(HclItem.Block block) {
      boolean dynamic = block.name().equals(DYNAMIC) && schema.block(DYNAMIC).isEmpty();
      if (dynamic && block.labels().size() != 1) {
        problems.dynamic(
            place.path() + "…",
            block.header(),
            "It takes one label, the type of the blocks that it stands for.",
            "Write `dynamic \"TYPE\" { … }`.");
        return;
      }
      String name = dynamic ? block.labels().getFirst().text() : block.name();
      Range nameRange = dynamic ? block.labels().getFirst().range() : block.nameRange();
      Optional<NestedBlock> nested = schema.block(name);
      Optional<BlockSchema> asBlocks =
          schema
              .attribute(name)
              .filter(attribute -> nested.isEmpty() && !written.contains(name))
              .flatMap(Attributes::asBlocks);
      if (nested.isEmpty() && asBlocks.isEmpty()) {
        problems.unknownBlock(place.path(), name, nameRange, schema);
        return;
      }
      BlockSchema inner = nested.map(NestedBlock::body).or(() -> asBlocks).orElseThrow();
      Row row = rows.computeIfAbsent(name, n -> new Row());
      int labels = nested.map(OneBody::labels).orElse(0);
      if (dynamic) {
        unfold(block, labels > 0, inner, row);
      } else {
        row.add(block.header());
        plain(block, labels, inner, row);
      }
    }

    private void plain(HclItem.Block block, int labels, BlockSchema inner, Row row) {
      String full = place.path() + block.name();
      if (block.labels().size() != labels) {
        problems.labels(full, labels, block.header());
      }
      Place inside = place.inside(block.name(), place.scope(), place.known(), block.header());
      row.bodies.add(BodyCheck.this.read(block.body(), inner, inside));
    }

    private void unfold(HclItem.Block block, boolean labeled, BlockSchema inner, Row row) {
      Optional<DynamicBlock> read =
          DynamicBlock.read(block, place.path(), labeled, this::evaluate, problems);
      if (read.isEmpty()) {
        row.known = false;
        return;
      }
      DynamicBlock dynamic = read.get();
      String name = block.labels().getFirst().text();
      if (dynamic.count().isEmpty()) {
        row.known = false;
        Scope any = dynamic.unknownScope(place.scope());
        Place unknown = place.inside(name, any, false, dynamic.header());
        BodyCheck.this.read(dynamic.content(), inner, unknown);
        return;
      }
      for (Scope scope : dynamic.scopes(place.scope(), UNFOLDED)) {
        if (unfolded++ < UNFOLDED_IN_ALL) {
          Place inside = place.inside(name, scope, place.known(), dynamic.header());
          row.bodies.add(BodyCheck.this.read(dynamic.content(), inner, inside));
        }
      }
      row.add(dynamic.header(), dynamic.count().get());
    }

    private void missing() {
      for (Attribute attribute : schema.attributes().values()) {
        String name = attribute.name();
        if (attribute.required() && !written.contains(name) && !rows.containsKey(name)) {
          problems.missing(place.path(), name, Attributes.type(attribute), place.header());
        }
      }
    }

    private void count(NestedBlock block) {
      Row row = rows.getOrDefault(block.name(), new Row());
      if (!row.known) {
        return;
      }
      boolean single = block.nesting() == Nesting.SINGLE || block.nesting() == Nesting.GROUP;
      int max = single ? 1 : block.max();
      String full = place.path() + block.name();
      if (row.count < block.min()) {
        problems.tooFew(full, row.count, block.min(), place.header());
      } else if (max > 0 && row.count > max) {
        problems.tooMany(full, row.count, max, row.after(max));
      }
    }
  }

  /** The blocks of one type in one body, as they are met. */
  private static final class Row {
    private final List<EvaluatedBody> bodies = new ArrayList<>();
    private final List<Range> headers = new ArrayList<>();
    private boolean known = true;
    private int count;

    private void add(Range header) {
      add(header, 1);
    }

    private void add(Range header, int blocks) {
      count += blocks;
      for (int i = 0; i < Math.min(blocks, UNFOLDED); i++) {
        headers.add(header);
      }
    }

    /** The first block that is too many. */
    private Range after(int max) {
      return headers.get(Math.min(max, headers.size() - 1));
    }
  }
}
