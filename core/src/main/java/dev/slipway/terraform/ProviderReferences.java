package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.ModuleCall.PassedProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how configurations of providers are named. */
final class ProviderReferences {

  private ProviderReferences() {}

  static Optional<ProviderReference> read(
      HclExpression expression, String argument, Report report) {
    if (expression instanceof HclExpression.Invalid) {
      return Optional.empty();
    }
    if (expression instanceof HclExpression.Index index
        && report.isOpenTofus(
            expression.range(), "It picks one of the configurations that `for_each` makes.")) {
      return read(index.collection(), argument, report);
    }
    Optional<String> quoted = ReferenceReader.quoted(expression);
    quoted.ifPresent(text -> ReferenceReader.quotedIsOld(expression.range(), report));
    Optional<Traversal> traversal =
        quoted.isPresent()
            ? TraversalText.read(quoted.get(), expression.range())
            : ReferenceReader.find(expression).map(Reference::traversal);
    if (traversal.isPresent() && picksElement(traversal.get(), report)) {
      Traversal name = traversal.get();
      return read(
          new Traversal(name.root(), name.rootRange(), name.steps().subList(0, 1), name.range()),
          report);
    }
    if (traversal.isEmpty() || traversal.get().steps().size() > 1) {
      return wrong(
          expression.range(),
          "`"
              + argument
              + "` takes the name of a provider, with a dot and an alias behind it if"
              + " one is meant.",
          report);
    }
    return read(traversal.get(), report);
  }

  private static boolean picksElement(Traversal name, Report report) {
    return name.steps().size() == 2
        && name.steps().get(1) instanceof Step.Key
        && report.isOpenTofus(
            name.range(), "It picks one of the configurations that `for_each` makes.");
  }

  private static Optional<ProviderReference> read(Traversal traversal, Report report) {
    if (!checkLocalName(traversal.root(), traversal.rootRange(), report)) {
      return Optional.empty();
    }
    if (traversal.steps().isEmpty()) {
      return Optional.of(
          new ProviderReference(traversal.root(), Optional.empty(), traversal.range()));
    }
    return traversal.steps().getFirst() instanceof Step.Attribute alias
        ? Optional.of(
            new ProviderReference(traversal.root(), Optional.of(alias.name()), traversal.range()))
        : wrong(
            traversal.steps().getFirst().range(),
            "Behind the name of a provider only a dot and an alias may stand.",
            report);
  }

  private static Optional<ProviderReference> wrong(Range range, String why, Report report) {
    report.error(
        "PROVIDER-REFERENCE",
        range,
        "Not the name of a provider configuration",
        why,
        "Write something like `aws` or `aws.west`.");
    return Optional.empty();
  }

  /** Whether this can be a provider's name in a module; if not, that is reported. */
  static boolean checkLocalName(String name, Range range, Report report) {
    Optional<String> fault = ProviderAddress.fault(name);
    if (fault.isEmpty() && name.equals(ProviderAddress.normalized(name))) {
      return true;
    }
    report.error(
        "PROVIDER-NAME",
        range,
        "Invalid name of a provider",
        fault.orElse("Names of providers are written in lower case."),
        fault.isPresent()
            ? "Use lower-case letters, digits and dashes."
            : "Write `" + ProviderAddress.normalized(name) + "`.");
    return false;
  }

  /** The {@code providers} of a module call. */
  static List<PassedProvider> passed(HclExpression expression, Report report) {
    if (!(expression instanceof ObjectConstructor object)) {
      if (!(expression instanceof HclExpression.Invalid)) {
        report.error(
            "PROVIDER-REFERENCE",
            expression.range(),
            "A map is needed here",
            "It must be written out, so that Terraform can read it without computing anything.",
            "Write `{ aws = aws.west }`.");
      }
      return List.of();
    }
    Map<String, PassedProvider> passed = new LinkedHashMap<>();
    for (ObjectConstructor.Entry entry : object.entries()) {
      Optional<ProviderReference> inModule = read(entry.key(), "providers", report);
      Optional<ProviderReference> inCaller = read(entry.value(), "providers", report);
      if (inModule.isEmpty() || inCaller.isEmpty()) {
        continue;
      }
      String name = inModule.get().text();
      if (passed.putIfAbsent(name, new PassedProvider(inModule.get(), inCaller.get())) != null) {
        report.error(
            "DUPLICATE",
            entry.value().range(),
            "`" + name + "` is passed twice",
            "The module can get one configuration under each name.",
            "Remove one of the two.");
      }
    }
    return new ArrayList<>(passed.values());
  }
}
