package dev.slipway.cloud.gcp;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes what refers to no other resource wait for the APIs. What refers to one waits by way of it,
 * since all APIs are one resource.
 */
final class Ordering {

  private Ordering() {}

  static Resource afterServices(Resource resource) {
    // A data source that waits is not read before apply, and everything made from it becomes
    // unknown in the plan.
    if (resource.address().mode() == ResourceAddress.Mode.DATA || refersToResource(resource)) {
      return resource;
    }
    List<Expression.Reference> after = new ArrayList<>(resource.meta().dependsOn());
    after.add(MainStack.SERVICES.reference());
    return new Resource(
        resource.address(),
        resource.file(),
        resource.comment(),
        resource.meta().withDependsOn(after),
        resource.body(),
        resource.provenance());
  }

  private static boolean refersToResource(Resource resource) {
    return !resource.meta().dependsOn().isEmpty()
        || resource.meta().count().map(Ordering::refers).orElse(false)
        || resource.meta().forEach().map(Ordering::refers).orElse(false)
        || refers(resource.body());
  }

  private static boolean refers(Body body) {
    return body.items().stream()
        .anyMatch(item ->
            switch (item) {
              case Body.Argument argument -> refers(argument.value());
              case Body.Block block -> refers(block.body());
            });
  }

  private static boolean refers(Expression expression) {
    return switch (expression) {
      case Expression.Text _, Expression.Number _, Expression.Bool _, Expression.Null _ -> false;
      case Expression.ListOf(List<Expression> items) -> any(items);
      case Expression.ObjectOf object ->
          object.entries().stream().anyMatch(e -> refers(e.key()) || refers(e.value()));
      case Expression.Reference reference -> refersToManaged(reference);
      case Expression.Call call -> any(call.arguments());
      case Expression.Template(List<Expression> parts) -> any(parts);
      case Expression.Conditional c ->
          refers(c.condition()) || refers(c.then()) || refers(c.otherwise());
      case Expression.Binary binary -> refers(binary.left()) || refers(binary.right());
      case Expression.Unary unary -> refers(unary.operand());
      case Expression.ForList f ->
          refers(f.collection()) || refers(f.result()) || any(f.condition());
      case Expression.ForObject f ->
          refers(f.collection())
              || refers(f.resultKey())
              || refers(f.result())
              || any(f.condition());
    };
  }

  private static boolean refersToManaged(Expression.Reference reference) {
    return reference.root().startsWith("google_")
        || reference.steps().stream()
            .anyMatch(
                step -> step instanceof Expression.Reference.Index(Expression key) && refers(key));
  }

  private static boolean any(List<Expression> expressions) {
    return expressions.stream().anyMatch(Ordering::refers);
  }

  private static boolean any(Optional<Expression> expression) {
    return expression.map(Ordering::refers).orElse(false);
  }
}
