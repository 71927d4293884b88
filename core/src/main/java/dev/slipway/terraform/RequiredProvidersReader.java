package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code required_providers} blocks. */
final class RequiredProvidersReader {

  private final String name;
  private final Report report;
  private Optional<ProviderAddress> source = Optional.empty();
  private Optional<Settings.Constraint> version = Optional.empty();
  private final List<ProviderReference> aliases = new ArrayList<>();

  private RequiredProvidersReader(String name, Report report) {
    this.name = name;
    this.report = report;
  }

  /** The requirements by local name. */
  static Map<String, ProviderRequirement> read(Block block, Report report) {
    Map<String, ProviderRequirement> requirements = new LinkedHashMap<>();
    for (Attribute entry : Content.onlyArguments(block.body(), report)) {
      new RequiredProvidersReader(entry.name(), report)
          .entry(entry)
          .ifPresent(requirement -> requirements.put(entry.name(), requirement));
    }
    return requirements;
  }

  private Optional<ProviderRequirement> entry(Attribute entry) {
    HclExpression expression = entry.value();
    if (!(expression instanceof ObjectConstructor object)) {
      return legacy(expression);
    }
    if (!ProviderReferences.checkLocalName(name, expression.range(), report)) {
      return Optional.empty();
    }
    for (ObjectConstructor.Entry part : object.entries()) {
      if (!part(part)) {
        break;
      }
    }
    return Optional.of(requirement(expression.range()));
  }

  private ProviderRequirement requirement(Range range) {
    return new ProviderRequirement(
        name, source.orElseGet(() -> ProviderAddress.implied(name)), version, aliases, range);
  }

  /** The form {@code name = "version"} of Terraform 0.12. */
  private Optional<ProviderRequirement> legacy(HclExpression expression) {
    Optional<Value> value =
        Constants.value(expression, new Report(new Problems(), "", false))
            .filter(found -> found.isText() || found.isNumber() || found.isBool());
    if (value.isEmpty()) {
      if (!(expression instanceof HclExpression.Invalid)
          && ProviderReferences.checkLocalName(name, expression.range(), report)) {
        report.error(
            "PROVIDER-SOURCE",
            expression.range(),
            "Not a requirement of a provider",
            "Each entry is an object with the provider's `source` and `version`.",
            "Write `" + name + " = { source = \"hashicorp/" + name + "\" }`.");
      }
      return Optional.empty();
    }
    version = Versions.constraint(expression, report);
    Optional<String> fault = ProviderAddress.fault(name);
    if (fault.isPresent()) {
      report.error(
          "PROVIDER-NAME",
          expression.range(),
          "Invalid name of a provider",
          fault.get(),
          "Use lower-case letters, digits and dashes.");
      return Optional.empty();
    }
    return Optional.of(requirement(expression.range()));
  }

  /** Whether to go on with the next part. */
  private boolean part(ObjectConstructor.Entry part) {
    Optional<String> key =
        part.key() instanceof JsonText text ? Optional.of(text.raw()) : part.name();
    switch (key.orElse("")) {
      case "version" ->
          text(part.value(), "VERSION", "A version constraint is a string.")
              .ifPresent(text -> version = Versions.constraint(text, part.value().range(), report));
      case "source" ->
          text(part.value(), "PROVIDER-SOURCE", "A source is a string.")
              .ifPresent(text -> source(text, part.value().range()));
      case "configuration_aliases" ->
          ReferenceReader.items(part.value(), report).forEach(this::alias);
      default -> {
        report.error(
            "ARGUMENT-UNKNOWN",
            part.key().range(),
            "Not part of a provider's requirement",
            "It may have `source`, `version` and `configuration_aliases`. Settings of the provider"
                + " belong into a `provider` block.",
            "Correct the name or move it there.");
        return false;
      }
    }
    return true;
  }

  private Optional<String> text(HclExpression expression, String code, String wanted) {
    if (expression instanceof HclExpression.Invalid) {
      return Optional.empty();
    }
    Optional<Value> value =
        Constants.value(expression, new Report(new Problems(), "", false)).filter(Value::isText);
    if (value.isEmpty()) {
      report.error(
          code,
          expression.range(),
          "Not a string",
          wanted + " It must be written out, without names or functions.",
          "Write it as a string.");
    }
    return value.map(Value::text);
  }

  private void source(String text, Range range) {
    switch (ProviderAddress.parse(text)) {
      case ProviderAddress.Parsed.Found found -> source = Optional.of(found.address());
      case ProviderAddress.Parsed.Wrong wrong ->
          report.error(
              "PROVIDER-SOURCE",
              range,
              "Invalid source of a provider",
              wrong.why(),
              "Write something like `hashicorp/" + name + "`.");
    }
  }

  private void alias(HclExpression expression) {
    Optional<Reference> reference = ReferenceReader.plain(expression, report);
    if (reference.isEmpty()) {
      return;
    }
    Optional<ProviderReference> alias =
        ReferenceReader.quoted(expression).isPresent()
            ? Optional.empty()
            : ProviderReferences.read(expression, "configuration_aliases", report);
    if (alias.isPresent() && !alias.get().localName().equals(name)) {
      report.error(
          "PROVIDER-REFERENCE",
          expression.range(),
          "Alias of another provider",
          "What stands here must be an alias of `"
              + name
              + "`, but this names `"
              + alias.get().localName()
              + "`.",
          "Write `" + name + ".ALIAS`.");
      return;
    }
    alias.ifPresent(aliases::add);
  }
}
