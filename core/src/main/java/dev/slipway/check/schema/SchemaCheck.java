package dev.slipway.check.schema;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stack against its providers' schemas, what they were seen to refuse, and its own declarations:
 * what {@code terraform validate} would say, and some of what only an apply would.
 */
public final class SchemaCheck {

  private static final Set<String> BUILT_IN =
      new TreeSet<>(List.of("terraform_data", "terraform_remote_state"));

  private final Stack stack;
  private final Findings findings = new Findings();
  private final Scope scope;
  private final ReferenceCheck references;

  private SchemaCheck(Stack stack) {
    this.stack = stack;
    this.scope = new Scope(stack, findings);
    this.references = new ReferenceCheck(findings, scope);
  }

  /**
   * The problems of a stack, in order; values are checked in each environment that has a variable
   * file.
   */
  public static List<Diagnostic> check(Stack stack) {
    SchemaCheck check = new SchemaCheck(stack);
    check.run();
    return check.findings.sorted();
  }

  private void run() {
    stack.resources().forEach(this::resource);
    stack.providers().forEach(this::provider);
    stack
        .locals()
        .forEach(local -> references.check(local.value(), "local." + local.name(), Set.of()));
    stack
        .outputs()
        .forEach(output -> references.check(output.value(), "output." + output.name(), Set.of()));
    new VariableCheck(stack, scope, findings, references).run();
    new CycleCheck(stack, findings).run();
    new ConstraintCheck(stack, findings).run();
  }

  private void resource(Resource resource) {
    String address = resource.address().toString();
    schema(resource.address())
        .ifPresent(schema -> {
          BodyCheck body = new BodyCheck(findings, references, address);
          if (schema.deprecated()) {
            body.deprecated(resource.address().type());
          }
          body.check(resource.body(), schema, "");
          ignored(resource, schema);
        });
    meta(resource, address);
    references.check(resource.body(), address, names(resource));
  }

  private Optional<BlockSchema> schema(ResourceAddress address) {
    Optional<BlockSchema> schema = ReferenceCheck.schema(address);
    Optional<ProviderSchema> provider = ProviderSchema.ofType(address.type());
    if (schema.isEmpty() && provider.isPresent()) {
      boolean data = address.mode() == ResourceAddress.Mode.DATA;
      List<String> types = data ? provider.get().dataTypes() : provider.get().resourceTypes();
      findings.error(
          "RESOURCE-UNKNOWN",
          address.toString(),
          "No " + (data ? "data source" : "resource type") + " `" + address.type() + "`",
          "The provider "
              + provider.get().name()
              + " "
              + provider.get().version()
              + " does not have it."
              + Suggestion.sentence(address.type(), types),
          "Use a type that exists.");
    } else if (schema.isEmpty() && !BUILT_IN.contains(address.type())) {
      findings.warning(
          "PROVIDER-UNKNOWN",
          address.toString(),
          "No schema for `" + address.type() + "`",
          "Its provider is not among google, aws and azurerm, so nothing about it was checked.",
          "Check it with `terraform validate`.");
    }
    return schema;
  }

  private static Set<String> names(Resource resource) {
    Set<String> names = new LinkedHashSet<>();
    if (resource.meta().count().isPresent()) {
      names.add("count");
    }
    if (resource.meta().forEach().isPresent()) {
      names.add("each");
    }
    return names;
  }

  private void meta(Resource resource, String address) {
    Resource.Meta meta = resource.meta();
    if (meta.count().isPresent() && meta.forEach().isPresent()) {
      findings.error(
          "META",
          address,
          "Both `count` and `for_each`",
          "A resource is repeated in one way only.",
          "Remove one of the two.");
    }
    meta.count().ifPresent(value -> references.check(value, address, Set.of()));
    meta.forEach().ifPresent(value -> references.check(value, address, Set.of()));
    meta.lifecycle().ifPresent(body -> references.check(body, address, names(resource)));
    meta.dependsOn().forEach(reference -> dependsOn(reference, address));
  }

  private void dependsOn(dev.slipway.stack.Expression.Reference reference, String address) {
    Optional<ResourceAddress> target = ReferenceCheck.target(reference);
    boolean there =
        target.map(wanted -> scope.resources.containsKey(wanted.toString())).orElse(false);
    if (!there) {
      findings.error(
          "REFERENCE",
          address,
          "A reference leads nowhere",
          "`depends_on` names `"
              + dev.slipway.hcl.HclPrinter.inline(reference)
              + "`, which is not declared.",
          "Correct the reference.");
    }
  }

  private void ignored(Resource resource, BlockSchema schema) {
    Optional<dev.slipway.stack.Expression> ignored =
        resource.meta().lifecycle().flatMap(body -> body.argument("ignore_changes"));
    if (ignored.orElse(null) instanceof dev.slipway.stack.Expression.ListOf list) {
      for (dev.slipway.stack.Expression item : list.items()) {
        boolean known =
            item instanceof dev.slipway.stack.Expression.Reference reference
                && (schema.attribute(reference.root()).isPresent()
                    || schema.block(reference.root()).isPresent());
        if (!known) {
          findings.error(
              "REFERENCE",
              resource.address().toString(),
              "A reference leads nowhere",
              "`ignore_changes` names `"
                  + dev.slipway.hcl.HclPrinter.inline(item)
                  + "`, which the resource does not have.",
              "Correct the name.");
        }
      }
    }
  }

  private void provider(Stack.ProviderConfiguration provider) {
    String address = "provider." + provider.name();
    ProviderSchema.of(provider.name())
        .ifPresent(schema ->
            new BodyCheck(findings, references, address)
                .check(withoutMeta(provider.body()), schema.provider(), ""));
    references.check(provider.body(), address, Set.of());
  }

  private static Body withoutMeta(Body body) {
    return new Body(
        body.items().stream()
            .filter(item -> !(item instanceof Body.Argument a && a.name().equals("alias")))
            .toList());
  }
}
