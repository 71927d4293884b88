package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.terraform.Import;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an import block is for.
 *
 * @param modules the calls that lead to the resource
 * @param resource its address there: {@code aws_vpc.main}
 * @param key which instance it is: {@link Key#COMPUTED} where an expression says so
 */
record ImportTarget(List<String> modules, String resource, Key key) {

  /** The kind of key that picks the instance. */
  enum Key {
    NONE,
    NUMBER,
    TEXT,
    COMPUTED
  }

  ImportTarget {
    modules = List.copyOf(modules);
  }

  /** The target of an import, where it can be read. */
  static Optional<ImportTarget> of(Import block) {
    List<Object> steps = new ArrayList<>();
    if (block.to().isEmpty() || !flatten(block.to().get(), steps)) {
      return Optional.empty();
    }
    List<String> modules = new ArrayList<>();
    int at = 0;
    while (at + 1 < steps.size() && steps.get(at).equals("module")) {
      modules.add(steps.get(at + 1).toString());
      at += 2;
      if (at < steps.size() && steps.get(at) instanceof Key) {
        at++;
      }
    }
    boolean named =
        at + 1 < steps.size()
            && steps.get(at) instanceof String
            && steps.get(at + 1) instanceof String;
    if (!named || at + 3 < steps.size()) {
      return Optional.empty();
    }
    Object key = at + 2 < steps.size() ? steps.get(at + 2) : Key.NONE;
    return key instanceof Key kind
        ? Optional.of(new ImportTarget(modules, steps.get(at) + "." + steps.get(at + 1), kind))
        : Optional.empty();
  }

  /** Names as strings, keys as kinds of keys; whether all of it was understood. */
  private static boolean flatten(HclExpression expression, List<Object> into) {
    List<Object> reversed = new ArrayList<>();
    HclExpression at = expression;
    while (true) {
      switch (at) {
        case Traversal traversal -> {
          add(traversal.steps(), reversed);
          reversed.add(traversal.root());
          into.addAll(reversed.reversed());
          return true;
        }
        case HclExpression.RelativeTraversal relative -> {
          add(relative.steps(), reversed);
          at = relative.source();
        }
        case HclExpression.Index index -> {
          reversed.add(Key.COMPUTED);
          at = index.collection();
        }
        default -> {
          return false;
        }
      }
    }
  }

  private static void add(List<Step> steps, List<Object> reversed) {
    for (Step step : steps.reversed()) {
      reversed.add(
          switch (step) {
            case Step.Attribute attribute -> attribute.name();
            case Step.Key key -> Key.TEXT;
            case Step.Index index -> Key.NUMBER;
          });
    }
  }

  /** The resource's full address, without the keys of instances. */
  String address() {
    return modules.isEmpty()
        ? resource
        : "module." + String.join(".module.", modules) + "." + resource;
  }
}
