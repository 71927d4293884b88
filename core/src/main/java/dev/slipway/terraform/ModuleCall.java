package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code module "name" { … }}.
 *
 * @param sourceRange where the source is written, or the header without one
 * @param providers the configurations that it passes down, as the module names them and as the
 *     caller does
 * @param body all but the meta-arguments: the inputs
 */
public record ModuleCall(
    String name,
    ModuleSource source,
    Range sourceRange,
    Optional<Settings.Constraint> version,
    Optional<HclExpression> count,
    Optional<HclExpression> forEach,
    List<PassedProvider> providers,
    boolean passesProviders,
    List<Reference> dependsOn,
    HclBody body,
    Range nameRange,
    Range header) {

  public ModuleCall {
    providers = List.copyOf(providers);
    dependsOn = List.copyOf(dependsOn);
  }

  /** One entry of {@code providers}. */
  public record PassedProvider(ProviderReference inModule, ProviderReference inCaller) {}

  /** The inputs in the order of writing. */
  public List<HclItem.Attribute> inputs() {
    return body.items(Map.of()).stream()
        .filter(HclItem.Attribute.class::isInstance)
        .map(HclItem.Attribute.class::cast)
        .toList();
  }

  public String address() {
    return "module." + name;
  }
}
