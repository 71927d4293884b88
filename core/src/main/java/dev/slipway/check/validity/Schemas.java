package dev.slipway.check.validity;

import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.facts.SchemaCatalog;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.Resource;
import java.util.Optional;

/** The schemas of a catalog, as the modules of a configuration name their providers. */
public final class Schemas {

  private final SchemaCatalog catalog;

  private Schemas(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  /** The schemas that ship with the product. */
  public static Schemas bundled() {
    return new Schemas(SchemaCatalog.builtIn());
  }

  public static Schemas of(SchemaCatalog catalog) {
    return new Schemas(catalog);
  }

  SchemaCatalog catalog() {
    return catalog;
  }

  /** The schema of the provider that answers for a resource, if it is at hand. */
  public Optional<ProviderSchema> provider(Module module, Resource resource) {
    return catalog.provider(module.provider(resource).toString());
  }

  /** The schema of the provider that a module has given a local name. */
  public Optional<ProviderSchema> provider(Module module, String localName) {
    return catalog.provider(module.provider(localName).toString());
  }

  /** What may stand in a resource and can be read from it; empty where that is not known. */
  public Optional<BlockSchema> body(Module module, Resource resource) {
    Optional<ProviderSchema> provider = provider(module, resource);
    Optional<ProviderSchema.ResourceSchema> schema =
        switch (resource.mode()) {
          case MANAGED -> provider.flatMap(found -> found.resource(resource.type()));
          case DATA -> provider.flatMap(found -> found.data(resource.type()));
          case EPHEMERAL -> provider.flatMap(found -> found.ephemeral(resource.type()));
        };
    return schema.map(ProviderSchema.ResourceSchema::body).filter(BlockSchema::isReadable);
  }
}
