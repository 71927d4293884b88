package dev.slipway.check.policy;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.List;

/** Stacks with one thing made worse. */
final class StackEdits {

  private StackEdits() {}

  static Stack without(Stack stack, String address) {
    List<Resource> kept =
        stack.resources().stream().filter(r -> !r.address().toString().equals(address)).toList();
    if (kept.size() == stack.resources().size()) {
      throw new IllegalArgumentException("nothing at " + address);
    }
    return with(stack, kept, stack.variableFiles());
  }

  static Stack set(Stack stack, String address, String argument, Object value) {
    int[] changed = new int[1];
    List<Resource> resources =
        stack.resources().stream()
            .map(r ->
                r.address().toString().equals(address)
                    ? new Resource(
                        r.address(),
                        r.file(),
                        r.comment(),
                        r.meta(),
                        set(r.body(), argument, expression(value), changed),
                        r.provenance())
                    : r)
            .toList();
    if (changed[0] == 0) {
      throw new IllegalArgumentException("no " + argument + " at " + address);
    }
    return with(stack, resources, stack.variableFiles());
  }

  static Stack value(Stack stack, String environment, String variable, Object value) {
    List<VariableFile> files =
        stack.variableFiles().stream()
            .map(file ->
                new VariableFile(
                    file.environment(),
                    file.path(),
                    file.comment(),
                    file.values().stream()
                        .map(v ->
                            v.name().equals(variable) && file.environment().equals(environment)
                                ? new VariableFile.Value(
                                    v.name(), expression(value), v.comment(), v.provenance())
                                : v)
                        .toList()))
            .toList();
    return with(stack, stack.resources(), files);
  }

  private static Body set(Body body, String argument, Expression value, int[] changed) {
    return new Body(
        body.items().stream()
            .map(item ->
                switch (item) {
                  case Body.Argument a when a.name().equals(argument) -> {
                    changed[0]++;
                    yield (Body.Item)
                        new Body.Argument(a.name(), value, a.comment(), a.provenance());
                  }
                  case Body.Argument a -> a;
                  case Body.Block b ->
                      new Body.Block(
                          b.type(),
                          b.labels(),
                          set(b.body(), argument, value, changed),
                          b.comment(),
                          b.provenance());
                })
            .toList());
  }

  private static Expression expression(Object value) {
    return switch (value) {
      case Boolean bool -> Expressions.bool(bool);
      case String text -> Expressions.text(text);
      default -> throw new IllegalArgumentException("no literal: " + value);
    };
  }

  private static Stack with(Stack stack, List<Resource> resources, List<VariableFile> files) {
    return new Stack(
        stack.folder(),
        stack.settings(),
        stack.providers(),
        stack.variables(),
        stack.locals(),
        resources,
        stack.outputs(),
        files,
        stack.fileComments());
  }
}
