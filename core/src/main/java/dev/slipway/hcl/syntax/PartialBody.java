package dev.slipway.hcl.syntax;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left of a body for its next reader.
 *
 * @param whole the body
 * @param taken the names of the arguments and blocks that somebody else reads
 */
public record PartialBody(HclBody whole, Set<String> taken) implements HclBody {

  public PartialBody {
    taken = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(taken));
  }

  @Override
  public Range range() {
    return whole.range();
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels) {
    return whole.items(blockLabels).stream().filter(item -> !taken.contains(item.name())).toList();
  }
}
