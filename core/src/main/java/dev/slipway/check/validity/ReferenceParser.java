package dev.slipway.check.validity;

import dev.slipway.check.validity.Target.ModuleCallTarget;
import dev.slipway.check.validity.Target.ResourceTarget;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.ResourceMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Understands references; those that cannot be any are reported as {@code SLIP-TF-REFERENCE}. */
final class ReferenceParser {

  private final Traversal traversal;
  private final List<Step> steps;
  private final String address;
  private final Problems problems;

  private ReferenceParser(Traversal traversal, String address, Problems problems) {
    this.traversal = traversal;
    this.steps = traversal.steps();
    this.address = address;
    this.problems = problems;
  }

  /**
   * What a traversal refers to; empty where it is no proper reference, which is reported.
   *
   * @param address what it stands in
   */
  static Optional<ParsedReference> parse(Traversal traversal, String address, Problems problems) {
    return new ReferenceParser(traversal, address, problems).parse();
  }

  private Optional<ParsedReference> parse() {
    return switch (traversal.root()) {
      case "var" -> attribute(Target.Variable::new);
      case "local" -> attribute(Target.Local::new);
      case "path" -> attribute(Target.PathAttribute::new);
      case "terraform" -> attribute(Target.TerraformAttribute::new);
      case "count" -> attribute(Target.CountAttribute::new);
      case "each" -> attribute(Target.EachAttribute::new);
      case "self" -> found(new Target.Self(), 0);
      case "module" -> module();
      case "data" -> resource(ResourceMode.DATA);
      case "ephemeral" -> resource(ResourceMode.EPHEMERAL);
      case "resource" -> resource(ResourceMode.MANAGED);
      case "template", "lazy", "arg" ->
          wrong(
              traversal.rootRange(),
              "`"
                  + traversal.root()
                  + "` is reserved for later versions of Terraform, so it cannot begin a"
                  + " reference.",
              "If a resource type has that name, write `resource." + traversal.root() + "`.");
      default -> managed();
    };
  }

  private Optional<ParsedReference> attribute(Function<String, Target> target) {
    if (steps.isEmpty()) {
      return wrong(
          traversal.rootRange(),
          "`" + traversal.root() + "` alone is no value; only what is in it can be used.",
          "Write `" + traversal.root() + ".NAME`.");
    }
    return steps.getFirst() instanceof Step.Attribute first
        ? found(target.apply(first.name()), 1)
        : wrong(
            steps.getFirst().range(),
            "`" + traversal.root() + "` has no elements that an index could pick.",
            "Write `" + traversal.root() + ".NAME`.");
  }

  private Optional<ParsedReference> module() {
    Optional<ParsedReference> call =
        attribute(name -> new ModuleCallTarget(name, Optional.empty(), Optional.empty()));
    if (call.isEmpty() || steps.size() == 1) {
      return call;
    }
    String name = ((ModuleCallTarget) call.get().target()).call();
    Optional<Step> key = key(1);
    if (key.isPresent() && !proper(key.get())) {
      return improperKey(key.get());
    }
    int next = key.isPresent() ? 2 : 1;
    if (next == steps.size()) {
      return found(new ModuleCallTarget(name, key, Optional.empty()), next);
    }
    return steps.get(next) instanceof Step.Attribute output
        ? found(new ModuleCallTarget(name, key, Optional.of(output.name())), next + 1)
        : wrong(
            steps.get(next).range(),
            "An instance of a module has outputs, which are named and not counted.",
            "Write `module." + name + ".OUTPUT`.");
  }

  private Optional<ParsedReference> managed() {
    if (steps.isEmpty()) {
      return wrong(
          traversal.rootRange(),
          "`"
              + traversal.root()
              + "` is not a name that is known here; as a resource type it"
              + " must be followed by a resource's name.",
          "Write `" + traversal.root() + ".NAME`, or quote it if text is meant.");
    }
    return resource(ResourceMode.MANAGED, traversal.root(), 0);
  }

  private Optional<ParsedReference> resource(ResourceMode mode) {
    String form = traversal.root() + ".TYPE.NAME";
    if (steps.size() < 2) {
      return wrong(
          traversal.range(),
          "`" + traversal.root() + "` must be followed by a type and a name.",
          "Write `" + form + "`.");
    }
    return steps.getFirst() instanceof Step.Attribute type
        ? resource(mode, type.name(), 1)
        : wrong(
            steps.getFirst().range(),
            "`" + traversal.root() + "` has no elements that an index could pick.",
            "Write `" + form + "`.");
  }

  /**
   * @param at the index of the step that names the resource
   */
  private Optional<ParsedReference> resource(ResourceMode mode, String type, int at) {
    if (!(steps.get(at) instanceof Step.Attribute name)) {
      return wrong(
          steps.get(at).range(),
          "The type `" + type + "` must be followed by a resource's name, not by an index.",
          "Write `" + mode.prefix() + type + ".NAME`.");
    }
    Optional<Step> key = key(at + 1);
    if (key.isPresent() && !proper(key.get())) {
      return improperKey(key.get());
    }
    return found(
        new ResourceTarget(mode, type, name.name(), key), key.isPresent() ? at + 2 : at + 1);
  }

  /** The step there, if it picks an element. */
  private Optional<Step> key(int at) {
    return at < steps.size() && !(steps.get(at) instanceof Step.Attribute)
        ? Optional.of(steps.get(at))
        : Optional.empty();
  }

  private static boolean proper(Step key) {
    return switch (key) {
      case Step.Index index -> whole(index.index());
      case Step.Key text -> true;
      case Step.Attribute attribute -> false;
    };
  }

  private static boolean whole(BigDecimal number) {
    return number.signum() == 0
        || number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() < 19;
  }

  private Optional<ParsedReference> improperKey(Step key) {
    return wrong(
        key.range(),
        "Instances are told apart by whole numbers or by text.",
        "Use a whole number or a key in quotes.");
  }

  private Optional<ParsedReference> found(Target target, int used) {
    Range range =
        used == 0 ? traversal.rootRange() : traversal.rootRange().to(steps.get(used - 1).range());
    return Optional.of(new ParsedReference(traversal, target, used, range));
  }

  private Optional<ParsedReference> wrong(Range range, String detail, String fix) {
    problems.error("SLIP-TF-REFERENCE", address, range, "Invalid reference", detail, fix);
    return Optional.empty();
  }
}
