package dev.slipway.cost;

import java.util.List;

/**
 * What one environment costs a month.
 *
 * @param lines by part, then in the order of the stack
 */
public record EnvironmentEstimate(String environment, List<Line> lines) {

  /** USD a month without the unknown lines. */
  public Range total() {
    return Estimate.sum(lines);
  }

  public Range total(Part part) {
    return Estimate.sum(lines.stream().filter(line -> line.part() == part).toList());
  }

  public List<Line.Unknown> unknown() {
    return lines.stream()
        .filter(Line.Unknown.class::isInstance)
        .map(Line.Unknown.class::cast)
        .toList();
  }
}
