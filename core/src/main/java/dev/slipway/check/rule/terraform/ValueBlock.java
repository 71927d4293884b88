package dev.slipway.check.rule.terraform;

import dev.slipway.evidence.Span;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;

/** An object that stands where a block could, or a map of settings. */
record ValueBlock(Value value, Span place) implements BlockView {

  @Override
  public Setting own(String name) {
    if (!value.hasFields()) {
      return new Setting(value.isKnown() ? Value.NULL : Value.DYNAMIC, place);
    }
    return new Setting(value.fields().getOrDefault(name, Value.NULL), place);
  }

  @Override
  public Blocks children(String name) {
    return of(own(name));
  }

  /** The objects in a value: it itself, or its elements. */
  static Blocks of(Setting setting) {
    Value value = setting.value();
    if (value.isKnown() && !value.isNull() && value.hasElements()) {
      List<BlockView> blocks = new ArrayList<>();
      boolean more = false;
      for (Value element : value.elements()) {
        if (element.isKnown() && element.hasFields()) {
          blocks.add(new ValueBlock(element, setting.place()));
        }
        more |= !element.isKnown();
      }
      return new Blocks(blocks, more);
    }
    return value.hasFields()
        ? new Blocks(List.of(new ValueBlock(value, setting.place())), false)
        : new Blocks(List.of(), !value.isKnown());
  }

  @Override
  public List<ResourceView> targets(String path) {
    return List.of();
  }
}
