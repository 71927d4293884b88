package dev.slipway.blueprint;

import java.util.List;

/**
 * What a piece of output was made for and why.
 *
 * @param element the part of the blueprint it realizes
 * @param decisions ids of the decisions behind it, in the order of their weight
 */
public record Provenance(Element element, List<String> decisions) {

  public static Provenance of(Element element, String... decisions) {
    return new Provenance(element, List.of(decisions));
  }
}
