package dev.slipway.check.validity;

import dev.slipway.check.validity.Target.ModuleCallTarget;
import dev.slipway.check.validity.Target.ResourceTarget;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.terraform.Resource;
import dev.slipway.terraform.ResourceMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether a reference leads somewhere, as far as that can be told without any value. */
final class ReferenceRules {

  private final ModuleNames names;
  private final String address;
  private final Problems problems;

  /**
   * @param address what the references stand in
   */
  ReferenceRules(ModuleNames names, String address, Problems problems) {
    this.names = names;
    this.address = address;
    this.problems = problems;
  }

  /**
   * Reports what is wrong with a reference.
   *
   * @param place where it stands
   * @return whether nothing is
   */
  boolean check(ParsedReference reference, Place place) {
    Module module = names.module();
    return switch (reference.target()) {
      case Target.Variable variable ->
          declared(module.variables(), variable.name(), "var.", "input variable", reference);
      case Target.Local local ->
          declared(module.locals(), local.name(), "local.", "local value", reference);
      case ModuleCallTarget call ->
          declared(module.calls(), call.call(), "module.", "module", reference);
      case ResourceTarget resource -> resource(resource, reference, place);
      case Target.Self self -> self(reference, place);
      case Target.CountAttribute count ->
          count.name().equals("index")
              ? place.repetition().counts() || misuse(reference, "count.index", "count")
              : noAttribute(reference, "count", count.name(), List.of("index"));
      case Target.EachAttribute each ->
          each.name().equals("key") || each.name().equals("value")
              ? place.repetition().iterates()
                  || misuse(reference, "each." + each.name(), "for_each")
              : noAttribute(reference, "each", each.name(), List.of("key", "value"));
      case Target.PathAttribute path -> {
        List<String> known = List.of("cwd", "module", "root");
        yield known.contains(path.name()) || noAttribute(reference, "path", path.name(), known);
      }
      case Target.TerraformAttribute attribute -> {
        List<String> known = List.of("applying", "workspace");
        yield known.contains(attribute.name())
            || noAttribute(reference, "terraform", attribute.name(), known);
      }
    };
  }

  private boolean declared(
      Map<String, ?> declarations,
      String name,
      String prefix,
      String what,
      ParsedReference reference) {
    return declarations.containsKey(name)
        || undeclared(
            reference.range(),
            prefix + name,
            "No " + what + " `" + name + "` is declared in " + names.display() + ".",
            name,
            declarations.keySet());
  }

  private boolean undeclared(
      Range range, String what, String detail, String name, Collection<String> candidates) {
    problems.error(
        "SLIP-TF-UNDECLARED",
        address,
        range,
        "`" + what + "` is not declared",
        detail + names.suggestion(what, name, candidates),
        "Declare it, or correct the name.");
    return false;
  }

  private boolean misuse(ParsedReference reference, String what, String argument) {
    return wrong(
        reference.range(),
        "`" + what + "` is not available here",
        "It exists only in a block that has `" + argument + "`.",
        "Add `" + argument + "` to the block, or use another value.");
  }

  private boolean noAttribute(
      ParsedReference reference, String object, String name, List<String> known) {
    return wrong(
        reference.range(),
        "No attribute `" + object + "." + name + "`",
        "`"
            + object
            + "` has only `"
            + String.join("` and `", known)
            + "`."
            + Suggestion.sentence(name, known),
        "Use one of those.");
  }

  /**
   * Reports an output that a module does not have. Terraform says so only when it evaluates the
   * reference, so {@code try} accepts it.
   *
   * @param reference refers to a module call that there is
   * @return whether nothing is wrong
   */
  boolean output(ParsedReference reference, ModuleCallTarget target) {
    ModuleCall call = Objects.requireNonNull(names.module().calls().get(target.call()));
    ModuleInstance child = names.instance().children().get(call.name());
    if (child == null || target.output().isEmpty() || target.key().isPresent()) {
      return true;
    }
    String output = target.output().get();
    if (call.count().isPresent()) {
      return wrong(
          reference.range(),
          "`" + call.address() + "` is a list",
          "The module has `count`, so an output belongs to one of its instances.",
          "Write `" + call.address() + "[0]." + output + "`, or `[*]` for all of them.");
    }
    return call.forEach().isPresent()
        || child.module().outputs().containsKey(output)
        || undeclared(
            reference.range(),
            call.address() + "." + output,
            "The module `" + call.name() + "` has no output `" + output + "`.",
            output,
            child.module().outputs().keySet());
  }

  private boolean self(ParsedReference reference, Place place) {
    if (place.self().isEmpty()) {
      return wrong(
          reference.range(),
          "`self` is not available here",
          "It exists only in provisioners, connections and postconditions.",
          "Refer to the resource by its address.");
    }
    return attributes(place.self().get(), reference.rest(), reference.range());
  }

  private boolean resource(ResourceTarget target, ParsedReference reference, Place place) {
    Resource resource = names.module().resources().get(target.address());
    if (resource == null) {
      return undeclaredResource(target, reference);
    }
    if (resource.insideCheck() && !place.mayUse(resource)) {
      return wrong(
          reference.range(),
          "`" + resource.address() + "` is not available here",
          "It stands in a `check` block, and only that block's conditions may use it.",
          "Declare the data source outside of the check.");
    }
    return key(resource, target, reference)
        && attributes(resource, reference.rest(), reference.range());
  }

  private boolean undeclaredResource(ResourceTarget target, ParsedReference reference) {
    Map<String, Resource> resources = names.module().resources();
    ResourceTarget data =
        new ResourceTarget(ResourceMode.DATA, target.type(), target.name(), Optional.empty());
    String meant =
        target.mode() == ResourceMode.MANAGED && resources.containsKey(data.address())
            ? " Did you mean the data source `" + data.address() + "`?"
            : names.suggestion(target.address(), target.address(), resources.keySet());
    problems.error(
        "SLIP-TF-UNDECLARED",
        address,
        reference.range(),
        "`" + target.address() + "` is not declared",
        "No such resource is declared in " + names.display() + "." + meant,
        "Declare it, or correct the name.");
    return false;
  }

  private boolean key(Resource resource, ResourceTarget target, ParsedReference reference) {
    boolean repeated = resource.count().isPresent() || resource.forEach().isPresent();
    if (target.key().isPresent() && !repeated) {
      return instance(
          reference,
          "`"
              + resource.address()
              + "` has neither `count` nor `for_each`, so there is one"
              + " instance only and none is to be picked.",
          "Remove the index.");
    }
    if (target.key().isEmpty() && repeated && !reference.rest().isEmpty()) {
      boolean counts = resource.count().isPresent();
      return instance(
          reference,
          "`"
              + resource.address()
              + "` has `"
              + (counts ? "count" : "for_each")
              + "`, so its attributes belong to one of its instances.",
          "Write `"
              + resource.address()
              + (counts ? "[count.index]" : "[each.key]")
              + "`, or another key.");
    }
    return true;
  }

  private boolean attributes(Resource resource, List<Step> steps, Range range) {
    if (steps.isEmpty()) {
      return true;
    }
    if (steps.getFirst() instanceof Step.Attribute first
        && first.name().equals("count")
        && names.schema(resource).isPresent()) {
      return wrong(
          range,
          "No attribute `count`",
          "How many instances there are is not an attribute of the resource.",
          "Write `length(" + resource.address() + ")`.");
    }
    return names
        .schema(resource)
        .map(schema -> SchemaSteps.check(schema, steps, address, problems))
        .orElse(true);
  }

  private boolean instance(ParsedReference reference, String detail, String fix) {
    problems.error(
        "SLIP-TF-INSTANCE-KEY",
        address,
        reference.range(),
        "The reference does not fit the number of instances",
        detail,
        fix);
    return false;
  }

  private boolean wrong(Range range, String summary, String detail, String fix) {
    problems.error("SLIP-TF-REFERENCE", address, range, summary, detail, fix);
    return false;
  }
}
