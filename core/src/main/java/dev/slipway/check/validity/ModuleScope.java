package dev.slipway.check.validity;

import dev.slipway.check.validity.Place.Repetition;
import dev.slipway.check.validity.Target.ModuleCallTarget;
import dev.slipway.check.validity.Target.ResourceTarget;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evaluate.Evaluator;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.References;
import dev.slipway.evaluate.Scope;
import dev.slipway.facts.BlockSchema;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Check;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Resource;
import dev.slipway.terraform.ResourceMode;
import dev.slipway.value.Mark;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that an expression in a module may use, at one place of the module. The {@code with…}
 * methods give the scope of a place that may use more.
 */
public final class ModuleScope implements Scope {

  private final ModuleNames names;
  private final Functions functions;
  private final Place place;

  ModuleScope(ModuleNames names, Functions functions, Place place) {
    this.names = names;
    this.functions = functions;
    this.place = place;
  }

  /**
   * Evaluates an expression. All its references are checked first, also those that the outcome does
   * not depend on; with a wrong one, it comes to {@link Value#DYNAMIC}.
   */
  public Value evaluate(HclExpression expression, Problems problems) {
    boolean fine = true;
    for (Traversal reference : references(expression)) {
      fine &= check(reference, problems);
    }
    if (!fine) {
      return Value.DYNAMIC;
    }
    Problems found = new Problems();
    Value value = Evaluator.evaluate(expression, this, found);
    if (!found.isEmpty()) {
      found.sorted().forEach(problem -> problems.add(addressed(problem)));
    }
    return value;
  }

  private Diagnostic addressed(Diagnostic problem) {
    return problem.address().isPresent()
        ? problem
        : new Diagnostic(
            problem.code(),
            problem.severity(),
            Optional.of(place.address()),
            problem.span(),
            problem.summary(),
            problem.detail(),
            problem.fix(),
            problem.edits());
  }

  /** The references to names of the module that an expression makes, in the order of writing. */
  public List<Traversal> references(HclExpression expression) {
    List<Traversal> all = References.of(expression);
    return place.names().isEmpty()
        ? all
        : all.stream().filter(each -> !place.names().containsKey(each.root())).toList();
  }

  /** Reports what is wrong with a reference; whether nothing is. */
  public boolean check(Traversal reference, Problems problems) {
    if (place.names().containsKey(reference.root())) {
      return true;
    }
    return ReferenceParser.parse(named(reference), place.address(), problems)
        .map(parsed -> new ReferenceRules(names, place.address(), problems).check(parsed, place))
        .orElse(false);
  }

  /** What a traversal refers to, if it is a proper reference. */
  public Optional<ParsedReference> parse(Traversal reference) {
    return ReferenceParser.parse(named(reference), place.address(), new Problems());
  }

  /** OpenTofu calls {@code terraform} also {@code tofu}. */
  private Traversal named(Traversal reference) {
    return reference.root().equals("tofu") && names.instance().module().openTofu()
        ? new Traversal("terraform", reference.rootRange(), reference.steps(), reference.range())
        : reference;
  }

  @Override
  public Resolved resolve(Traversal reference, Problems problems) {
    Value named = place.names().get(reference.root());
    if (named != null) {
      return new Resolved(named, 0);
    }
    Optional<ParsedReference> parsed =
        ReferenceParser.parse(named(reference), place.address(), problems)
            .filter(
                found -> new ReferenceRules(names, place.address(), problems).check(found, place));
    return parsed
        .filter(found -> outputExists(found, problems))
        .map(this::resolved)
        .orElseGet(() -> new Resolved(Value.DYNAMIC, reference.steps().size()));
  }

  private boolean outputExists(ParsedReference reference, Problems problems) {
    return !(reference.target() instanceof ModuleCallTarget call)
        || new ReferenceRules(names, place.address(), problems).output(reference, call);
  }

  private Resolved resolved(ParsedReference reference) {
    if (!(reference.target() instanceof ModuleCallTarget call)) {
      return new Resolved(value(reference.target()), reference.used());
    }
    Optional<Value> output = output(call);
    return output.isPresent()
        ? new Resolved(output.get(), reference.used())
        : new Resolved(value(call), 1); // the evaluator picks the instance and the output
  }

  /** The output of a module that is called once, if it has been evaluated. */
  private Optional<Value> output(ModuleCallTarget target) {
    ModuleNames child = names.children().get(target.call());
    if (child == null || target.key().isPresent()) {
      return Optional.empty();
    }
    boolean once =
        child.instance().call().orElseThrow().count().isEmpty()
            && child.instance().call().orElseThrow().forEach().isEmpty();
    return once ? target.output().map(child.outputs()::get) : Optional.empty();
  }

  private Value value(Target target) {
    return switch (target) {
      case Target.Variable variable -> names.variable(variable.name());
      case Target.Local local -> names.locals().getOrDefault(local.name(), Value.DYNAMIC);
      case ModuleCallTarget call -> names.modules().getOrDefault(call.call(), Value.DYNAMIC);
      case ResourceTarget resource ->
          resource.mode() == ResourceMode.EPHEMERAL
              ? Value.DYNAMIC.with(Set.of(Mark.EPHEMERAL))
              : Value.DYNAMIC;
      case Target.Self self -> Value.DYNAMIC;
      case Target.CountAttribute count -> place.repetition().index().orElse(Value.DYNAMIC);
      case Target.EachAttribute each ->
          (each.name().equals("key") ? place.repetition().key() : place.repetition().value())
              .orElse(Value.DYNAMIC);
      case Target.PathAttribute path ->
          switch (path.name()) {
            case "module" -> Value.of(names.path());
            case "root" -> Value.of(".");
            default -> Value.unknown(Primitive.STRING);
          };
      case Target.TerraformAttribute attribute ->
          attribute.name().equals("workspace")
              ? Value.of("default")
              : Value.FALSE.with(Set.of(Mark.EPHEMERAL));
    };
  }

  @Override
  public Functions functions() {
    return functions;
  }

  ModuleNames names() {
    return names;
  }

  /** The module that the names are of. */
  public ModuleInstance module() {
    return names.instance();
  }

  /** The address that problems are reported for. */
  public String address() {
    return place.address();
  }

  /**
   * This scope for what has another address.
   *
   * @param address within the module; messages get the module's own before it
   */
  public ModuleScope at(String address) {
    return with(
        new Place(
            names.instance().address(address),
            place.repetition(),
            place.self(),
            place.check(),
            place.names()));
  }

  /** The scope of a resource's body, with {@code count} or {@code each} where it has them. */
  public ModuleScope of(Resource resource) {
    ModuleScope scope = at(resource.address());
    return resource.count().isPresent()
        ? scope.withCount()
        : resource.forEach().isPresent() ? scope.withEach() : scope;
  }

  /** With {@code count.index}. */
  public ModuleScope withCount() {
    return with(Repetition.COUNT);
  }

  /** With {@code count.index}. */
  public ModuleScope withCount(int index) {
    return with(new Repetition(Optional.of(Value.of(index)), Optional.empty(), Optional.empty()));
  }

  /** With {@code each.key} and {@code each.value}, which are not known. */
  public ModuleScope withEach() {
    return with(Repetition.EACH);
  }

  /** With {@code each.key} and {@code each.value}. */
  public ModuleScope withEach(Value key, Value value) {
    return with(Repetition.each(key, value));
  }

  /** With {@code count} and {@code each}, as the inputs of a module call have them. */
  public ModuleScope withEither() {
    return with(Repetition.EITHER);
  }

  /** What {@code each.key} or {@code each.value} is here, where they exist. */
  public Optional<Value> each(String name) {
    return name.equals("key") ? place.repetition().key() : place.repetition().value();
  }

  /** Without {@code count} and {@code each}. */
  public ModuleScope withoutRepetition() {
    return with(Repetition.NONE);
  }

  private ModuleScope with(Repetition repetition) {
    return with(new Place(place.address(), repetition, place.self(), place.check(), place.names()));
  }

  /** With {@code self}. */
  public ModuleScope withSelf(Resource self) {
    return with(
        new Place(
            place.address(), place.repetition(), Optional.of(self), place.check(), place.names()));
  }

  /** With the data source of a check block. */
  ModuleScope within(Check check) {
    return with(
        new Place(
            place.address(), place.repetition(), place.self(), Optional.of(check), place.names()));
  }

  /** Where a variable has a value of its own. */
  ModuleScope withVariable(String name, Value value) {
    return new ModuleScope(names.with(name, value), functions, place);
  }

  /** The schemas of the providers. */
  public Schemas schemas() {
    return names.schemas();
  }

  /** What may stand in a resource of the module; empty where that is not known. */
  public Optional<BlockSchema> schema(Resource resource) {
    return names.schema(resource);
  }

  /** With a further name, which hides others: a dynamic block's iterator. */
  public ModuleScope withName(String name, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(place.names());
    more.put(name, value);
    return with(new Place(place.address(), place.repetition(), place.self(), place.check(), more));
  }

  private ModuleScope with(Place other) {
    return new ModuleScope(names, functions, other);
  }
}
