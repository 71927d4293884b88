package dev.slipway.hcl.syntax;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two bodies read as one.
 *
 * @param overriding whether what the second has replaces what the first has by the same name, as
 *     override files do; otherwise both stand side by side
 */
public record JoinedBody(HclBody first, HclBody second, boolean overriding) implements HclBody {

  @Override
  public Range range() {
    return first.range();
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels) {
    return items(blockLabels, new Problems());
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels, Problems problems) {
    List<HclItem> added = second.items(blockLabels, problems);
    Set<String> replaced = new LinkedHashSet<>();
    if (overriding) {
      added.forEach(item -> replaced.add(subject(item)));
    }
    return Stream.concat(
            first.items(blockLabels, problems).stream()
                .filter(item -> !replaced.contains(subject(item))),
            added.stream())
        .toList();
  }

  /** A {@code dynamic} block stands for the blocks that it makes. */
  private static String subject(HclItem item) {
    return item instanceof HclItem.Block block
            && block.name().equals("dynamic")
            && block.labels().size() == 1
        ? block.labels().getFirst().text()
        : item.name();
  }
}
