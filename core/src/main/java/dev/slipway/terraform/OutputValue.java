package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Optional;

/**
 * {@code output "name" { … }}.
 *
 * @param value empty where it is missing, which is reported already
 */
public record OutputValue(
    String name,
    Optional<HclExpression> value,
    boolean sensitive,
    boolean ephemeral,
    List<Reference> dependsOn,
    List<Condition> preconditions,
    Range nameRange,
    Range header) {

  public OutputValue {
    dependsOn = List.copyOf(dependsOn);
    preconditions = List.copyOf(preconditions);
  }

  public String address() {
    return "output." + name;
  }
}
