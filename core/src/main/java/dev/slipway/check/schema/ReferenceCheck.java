package dev.slipway.check.schema;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.facts.BlockSchema.Nesting;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every reference and call in an expression: does what it names exist? */
final class ReferenceCheck {

  private final Findings findings;
  private final Scope scope;

  ReferenceCheck(Findings findings, Scope scope) {
    this.findings = findings;
    this.scope = scope;
  }

  /** All expressions of a body, dynamic blocks with their iterators. */
  void check(Body body, String address, Set<String> names) {
    for (Body.Item item : body.items()) {
      switch (item) {
        // The names in it are attributes of the resource itself.
        case Body.Argument argument when argument.name().equals("ignore_changes") -> {}
        case Body.Argument argument when argument.name().equals("iterator") -> {}
        case Body.Argument argument -> check(argument.value(), address, names);
        case Body.Block block -> check(block.body(), address, inside(block, names));
      }
    }
  }

  private static Set<String> inside(Body.Block block, Set<String> names) {
    boolean postcondition =
        block.type().equals("postcondition") || block.type().equals("precondition");
    if (!block.type().equals("dynamic") && !postcondition) {
      return names;
    }
    Set<String> more = new LinkedHashSet<>(names);
    more.add(postcondition ? "self" : iterator(block));
    return more;
  }

  static String iterator(Body.Block dynamic) {
    return dynamic.body().argument("iterator").orElse(null) instanceof Reference named
        ? named.root()
        : dynamic.labels().isEmpty() ? "each" : dynamic.labels().getFirst();
  }

  void check(Expression expression, String address, Set<String> names) {
    switch (expression) {
      case Reference reference -> {
        reference(reference, address, names);
        for (Reference.Step step : reference.steps()) {
          if (step instanceof Reference.Index index) {
            check(index.key(), address, names);
          }
        }
      }
      case Expression.Call call -> {
        call(call, address);
        call.arguments().forEach(argument -> check(argument, address, names));
      }
      case Expression.ForList loop -> {
        check(loop.collection(), address, names);
        Set<String> inner = with(names, loop.key(), loop.value());
        check(loop.result(), address, inner);
        loop.condition().ifPresent(condition -> check(condition, address, inner));
      }
      case Expression.ForObject loop -> {
        check(loop.collection(), address, names);
        Set<String> inner = with(names, loop.key(), loop.value());
        check(loop.resultKey(), address, inner);
        check(loop.result(), address, inner);
        loop.condition().ifPresent(condition -> check(condition, address, inner));
      }
      default -> children(expression).forEach(child -> check(child, address, names));
    }
  }

  private static Set<String> with(Set<String> names, Optional<String> key, String value) {
    Set<String> inner = new LinkedHashSet<>(names);
    key.ifPresent(inner::add);
    inner.add(value);
    return inner;
  }

  /** The expressions directly inside of one. */
  static List<Expression> children(Expression expression) {
    return switch (expression) {
      case Expression.ListOf list -> list.items();
      case Expression.ObjectOf object -> {
        List<Expression> children = new ArrayList<>();
        object.entries().forEach(entry -> children.addAll(List.of(entry.key(), entry.value())));
        yield children;
      }
      case Expression.Call call -> call.arguments();
      case Expression.Template template -> template.parts();
      case Expression.Conditional conditional ->
          List.of(conditional.condition(), conditional.then(), conditional.otherwise());
      case Expression.Binary binary -> List.of(binary.left(), binary.right());
      case Expression.Unary unary -> List.of(unary.operand());
      case Expression.ForList loop -> {
        List<Expression> children = new ArrayList<>(List.of(loop.collection(), loop.result()));
        loop.condition().ifPresent(children::add);
        yield children;
      }
      case Expression.ForObject loop -> {
        List<Expression> children =
            new ArrayList<>(List.of(loop.collection(), loop.resultKey(), loop.result()));
        loop.condition().ifPresent(children::add);
        yield children;
      }
      case Reference reference ->
          reference.steps().stream()
              .filter(Reference.Index.class::isInstance)
              .map(step -> ((Reference.Index) step).key())
              .toList();
      case Expression.Text text -> List.of();
      case Expression.Number number -> List.of();
      case Expression.Bool bool -> List.of();
      case Expression.Null nothing -> List.of();
    };
  }

  private void call(Expression.Call call, String address) {
    Optional<FunctionTable.Arity> arity = FunctionTable.find(call.name());
    if (arity.isEmpty()) {
      findings.error(
          "FUNCTION",
          address,
          "No function `" + call.name() + "`",
          "Terraform does not have it." + Suggestion.sentence(call.name(), FunctionTable.names()),
          "Use a function that exists.");
    } else if (!call.expandLast() && !arity.get().accepts(call.arguments().size())) {
      findings.error(
          "FUNCTION",
          address,
          "Wrong number of parameters for `" + call.name() + "`",
          "It has " + call.arguments().size() + " and takes " + arity.get() + ".",
          "Give it the parameters it takes.");
    }
  }

  private void reference(Reference reference, String address, Set<String> names) {
    String root = reference.root();
    if (names.contains(root)) {
      return;
    }
    Optional<String> first = attribute(reference, 0);
    switch (root) {
      case "var" -> variable(first.orElse(""), address);
      case "local" -> local(first.orElse(""), address);
      case "path", "terraform" -> {}
      case "each", "count", "self" ->
          findings.error(
              "REFERENCE",
              address,
              "`" + root + "` is not available here",
              "It exists only where `for_each`, `count` or a condition defines it.",
              "Add the meta-argument or use another value.");
      default -> resource(reference, address).ifPresent(problem -> report(problem, address));
    }
  }

  private void report(String problem, String address) {
    findings.error(
        "REFERENCE", address, "A reference leads nowhere", problem, "Correct the reference.");
  }

  private static Optional<String> attribute(Reference reference, int step) {
    return step < reference.steps().size()
            && reference.steps().get(step) instanceof Reference.Attribute attribute
        ? Optional.of(attribute.name())
        : Optional.empty();
  }

  private void variable(String name, String address) {
    scope.usedVariables.add(name);
    if (!scope.variables.containsKey(name)) {
      report(
          "No variable `"
              + name
              + "` is declared."
              + Suggestion.sentence(name, scope.variables.keySet()),
          address);
    }
  }

  private void local(String name, String address) {
    if (!scope.locals.contains(name)) {
      report(
          "No local `" + name + "` is declared." + Suggestion.sentence(name, scope.locals),
          address);
    }
  }

  /** The resource that a reference names, if it names one at all. */
  static Optional<ResourceAddress> target(Reference reference) {
    boolean data = reference.root().equals("data");
    Optional<String> type = data ? attribute(reference, 0) : Optional.of(reference.root());
    Optional<String> name = attribute(reference, data ? 1 : 0);
    if (type.isEmpty() || name.isEmpty() || type.get().indexOf('_') < 0) {
      return Optional.empty();
    }
    return Optional.of(
        data
            ? ResourceAddress.data(type.get(), name.get())
            : ResourceAddress.managed(type.get(), name.get()));
  }

  private Optional<String> resource(Reference reference, String address) {
    Optional<ResourceAddress> target = target(reference);
    if (target.isEmpty()) {
      return Optional.of("`" + reference.root() + "` is neither declared nor known here.");
    }
    Resource resource = scope.resources.get(target.get().toString());
    if (resource == null) {
      return Optional.of(
          "`"
              + target.get()
              + "` is not declared."
              + Suggestion.sentence(target.get().toString(), scope.resources.keySet()));
    }
    return walk(reference, resource).problem();
  }

  /** Where a reference leads: to a type, or to a problem. */
  record Path(Optional<Type> type, Optional<String> problem) {

    private static final Path OPEN = new Path(Optional.empty(), Optional.empty());

    private static Path problem(String text) {
      return new Path(Optional.empty(), Optional.of(text));
    }
  }

  private Path walk(Reference reference, Resource resource) {
    boolean data = resource.address().mode() == ResourceAddress.Mode.DATA;
    List<Reference.Step> steps = reference.steps().subList(data ? 2 : 1, reference.steps().size());
    boolean counted = resource.meta().count().isPresent();
    boolean mapped = resource.meta().forEach().isPresent();
    boolean splat = false;
    if (!steps.isEmpty() && !(steps.getFirst() instanceof Reference.Attribute)) {
      splat = steps.getFirst() instanceof Reference.Splat;
      if (splat && mapped) {
        return Path.problem(
            "`"
                + resource.address()
                + "` is a map because of `for_each`; `[*]` works on lists. Use `values(…)[*]`.");
      }
      if (!splat && !counted && !mapped) {
        return Path.problem(
            "`"
                + resource.address()
                + "` has neither `count` nor `for_each`, so it takes no index.");
      }
      steps = steps.subList(1, steps.size());
    } else if ((counted || mapped) && !steps.isEmpty()) {
      return Path.problem(
          "`"
              + resource.address()
              + "` has "
              + (counted ? "`count`" : "`for_each`")
              + ", so the reference needs an index.");
    }
    Optional<BlockSchema> schema = schema(resource.address());
    if (schema.isEmpty() || steps.isEmpty()) {
      return Path.OPEN;
    }
    Path path = block(schema.get(), steps, resource.address().toString());
    return splat ? new Path(path.type().map(ListType::new), path.problem()) : path;
  }

  static Optional<BlockSchema> schema(ResourceAddress address) {
    return ProviderSchema.ofType(address.type())
        .flatMap(provider ->
            switch (address.mode()) {
              case MANAGED -> provider.resource(address.type());
              case DATA -> provider.data(address.type());
            })
        .map(ProviderSchema.ResourceSchema::body);
  }

  private Path block(BlockSchema schema, List<Reference.Step> steps, String where) {
    if (steps.isEmpty()) {
      return Path.OPEN;
    }
    String name =
        switch (steps.getFirst()) {
          case Reference.Attribute attribute -> attribute.name();
          case Reference.Index index when index.key() instanceof Expression.Text key -> key.value();
          default -> "";
        };
    if (name.isEmpty()) {
      return Path.problem("`" + where + "` is one object: it takes a name, not an index.");
    }
    List<Reference.Step> rest = steps.subList(1, steps.size());
    Optional<BlockSchema.Attribute> attribute = schema.attribute(name);
    if (attribute.isPresent()) {
      return attribute.get().nested().isPresent()
          ? Path.OPEN
          : type(attribute.get().type(), rest, where + "." + name);
    }
    Optional<NestedBlock> block = schema.block(name);
    if (block.isEmpty()) {
      Set<String> names = new TreeSet<>(schema.attributes().keySet());
      names.addAll(schema.blocks().keySet());
      return Path.problem(
          "`" + where + "` has no attribute `" + name + "`." + Suggestion.sentence(name, names));
    }
    return nested(block.get(), rest, where + "." + name);
  }

  private Path nested(NestedBlock block, List<Reference.Step> steps, String where) {
    boolean single = block.nesting() == Nesting.SINGLE || block.nesting() == Nesting.GROUP;
    if (single || steps.isEmpty()) {
      return block(block.body(), steps, where);
    }
    List<Reference.Step> rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case Reference.Attribute attribute when block.nesting() != Nesting.MAP ->
          Path.problem(
              "`"
                  + where
                  + "` is a list of blocks: write `"
                  + where
                  + "[0]."
                  + attribute.name()
                  + "`.");
      case Reference.Attribute attribute -> block(block.body(), rest, where);
      case Reference.Index index when block.nesting() == Nesting.SET ->
          Path.problem("`" + where + "` is a set: it has no index. Use `one(…)` or `tolist(…)`.");
      case Reference.Index index -> block(block.body(), rest, where);
      case Reference.Splat splat -> {
        Path path = block(block.body(), rest, where);
        yield new Path(path.type().map(ListType::new), path.problem());
      }
    };
  }

  private Path type(Type type, List<Reference.Step> steps, String where) {
    if (steps.isEmpty() || type == Primitive.DYNAMIC) {
      return new Path(Optional.of(type), Optional.empty());
    }
    Reference.Step step = steps.getFirst();
    List<Reference.Step> rest = steps.subList(1, steps.size());
    boolean named = step instanceof Reference.Attribute;
    if (step instanceof Reference.Splat) {
      Type element =
          type instanceof ListType list
              ? list.element()
              : type instanceof SetType set ? set.element() : type;
      Path path = type(element, rest, where);
      return new Path(path.type().map(ListType::new), path.problem());
    }
    return switch (type) {
      case ListType list ->
          named
              ? Path.problem("`" + where + "` is a list: it needs an index such as `[0]`.")
              : type(list.element(), rest, where);
      case SetType set ->
          Path.problem("`" + where + "` is a set: it has no index. Use `one(…)` or `tolist(…)`.");
      case MapType map -> type(map.element(), rest, where);
      case Type.TupleType tuple -> new Path(Optional.of(Type.Primitive.DYNAMIC), Optional.empty());
      case ObjectType object -> {
        String name =
            step instanceof Reference.Attribute attribute
                ? attribute.name()
                : step instanceof Reference.Index index
                        && index.key() instanceof Expression.Text key
                    ? key.value()
                    : "";
        Type inner = object.attributes().get(name);
        yield inner == null
            ? Path.problem(
                "`"
                    + where
                    + "` has no attribute `"
                    + name
                    + "`."
                    + Suggestion.sentence(name, object.attributes().keySet()))
            : type(inner, rest, where + "." + name);
      }
      case Primitive primitive ->
          Path.problem("`" + where + "` is a " + primitive + ": there is nothing inside of it.");
    };
  }

  /**
   * What is wrong with a reference where {@code wanted} is needed, as far as declared types tell.
   */
  Optional<String> mismatch(Expression expression, Type wanted) {
    if (!(expression instanceof Reference reference)) {
      return Optional.empty();
    }
    return typeOf(reference)
        .filter(given -> !Types.converts(given, wanted))
        .map(given -> given + " where " + wanted + " is needed");
  }

  private Optional<Type> typeOf(Reference reference) {
    if (reference.root().equals("var")) {
      boolean whole = reference.steps().size() == 1;
      return attribute(reference, 0)
          .filter(name -> whole)
          .flatMap(name -> Optional.ofNullable(scope.variables.get(name)))
          .flatMap(variable -> Types.constraint(variable.type()))
          .map(Types.Constraint::type);
    }
    return target(reference)
        .flatMap(address -> Optional.ofNullable(scope.resources.get(address.toString())))
        .flatMap(resource -> walk(reference, resource).type());
  }
}
