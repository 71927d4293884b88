package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Optional;

/** {@code check "name" { … }}. Its data source is also among the module's resources. */
public record Check(
    String name, Optional<Resource> data, List<Condition> asserts, Range nameRange, Range header) {

  public Check {
    asserts = List.copyOf(asserts);
  }

  public String address() {
    return "check." + name;
  }
}
