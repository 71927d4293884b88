package dev.slipway.terraform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may stand in a block of the language itself.
 *
 * @param arguments whether each is required, by name
 * @param blocks the names of each one's labels, by type
 */
record BlockSchema(Map<String, Boolean> arguments, Map<String, List<String>> blocks) {

  BlockSchema {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
  }

  static BlockSchema of(String... optionalArguments) {
    return new BlockSchema(new LinkedHashMap<>(), new LinkedHashMap<>())
        .arguments(false, optionalArguments);
  }

  BlockSchema require(String... names) {
    return arguments(true, names);
  }

  BlockSchema with(String... optionalArguments) {
    return arguments(false, optionalArguments);
  }

  private BlockSchema arguments(boolean required, String... names) {
    Map<String, Boolean> all = new LinkedHashMap<>(arguments);
    for (String name : names) {
      all.put(name, required);
    }
    return new BlockSchema(all, blocks);
  }

  BlockSchema block(String type, String... labels) {
    Map<String, List<String>> all = new LinkedHashMap<>(blocks);
    all.put(type, List.of(labels));
    return new BlockSchema(arguments, all);
  }

  /** As this, with nothing required: what an override file may give. */
  BlockSchema forOverride() {
    return of(arguments.keySet().toArray(String[]::new)).withBlocks(blocks);
  }

  private BlockSchema withBlocks(Map<String, List<String>> types) {
    return new BlockSchema(arguments, types);
  }

  /** How many labels each type of block has. */
  Map<String, Integer> labelCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    blocks.forEach((type, labels) -> counts.put(type, labels.size()));
    return counts;
  }

  List<String> argumentNames() {
    return new ArrayList<>(arguments.keySet());
  }
}
