package dev.slipway.hcl.syntax;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left of a body for its next reader.
 *
 * @param whole the body
 * @param arguments the names of the arguments that somebody else reads
 * @param blocks the types of the blocks that somebody else reads; in JSON, whose properties are
 *     neither before somebody reads them, such a name is taken altogether
 */
public record PartialBody(HclBody whole, Set<String> arguments, Set<String> blocks)
    implements HclBody {

  public PartialBody {
    arguments = Collections.unmodifiableSet(new LinkedHashSet<>(arguments));
    blocks = Collections.unmodifiableSet(new LinkedHashSet<>(blocks));
  }

  @Override
  public Range range() {
    return whole.range();
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels) {
    return items(blockLabels, new Problems());
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels, Problems problems) {
    if (whole instanceof JsonBody json) {
      return json.items(
          blockLabels, name -> !arguments.contains(name) && !blocks.contains(name), problems);
    }
    return whole.items(blockLabels, problems).stream().filter(item -> !isTaken(item)).toList();
  }

  private boolean isTaken(HclItem item) {
    return switch (item) {
      case HclItem.Attribute argument -> arguments.contains(argument.name());
      case HclItem.Block block -> blocks.contains(block.name());
    };
  }
}
