package dev.slipway.check.validity;

import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.ProviderAddress;
import dev.slipway.terraform.Resource;
import java.util.Optional;

/** The schemas that a configuration is checked against. */
public interface Schemas {

  /** What may stand in a resource and can be read from it; empty where that is not known. */
  Optional<BlockSchema> of(Module module, Resource resource);

  /** The schemas that come with the product. */
  static Schemas bundled() {
    return (module, resource) -> {
      ProviderAddress address = module.provider(resource);
      boolean official =
          address.host().equals(ProviderAddress.PUBLIC_REGISTRY)
              && address.namespace().equals("hashicorp");
      Optional<ProviderSchema> provider =
          official ? ProviderSchema.of(address.type()) : Optional.empty();
      return switch (resource.mode()) {
        case MANAGED -> provider.flatMap(p -> p.resource(resource.type())).map(type -> type.body());
        case DATA -> provider.flatMap(p -> p.data(resource.type())).map(type -> type.body());
        case EPHEMERAL -> Optional.empty();
      };
    };
  }
}
