package dev.slipway.check.validity;

import dev.slipway.check.validity.ImportTarget.Key;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Import;
import dev.slipway.terraform.Resource;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The import blocks of the root module. */
final class ImportCheck {

  private final Configuration configuration;
  private final ModuleScope root;
  private final Problems problems;
  private final Map<ImportTarget, Range> places = new LinkedHashMap<>();

  /**
   * @param root the scope of the root module
   */
  ImportCheck(Configuration configuration, ModuleScope root, Problems problems) {
    this.configuration = configuration;
    this.root = root;
    this.problems = problems;
  }

  void run() {
    for (Import block : configuration.root().module().imports()) {
      ImportTarget.of(block)
          .ifPresent(target -> {
            places.putIfAbsent(target, block.to().orElseThrow().range());
            check(block, target);
          });
    }
  }

  private void check(Import block, ImportTarget target) {
    Range to = block.to().orElseThrow().range();
    Optional<ModuleInstance> module = module(target);
    if (module.isEmpty()) {
      return;
    }
    Optional<Resource> resource =
        Optional.ofNullable(module.get().module().resources().get(target.resource()));
    if (resource.isEmpty()) {
      missing(block, target, to);
    } else {
      block.id().ifPresent(id -> itself(id, target));
      fits(block, target, resource.get(), to);
    }
    ModuleScope scope = root.at("import." + target.resource());
    block.forEach().ifPresent(all -> forEach(scope, all));
    ModuleScope each = block.forEach().isPresent() ? scope.withEach() : scope;
    block.id().ifPresent(id -> id(each, id));
  }

  /** The module of the target; one that is not at hand is not judged. */
  private Optional<ModuleInstance> module(ImportTarget target) {
    ModuleInstance at = configuration.root();
    for (String call : target.modules()) {
      ModuleInstance next = at.children().get(call);
      if (next == null) {
        if (!at.module().calls().containsKey(call)) {
          problems.error(
              "SLIP-TF-UNDECLARED",
              target.resource(),
              call(target),
              "The import leads into a module that is not called",
              "There is no module `" + call + "`.",
              "Correct the address.");
        }
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }

  private Range call(ImportTarget target) {
    return Objects.requireNonNull(places.get(target));
  }

  private void missing(Import block, ImportTarget target, Range to) {
    boolean generated =
        target.modules().isEmpty() && target.key() == Key.NONE && block.forEach().isEmpty();
    if (!generated) {
      problems.error(
          "SLIP-TF-UNDECLARED",
          target.resource(),
          to,
          "`" + target.resource() + "` is not declared",
          "Terraform writes a missing resource only into the root module, and only without"
              + " `count`, `for_each` and an instance's key.",
          "Declare the resource.");
    }
  }

  private void itself(HclExpression id, ImportTarget target) {
    for (Traversal reference : root.references(id)) {
      boolean self =
          root.parse(reference)
              .map(ParsedReference::target)
              .filter(Target.ResourceTarget.class::isInstance)
              .map(found -> ((Target.ResourceTarget) found).address().equals(target.resource()))
              .orElse(false);
      if (self) {
        problems.error(
            "SLIP-TF-CYCLE",
            target.resource(),
            reference.range(),
            "The import refers to what it imports",
            "Before the import, nothing is known of the resource.",
            "Write the id as a constant.");
      }
    }
  }

  private void fits(Import block, ImportTarget target, Resource resource, Range to) {
    boolean counts = resource.count().isPresent();
    boolean iterates = resource.forEach().isPresent();
    boolean fine =
        switch (target.key()) {
          case NONE -> !counts && !iterates || block.forEach().isPresent();
          case NUMBER -> counts || block.forEach().isPresent();
          case TEXT -> iterates || block.forEach().isPresent();
          case COMPUTED -> true;
        };
    if (!fine) {
      problems.error(
          "SLIP-TF-INSTANCE-KEY",
          target.resource(),
          to,
          "The address does not fit the number of instances",
          "`"
              + resource.address()
              + "` has "
              + (counts ? "`count`" : iterates ? "`for_each`" : "neither `count` nor `for_each`")
              + ".",
          counts
              ? "Write `" + resource.address() + "[0]` or another number."
              : iterates ? "Write `" + resource.address() + "[\"KEY\"]`." : "Remove the index.");
    }
  }

  private void forEach(ModuleScope scope, HclExpression expression) {
    Value value = scope.evaluate(expression, problems);
    boolean wrong =
        value.isWhollyKnown() && !value.isNull() && !value.hasElements() && !value.hasFields();
    if (wrong || value.isWhollyKnown() && value.has(Mark.EPHEMERAL)) {
      problems.error(
          "SLIP-TF-REPETITION",
          scope.address(),
          expression.range(),
          wrong ? "`for_each` takes a collection" : "`for_each` is ephemeral",
          wrong
              ? "The value is of type " + value.type() + "."
              : "The keys are kept from one run to the next, and the value is not.",
          "Use a map or a set that is not ephemeral.");
    }
  }

  private void id(ModuleScope scope, HclExpression expression) {
    Value value = scope.evaluate(expression, problems);
    Conversion conversion = Conversion.convert(value, Primitive.STRING);
    Value id = conversion.or(Value.NULL);
    boolean empty = id.isKnown() && (id.isNull() || id.text().isEmpty());
    if (empty) {
      problems.error(
          "SLIP-TF-VALUE",
          scope.address(),
          expression.range(),
          "The import has no id",
          "The id has to be text, and neither null nor empty.",
          "Write the id by which the provider knows the object.");
    }
  }
}
