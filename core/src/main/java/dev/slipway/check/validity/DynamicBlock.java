package dev.slipway.check.validity;

import dev.slipway.evaluate.Scope;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Type;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One {@code dynamic} block, read.
 *
 * @param forEach what it repeats over
 * @param iterator the name of the iterator
 * @param content what is repeated
 */
record DynamicBlock(Value forEach, String iterator, HclBody content, Range header) {

  /** Reads one, or reports why it cannot be unfolded. */
  static Optional<DynamicBlock> read(
      HclItem.Block block,
      String path,
      boolean labeled,
      Function<HclExpression, Value> evaluation,
      BodyProblems problems) {
    return new Reader(block, path, labeled, evaluation, problems).read();
  }

  /** How many blocks it stands for; empty when that is not known. */
  Optional<Integer> count() {
    return forEach.isKnown() ? Optional.of(forEach.parts().size()) : Optional.empty();
  }

  /** The scopes of the first blocks that it stands for. */
  List<Scope> scopes(Scope outer, int limit) {
    List<Scope> scopes = new ArrayList<>();
    if (forEach.hasFields()) {
      for (Map.Entry<String, Value> field : forEach.fields().entrySet()) {
        if (scopes.size() < limit) {
          scopes.add(scope(Value.of(field.getKey()), field.getValue(), outer));
        }
      }
    } else if (forEach.hasElements()) {
      boolean set = forEach.type() instanceof Type.SetType;
      for (Value element : forEach.elements()) {
        if (scopes.size() < limit) {
          scopes.add(scope(set ? element : Value.of(scopes.size()), element, outer));
        }
      }
    }
    return scopes;
  }

  /** The scope of a block of which nothing is known. */
  Scope unknownScope(Scope outer) {
    return scope(Value.DYNAMIC, Value.DYNAMIC, outer);
  }

  private Scope scope(Value key, Value value, Scope outer) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("value", value.with(forEach.marks()));
    return new IteratorScope(iterator, Value.object(fields), outer);
  }

  /** Reads one block. */
  private record Reader(
      HclItem.Block block,
      String path,
      boolean labeled,
      Function<HclExpression, Value> evaluation,
      BodyProblems problems) {

    private Optional<DynamicBlock> read() {
      String name = block.labels().getFirst().text();
      Map<String, HclExpression> arguments = new LinkedHashMap<>();
      List<HclItem.Block> contents = new ArrayList<>();
      Problems json = new Problems();
      for (HclItem item : block.body().items(Map.of("content", 0), json)) {
        switch (item) {
          case HclItem.Attribute argument -> argument(argument, arguments);
          case HclItem.Block inner when inner.name().equals("content") -> contents.add(inner);
          case HclItem.Block inner ->
              wrong(
                  inner.header(),
                  "It cannot have a block `" + inner.name() + "`.",
                  "Move the block into `content`.");
        }
      }
      problems.addAll(json);
      Optional<Value> forEach = forEach(arguments.get("for_each"));
      Optional<String> iterator = iterator(arguments.get("iterator"), name);
      if (json.isEmpty()) {
        contents(contents);
      }
      if (forEach.isEmpty() || iterator.isEmpty() || contents.size() != 1) {
        return Optional.empty();
      }
      HclItem.Block content = contents.getFirst();
      return Optional.of(
          new DynamicBlock(forEach.get(), iterator.get(), content.body(), content.header()));
    }

    private void argument(HclItem.Attribute argument, Map<String, HclExpression> arguments) {
      String name = argument.name();
      if (name.equals("for_each") || name.equals("iterator") || labeled && name.equals("labels")) {
        arguments.put(name, argument.value());
      } else {
        wrong(
            argument.nameRange(),
            "It has no argument `" + name + "`.",
            "Move the argument into `content`, or remove it.");
      }
    }

    private void contents(List<HclItem.Block> contents) {
      if (contents.isEmpty()) {
        wrong(
            block.header(),
            "It has no `content`, which says what the repeated blocks hold.",
            "Add a `content` block.");
      } else if (contents.size() > 1) {
        wrong(
            contents.get(1).header(),
            "It has more than one `content`.",
            "Keep one `content` block.");
      }
    }

    private Optional<Value> forEach(@org.jspecify.annotations.Nullable HclExpression expression) {
      if (expression == null) {
        wrong(
            block.header(),
            "It lacks `for_each`, which says what to repeat the block for.",
            "Add `for_each`.");
        return Optional.empty();
      }
      Value value = evaluation.apply(expression);
      if (value.isNull()) {
        wrong(expression.range(), "Its `for_each` is null.", "Use an empty list for no block.");
        return Optional.empty();
      }
      return switch (value.type()) {
        case CollectionType collection -> Optional.of(value);
        case ObjectType object -> Optional.of(value);
        case TupleType tuple -> Optional.of(value);
        case Primitive primitive -> {
          if (primitive == Primitive.DYNAMIC) {
            yield Optional.of(value);
          }
          wrong(
              expression.range(),
              "Its `for_each` is a " + primitive + ", and one can repeat only over collections.",
              "Give `for_each` a list, a set or a map.");
          yield Optional.empty();
        }
      };
    }

    private Optional<String> iterator(
        @org.jspecify.annotations.Nullable HclExpression expression, String name) {
      return switch (expression) {
        case null -> Optional.of(name);
        case Traversal word when word.steps().isEmpty() -> Optional.of(word.root());
        case JsonText text -> Optional.of(text.raw());
        default -> {
          wrong(
              expression.range(),
              "Its `iterator` is not a plain name.",
              "Write a name without quotes.");
          yield Optional.empty();
        }
      };
    }

    private void wrong(Range range, String detail, String fix) {
      problems.dynamic(path + block.labels().getFirst().text(), range, detail, fix);
    }
  }
}
