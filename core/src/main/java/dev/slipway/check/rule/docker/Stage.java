package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.written.ImageName;
import java.util.List;
import java.util.Optional;

/**
 * One stage of a Dockerfile.
 *
 * @param name after AS; empty for none
 * @param written what it is built on, arguments put in where their values are known
 * @param image the same, when it is an image whose name is known
 * @param base the same, when it is an earlier stage
 * @param instructions those after FROM
 */
record Stage(
    String name,
    Instruction from,
    String written,
    Optional<ImageName> image,
    Optional<Stage> base,
    List<Instruction> instructions) {

  Stage {
    instructions = List.copyOf(instructions);
  }

  List<Instruction> all(String... keywords) {
    return instructions.stream().filter(i -> i.is(keywords)).toList();
  }

  /** The last such instruction of this stage or of those that it is built on. */
  Optional<Instruction> last(String keyword) {
    List<Instruction> own = all(keyword);
    return own.isEmpty() ? base.flatMap(b -> b.last(keyword)) : Optional.of(own.getLast());
  }

  /** What the image is built on in the end, however many stages lie between. */
  Stage root() {
    Stage root = this;
    while (root.base().isPresent()) {
      root = root.base().get();
    }
    return root;
  }
}
