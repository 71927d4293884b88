package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a module's {@code terraform} blocks say.
 *
 * @param requiredVersions constraints on Terraform itself; all must be met
 * @param requiredProviders by local name
 * @param backend where state is kept, if that is said
 * @param cloud the {@code cloud} block
 * @param providerMetas what {@code provider_meta} blocks say
 * @param experiments the language experiments that are switched on
 */
public record Settings(
    List<Constraint> requiredVersions,
    Map<String, ProviderRequirement> requiredProviders,
    Optional<Backend> backend,
    Optional<Cloud> cloud,
    List<ProviderMeta> providerMetas,
    List<String> experiments) {

  public Settings {
    requiredVersions = List.copyOf(requiredVersions);
    requiredProviders = Module.ordered(requiredProviders);
    providerMetas = List.copyOf(providerMetas);
    experiments = List.copyOf(experiments);
  }

  /** A version constraint and where it stands. */
  public record Constraint(VersionConstraint constraint, Range range) {}

  /** {@code backend "type" { … }}. */
  public record Backend(String type, Range typeRange, HclBody body, Range header) {}

  /** {@code cloud { … }}. */
  public record Cloud(HclBody body, Range header) {}

  /** {@code provider_meta "name" { … }}. */
  public record ProviderMeta(String provider, HclBody body, Range header) {}
}
