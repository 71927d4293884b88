package dev.slipway.check.rule.terraform;

import dev.slipway.evidence.Span;
import dev.slipway.value.Value;
import java.util.List;

/** A body as a rule sees it: that of a resource, of a block in it, or of an object that is one. */
public sealed interface BlockView permits ResourceView, WrittenBlock, ValueBlock {

  /** Where it begins. */
  Span place();

  /** What the argument or attribute of that name is, if there is one. */
  Setting own(String name);

  /** The blocks of that name, or the objects of an argument that stands for blocks. */
  Blocks children(String name);

  /** The resources that an argument's expression refers to, through variables and locals too. */
  List<ResourceView> targets(String path);

  /**
   * Blocks of one name.
   *
   * @param known those that are there
   * @param more whether there may be more that depend on what is not known
   */
  record Blocks(List<BlockView> known, boolean more) {
    public Blocks {
      known = List.copyOf(known);
    }

    /** Whether it is known that there is none. */
    public boolean isAbsent() {
      return known.isEmpty() && !more;
    }
  }

  /** The argument at the end of a path of block names, of which the first block counts. */
  default Setting at(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return own(path);
    }
    Blocks blocks = children(path.substring(0, dot));
    if (blocks.known().isEmpty()) {
      return new Setting(blocks.more() ? Value.DYNAMIC : Value.NULL, place());
    }
    return blocks.known().getFirst().at(path.substring(dot + 1));
  }

  /** All blocks at the end of a path of block names. */
  default Blocks blocks(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return children(path);
    }
    Blocks outer = children(path.substring(0, dot));
    boolean more = outer.more();
    List<BlockView> found = new java.util.ArrayList<>();
    for (BlockView block : outer.known()) {
      Blocks inner = block.blocks(path.substring(dot + 1));
      found.addAll(inner.known());
      more |= inner.more();
    }
    return new Blocks(found, more);
  }

  /** Whether there is known to be neither an argument nor a block at the path. */
  default boolean lacks(String path) {
    return at(path).isAbsent() && blocks(path).isAbsent();
  }
}
