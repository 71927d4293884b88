package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.terraform.ModuleView.Names;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A body as written. One in JSON needs no schema here: an object is read as a block where a block
 * is asked for.
 */
record WrittenBlock(Names names, HclBody body, Range header) implements BlockView {

  /** More elements than this of a dynamic block say nothing new. */
  private static final int DYNAMIC_LIMIT = 100;

  @Override
  public Span place() {
    return header.span();
  }

  @Override
  public Setting own(String name) {
    return attribute(name)
        .map(a -> new Setting(names.evaluate(a.value()), a.range().span()))
        .orElseGet(() -> new Setting(Value.NULL, place()));
  }

  private Optional<HclItem.Attribute> attribute(String name) {
    for (HclItem item : body.items(Map.of())) {
      if (item instanceof HclItem.Attribute attribute && attribute.name().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /** The expression of an argument, as written. */
  Optional<HclExpression> expression(String name) {
    return attribute(name).map(HclItem.Attribute::value);
  }

  @Override
  public Blocks children(String name) {
    List<BlockView> known = new ArrayList<>();
    boolean more = false;
    for (HclItem item : body.items(Map.of())) {
      switch (item) {
        case HclItem.Attribute attribute -> {
          if (attribute.name().equals(name)) {
            Blocks objects = ValueBlock.of(own(name));
            known.addAll(objects.known());
            more |= objects.more();
          }
          // blocks that a JSON file makes by `dynamic` are not followed
          more |= attribute.name().equals("dynamic");
        }
        case HclItem.Block block -> {
          if (block.name().equals(name)) {
            known.add(new WrittenBlock(names, block.body(), block.header()));
          } else if (isDynamic(block, name)) {
            Blocks made = dynamic(block, name);
            known.addAll(made.known());
            more |= made.more();
          }
        }
      }
    }
    return new Blocks(known, more);
  }

  private static boolean isDynamic(HclItem.Block block, String name) {
    return block.name().equals("dynamic")
        && !block.labels().isEmpty()
        && block.labels().getFirst().text().equals(name);
  }

  private Blocks dynamic(HclItem.Block block, String name) {
    WrittenBlock frame = new WrittenBlock(names, block.body(), block.header());
    Blocks content = frame.children("content");
    Value forEach = frame.own("for_each").value();
    boolean countable = forEach.isKnown() && (forEach.hasElements() || forEach.hasFields());
    if (!countable || content.known().isEmpty()) {
      return new Blocks(List.of(), !forEach.isKnown() || !forEach.isNull());
    }
    String iterator = frame.expression("iterator").flatMap(Expressions::word).orElse(name);
    List<BlockView> made = new ArrayList<>();
    for (Names.Each each : Names.Each.of(forEach, DYNAMIC_LIMIT)) {
      if (content.known().getFirst() instanceof WrittenBlock written) {
        made.add(
            new WrittenBlock(
                names.with(iterator, each.asObject()), written.body(), block.header()));
      }
    }
    return new Blocks(made, false);
  }

  /** The contents of dynamic blocks of which it is not known how many there are. */
  private List<WrittenBlock> uncertain(String name) {
    List<WrittenBlock> contents = new ArrayList<>();
    for (HclItem item : body.items(Map.of())) {
      if (item instanceof HclItem.Block block
          && isDynamic(block, name)
          && dynamic(block, name).more()) {
        for (BlockView content :
            new WrittenBlock(names, block.body(), block.header()).children("content").known()) {
          contents.add((WrittenBlock) content);
        }
      }
    }
    return contents;
  }

  /** All of it as an object: blocks as lists of objects, in JSON as they are written. */
  Value asValue() {
    Map<String, Value> fields = new TreeMap<>();
    for (HclItem item : body.items(Map.of())) {
      switch (item) {
        case HclItem.Attribute attribute -> {
          Value value = own(attribute.name()).value();
          if (!value.isNull()) {
            fields.put(attribute.name(), value);
          }
        }
        case HclItem.Block block -> {
          boolean dynamic = block.name().equals("dynamic") && !block.labels().isEmpty();
          String name = dynamic ? block.labels().getFirst().text() : block.name();
          fields.put(name, asValue(children(name)));
        }
      }
    }
    return Value.object(fields);
  }

  private static Value asValue(Blocks blocks) {
    List<Value> values = new ArrayList<>();
    for (BlockView block : blocks.known()) {
      values.add(
          switch (block) {
            case WrittenBlock written -> written.asValue();
            case ValueBlock object -> object.value();
            case ResourceView resource -> resource.asValue();
          });
    }
    return blocks.more() ? Value.DYNAMIC : Value.tuple(values);
  }

  @Override
  public List<ResourceView> targets(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return expression(path).map(names::follow).orElse(List.of());
    }
    String block = path.substring(0, dot);
    List<ResourceView> targets = new ArrayList<>();
    for (BlockView child : children(block).known()) {
      targets.addAll(child.targets(path.substring(dot + 1)));
    }
    for (WrittenBlock content : uncertain(block)) {
      targets.addAll(content.targets(path.substring(dot + 1)));
    }
    // an object that stands for the block has the references in its expression
    expression(path.substring(0, dot)).map(names::follow).ifPresent(targets::addAll);
    return targets;
  }
}
