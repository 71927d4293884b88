package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/**
 * {@code provider "name" { … }}.
 *
 * @param constrainsVersion whether it says which versions of the provider will do
 * @param forEach what it is repeated for, which only OpenTofu does
 * @param body what the provider's schema describes
 */
public record ProviderConfiguration(
    String localName,
    Optional<String> alias,
    boolean constrainsVersion,
    Optional<HclExpression> forEach,
    HclBody body,
    Range nameRange,
    Range header) {

  /** How resources name it. */
  public ProviderReference reference() {
    return new ProviderReference(localName, alias, header);
  }

  public String address() {
    return "provider." + reference().text();
  }
}
