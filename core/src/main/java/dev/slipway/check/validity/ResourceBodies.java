package dev.slipway.check.validity;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evaluate.Scope;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.Constraints;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.facts.ProviderSchema.ResourceSchema;
import dev.slipway.facts.SchemaCatalog;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.ProviderAddress;
import dev.slipway.terraform.ProviderConfiguration;
import dev.slipway.terraform.Resource;
import dev.slipway.terraform.ResourceMode;
import dev.slipway.value.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bodies of resources, data sources, ephemeral resources and provider configurations against
 * the schemas at hand.
 */
final class ResourceBodies {

  private final SchemaCatalog catalog;
  private final Problems problems;
  private final Set<String> unknownProviders = new LinkedHashSet<>();

  ResourceBodies(SchemaCatalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /**
   * Checks a resource's type and the provider's part of its body, with what stands in it.
   *
   * @param address its full address
   * @param provider the provider that answers for it
   * @param scope the names that its arguments may use
   */
  void check(String address, Resource resource, ProviderAddress provider, Scope scope) {
    Optional<ProviderSchema> schema = catalog.provider(provider.toString());
    if (schema.isEmpty()) {
      notChecked(provider, resource);
      return;
    }
    Optional<ResourceSchema> type = type(schema.get(), resource);
    if (type.isEmpty()) {
      if (resource.mode() != ResourceMode.EPHEMERAL || schema.get().isComplete()) {
        unknownType(address, resource, schema.get());
      }
      return;
    }
    body(address, resource, schema.get(), type.get().body(), scope);
  }

  /** The schema of a resource; empty where none is at hand. */
  Optional<BlockSchema> schema(Resource resource, ProviderAddress provider) {
    return catalog
        .provider(provider.toString())
        .flatMap(schema -> type(schema, resource))
        .map(ResourceSchema::body);
  }

  private static Optional<ResourceSchema> type(ProviderSchema schema, Resource resource) {
    return switch (resource.mode()) {
      case MANAGED -> schema.resource(resource.type());
      case DATA -> schema.data(resource.type());
      case EPHEMERAL -> schema.ephemeral(resource.type());
    };
  }

  private void body(
      String address, Resource resource, ProviderSchema provider, BlockSchema schema, Scope scope) {
    BodyProblems found = new BodyProblems(address, problems);
    if (schema.deprecated()) {
      found.deprecated(resource.type(), resource.typeRange());
    }
    EvaluatedBody read =
        new BodyCheck(found).read(resource.body(), schema, scope, resource.header());
    EvaluatedBody body = isOlderKind(schema) ? read.whollyKnownParts() : read;
    boolean builtIn = provider.name().equals("terraform");
    new ProviderCheck(found, resource.mode() != ResourceMode.EPHEMERAL, !builtIn)
        .check(body, schema);
    if (builtIn && resource.type().equals(RemoteState.TYPE) && isTerraforms(scope)) {
      new RemoteState(found).check(body);
    }
    if (!provider.isShipped()) {
      return;
    }
    switch (resource.mode()) {
      case MANAGED -> {
        Constraints constraints = Constraints.of(resource.type());
        if (constraints.resourceDeprecated() && !schema.deprecated()) {
          found.deprecated(resource.type(), resource.typeRange());
        }
        identifier(body, schema, found);
        new ConstraintCheck(constraints, found).check(body);
      }
      case DATA -> new ConstraintCheck(Constraints.ofData(resource.type()), found).check(body);
      case EPHEMERAL -> {}
    }
  }

  /** Backends of OpenTofu are not quite the same. */
  private static boolean isTerraforms(Scope scope) {
    return !(scope instanceof ModuleScope names && names.module().module().openTofu());
  }

  /** Resources of providers of the older kind all have an identifier that looks settable. */
  private static boolean isOlderKind(BlockSchema schema) {
    return schema
        .attribute("id")
        .map(id -> id.type() == Type.Primitive.STRING && id.computed() && id.optional())
        .orElse(false);
  }

  /** The identifier that looks settable is not. */
  private static void identifier(EvaluatedBody body, BlockSchema schema, BodyProblems found) {
    if (isOlderKind(schema)) {
      body.argument("id")
          .filter(argument -> !argument.value().isNull())
          .ifPresent(argument -> found.computed("id", argument.nameRange()));
    }
  }

  private void unknownType(String address, Resource resource, ProviderSchema schema) {
    boolean managed = resource.mode() == ResourceMode.MANAGED;
    List<String> types =
        switch (resource.mode()) {
          case MANAGED -> schema.resourceTypes();
          case DATA -> schema.dataTypes();
          case EPHEMERAL -> schema.ephemeralTypes();
        };
    String kind =
        switch (resource.mode()) {
          case MANAGED -> "resource type";
          case DATA -> "data source";
          case EPHEMERAL -> "ephemeral resource type";
        };
    boolean otherKind =
        managed
            ? schema.data(resource.type()).isPresent()
            : schema.resource(resource.type()).isPresent();
    String hint =
        otherKind
            ? " There is a " + (managed ? "data source" : "resource") + " of this type."
            : Suggestion.sentence(resource.type(), types);
    String detail = "The provider " + schema.title() + " does not have it." + hint;
    problems.error(
        "SLIP-TF-RESOURCE-UNKNOWN",
        address,
        resource.typeRange(),
        "No " + kind + " `" + resource.type() + "`",
        detail,
        "Use a type that exists in the version of the provider that you use.");
  }

  private void notChecked(ProviderAddress provider, Resource resource) {
    if (!unknownProviders.add(provider.toString())) {
      return;
    }
    problems.add(
        Diagnostic.note(
            "SLIP-TF-PROVIDER-NOT-CHECKED",
            resource.typeRange().span(),
            "No schema of the provider `" + provider + "`",
            "What belongs to this provider was not checked against a schema, because none is at"
                + " hand.",
            "Import the provider's schema, in an initialized directory:\n"
                + "terraform providers schema -json > schema.json\n"
                + "slipway schema import schema.json"));
  }

  /**
   * Checks the body of a provider's configuration. Terraform looks only at those that something
   * uses and that are not empty.
   *
   * @param address as in messages: {@code provider.aws.west}
   */
  void check(
      String address, ProviderConfiguration configuration, ProviderAddress provider, Scope scope) {
    Optional<ProviderSchema> schema = catalog.provider(provider.toString());
    if (schema.isEmpty()) {
      return;
    }
    BodyProblems found = new BodyProblems(address, problems);
    BlockSchema body = schema.get().provider();
    if (isEmpty(configuration, body)) {
      return;
    }
    EvaluatedBody read =
        new BodyCheck(found).read(configuration.body(), body, scope, configuration.header());
    new ProviderCheck(found, false, true).check(read, body);
  }

  private static boolean isEmpty(ProviderConfiguration configuration, BlockSchema schema) {
    java.util.Map<String, Integer> labels = new java.util.LinkedHashMap<>();
    schema.blocks().keySet().forEach(name -> labels.put(name, 0));
    return configuration.body().items(labels).isEmpty();
  }
}
