package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/** The configuration of a provider, as a module names it: {@code aws} or {@code aws.west}. */
public record ProviderReference(String localName, Optional<String> alias, Range range) {

  public String text() {
    return alias.map(name -> localName + "." + name).orElse(localName);
  }
}
