package dev.slipway.value;

import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.TupleType;

/** How large and how deep a type is. Gives up early on types that only attacks have. */
final class Extent {

  private static final int SIZE_LIMIT = 100_000;
  private static final int DEPTH_LIMIT = 200;

  private int size;
  private int depth;

  private Extent() {}

  static Extent of(Type type) {
    Extent extent = new Extent();
    extent.visit(type, 1);
    return extent;
  }

  /** The number of its parts in all depths; the largest number there is if it is endless. */
  int size() {
    return size > SIZE_LIMIT ? Integer.MAX_VALUE : size;
  }

  int depth() {
    return depth;
  }

  private void visit(Type type, int level) {
    size++;
    depth = Math.max(depth, level);
    if (size > SIZE_LIMIT || level > DEPTH_LIMIT) {
      return;
    }
    switch (type) {
      case Primitive primitive -> {}
      case CollectionType collection -> visit(collection.element(), level + 1);
      case ObjectType object -> object.attributes().values().forEach(t -> visit(t, level + 1));
      case TupleType tuple -> tuple.elements().forEach(t -> visit(t, level + 1));
    }
  }
}
