package dev.slipway.hcl.syntax;

import java.util.List;

/** One thing in a body. */
public sealed interface HclItem {

  /** All of it. */
  Range range();

  /** Its name (of an argument) or its type (of a block). */
  String name();

  /** {@code name = value}. */
  record Attribute(String name, Range nameRange, HclExpression value, Range range)
      implements HclItem {}

  /**
   * {@code type "label" { … }}.
   *
   * @param header from the type to the last label: the place that a message points at
   */
  record Block(
      String name, Range nameRange, List<Label> labels, HclBody body, Range header, Range range)
      implements HclItem {
    public Block {
      labels = List.copyOf(labels);
    }
  }

  /** A block's label, escapes resolved. */
  record Label(String text, boolean quoted, Range range) {}
}
