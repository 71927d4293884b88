package dev.slipway.check.rule.pack;

import dev.slipway.check.rule.terraform.ResourceView;
import dev.slipway.check.rule.terraform.RuleInput;
import dev.slipway.check.rule.terraform.StackView;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a project's own rules about its resources. */
public final class PackCheck {

  private final StackView stack;
  private final Map<ResourceView, Map<String, Object>> seen = new LinkedHashMap<>();
  private Optional<Map<String, Object>> all = Optional.empty();
  private final Set<Diagnostic> found = new LinkedHashSet<>();

  private PackCheck(StackView stack) {
    this.stack = stack;
  }

  /** What the rules say of a configuration, and what is wrong with their expressions. */
  public static List<Diagnostic> check(List<PackRule> rules, RuleInput input) {
    if (rules.isEmpty()) {
      return List.of();
    }
    PackCheck check = new PackCheck(StackView.of(input));
    CelCompilation compilation = new CelCompilation();
    rules.forEach(rule -> check.rule(rule, compilation));
    List<Diagnostic> sorted = new ArrayList<>(check.found);
    sorted.sort(null);
    return List.copyOf(sorted);
  }

  private void rule(PackRule rule, CelCompilation compilation) {
    switch (compilation.compile(rule.when())) {
      case CelCompilation.Refused refused -> found.add(refused(rule, refused.message()));
      case CelCompilation.Compiled compiled -> {
        if (rule.isOverStack()) {
          ask(rule, compiled, Map.of(), Optional.empty(), rule.place());
        } else {
          for (ResourceView resource : stack.ofType(rule.on().toArray(String[]::new))) {
            ask(
                rule,
                compiled,
                values(resource),
                Optional.of(resource.address()),
                resource.place());
          }
        }
      }
    }
  }

  private void ask(
      PackRule rule,
      CelCompilation.Compiled compiled,
      Map<String, Object> resource,
      Optional<String> address,
      Span place) {
    switch (compiled.ask(resource, this::wholeStack)) {
      case YES -> found.add(violation(rule, address, place));
      case NO -> {}
      case TOO_LONG -> found.add(refused(rule, "It goes over too many elements."));
    }
  }

  private Map<String, Object> values(ResourceView resource) {
    return seen.computeIfAbsent(
        resource,
        r -> {
          Map<String, Object> values = new LinkedHashMap<>(CelValues.fields(r.asValue()));
          values.put("address", r.address());
          values.put("type", r.type());
          return CelValues.map(values);
        });
  }

  /** All resources by type, those of a type in their order. */
  private Map<String, Object> wholeStack() {
    if (all.isPresent()) {
      return all.get();
    }
    Map<String, List<Object>> byType = new LinkedHashMap<>();
    for (ResourceView resource : stack.resources()) {
      byType
          .computeIfAbsent(
              (resource.isData() ? "data." : "") + resource.type(), t -> new ArrayList<>())
          .add(values(resource));
    }
    all = Optional.of(new LinkedHashMap<>(byType));
    return all.get();
  }

  private static Diagnostic violation(PackRule rule, Optional<String> address, Span place) {
    return new Diagnostic(
        rule.id(),
        rule.severity(),
        address,
        Optional.of(place),
        rule.title(),
        rule.why(),
        rule.fix());
  }

  private static Diagnostic refused(PackRule rule, String message) {
    return Diagnostic.error(
        "SLIP-PACK-EXPRESSION",
        rule.whenPlace(),
        "Expression of rule `" + rule.id() + "` cannot be used",
        message,
        "Correct `when`. It is CEL over `resource` and `stack`.");
  }
}
