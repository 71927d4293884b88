package dev.slipway.hcl.syntax;

import java.util.List;
import java.util.Map;

/**
 * A body in JSON syntax: objects whose properties become arguments or blocks when it is known what
 * may stand here.
 */
public final class JsonBody implements HclBody {

  private final Range range;

  JsonBody(Range range) {
    this.range = range;
  }

  @Override
  public Range range() {
    return range;
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels) {
    throw new UnsupportedOperationException("JSON syntax is read in the next step");
  }
}
