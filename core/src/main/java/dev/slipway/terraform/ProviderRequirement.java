package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code required_providers}.
 *
 * @param aliases the configurations that a caller must pass
 */
public record ProviderRequirement(
    String localName,
    ProviderAddress source,
    Optional<Settings.Constraint> version,
    List<ProviderReference> aliases,
    Range range) {

  public ProviderRequirement {
    aliases = List.copyOf(aliases);
  }
}
