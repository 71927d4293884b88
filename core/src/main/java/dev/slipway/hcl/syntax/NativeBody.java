package dev.slipway.hcl.syntax;

import java.util.List;
import java.util.Map;

/** A body in native syntax. */
public record NativeBody(List<HclItem> items, Range range) implements HclBody {

  public NativeBody {
    items = List.copyOf(items);
  }

  @Override
  public List<HclItem> items(Map<String, Integer> blockLabels) {
    return items;
  }
}
