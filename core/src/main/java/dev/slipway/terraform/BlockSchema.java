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
 * @param openTofus what only OpenTofu knows here, and is not among the others
 */
record BlockSchema(
    Map<String, Boolean> arguments, Map<String, List<String>> blocks, List<String> openTofus) {

  BlockSchema {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    openTofus = List.copyOf(openTofus);
  }

  static BlockSchema of(String... optionalArguments) {
    return new BlockSchema(new LinkedHashMap<>(), new LinkedHashMap<>(), List.of())
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
    return new BlockSchema(all, blocks, openTofus);
  }

  BlockSchema block(String type, String... labels) {
    Map<String, List<String>> all = new LinkedHashMap<>(blocks);
    all.put(type, List.of(labels));
    return new BlockSchema(arguments, all, openTofus);
  }

  /** As this, with arguments that only OpenTofu has: taken where that is what reads the file. */
  BlockSchema openTofu(boolean reads, String... optionalArguments) {
    return reads
        ? with(optionalArguments)
        : new BlockSchema(arguments, blocks, List.of(optionalArguments));
  }

  /** The same with a type of block that has no labels. */
  BlockSchema openTofuBlock(boolean reads, String type) {
    return reads ? block(type) : new BlockSchema(arguments, blocks, List.of(type));
  }

  /** As this, with nothing required: what an override file may give. */
  BlockSchema forOverride() {
    return new BlockSchema(new LinkedHashMap<>(), blocks, openTofus)
        .with(arguments.keySet().toArray(String[]::new));
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
