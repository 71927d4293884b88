package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Optional;

/** {@code removed { … }}. */
public record Removed(
    Optional<Reference> from,
    boolean destroy,
    List<Resource.Provisioner> provisioners,
    Range header) {

  public Removed {
    provisioners = List.copyOf(provisioners);
  }
}
