package dev.slipway.hcl.syntax;

import java.util.List;
import java.util.Map;

/** The inside of a block or of a file. */
public sealed interface HclBody permits NativeBody, JsonBody, PartialBody, JoinedBody {

  /** What it covers, without the braces. */
  Range range();

  /**
   * Its arguments and blocks, in order. Native syntax tells the two apart by itself; in JSON a
   * property is a block where its name is among {@code blockLabels}, and an argument elsewhere.
   *
   * @param blockLabels for each type of block that may stand here, how many labels it has
   */
  List<HclItem> items(Map<String, Integer> blockLabels);

  /**
   * As {@link #items(Map)}; what stands where neither an argument nor a block can be read from it
   * is reported. In native syntax the reader has reported all there is.
   */
  default List<HclItem> items(Map<String, Integer> blockLabels, Problems problems) {
    return items(blockLabels);
  }
}
