package dev.slipway.blueprint;

import java.util.List;
import java.util.Optional;

/**
 * A secret that is created empty; a person fills it out of band.
 *
 * @param name unique, a valid resource name part
 * @param purpose one line
 * @param readers the workloads that may read it, sorted
 * @param rotationDays after which it should be renewed; absent: when its issuer says so
 */
public record Secret(
    String name, String purpose, List<String> readers, Optional<Integer> rotationDays) {

  public Element element() {
    return Element.secret(name);
  }
}
