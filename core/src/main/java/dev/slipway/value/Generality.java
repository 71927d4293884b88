package dev.slipway.value;

import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which of two types says less about its values. */
final class Generality {

  private Generality() {}

  /** The indices of the types, the more general ones first, otherwise as given. */
  static List<Integer> order(List<Type> types) {
    int count = types.size();
    boolean[][] above = new boolean[count][count];
    int[] betters = new int[count];
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        int difference = compare(types.get(i), types.get(j));
        if (difference < 0) {
          above[i][j] = true;
          betters[j]++;
        } else if (difference > 0) {
          above[j][i] = true;
          betters[i]++;
        }
      }
    }
    return sorted(above, betters);
  }

  private static List<Integer> sorted(boolean[][] above, int[] betters) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < betters.length; i++) {
      if (betters[i] == 0) {
        order.add(i);
      }
    }
    for (int next = 0; next < order.size(); next++) {
      boolean[] below = above[order.get(next)];
      for (int j = 0; j < below.length; j++) {
        if (below[j] && --betters[j] == 0) {
          order.add(j);
        }
      }
    }
    return order;
  }

  /** Negative when the first is the more general one, 0 when neither is. */
  private static int compare(Type left, Type right) {
    if (left == Primitive.DYNAMIC || right == Primitive.DYNAMIC) {
      // Whatever is still open will become like its neighbors.
      return Boolean.compare(left == Primitive.DYNAMIC, right == Primitive.DYNAMIC);
    }
    if (left.isPrimitive() && right.isPrimitive()) {
      return Boolean.compare(right == Primitive.STRING, left == Primitive.STRING);
    }
    return switch (left) {
      case ListType list when right instanceof ListType other ->
          compare(list.element(), other.element());
      case SetType set when right instanceof SetType other ->
          compare(set.element(), other.element());
      case MapType map when right instanceof MapType other ->
          compare(map.element(), other.element());
      case ObjectType object when right instanceof ObjectType other -> objects(object, other);
      case TupleType tuple when right instanceof TupleType other -> tuples(tuple, other);
      default -> kinds(left, right);
    };
  }

  private static int kinds(Type left, Type right) {
    boolean sequences = sequence(left) > 0 && sequence(right) > 0;
    if (sequences) {
      return Integer.compare(sequence(right), sequence(left));
    }
    if (left instanceof MapType && right instanceof ObjectType) {
      return -1;
    }
    return left instanceof ObjectType && right instanceof MapType ? 1 : 0;
  }

  /** How general a sequence is; 0 for what is none. */
  private static int sequence(Type type) {
    return switch (type) {
      case ListType l -> 3;
      case TupleType t -> 2;
      case SetType s -> 1;
      case MapType m -> 0;
      case ObjectType o -> 0;
      case Primitive p -> 0;
    };
  }

  private static int objects(ObjectType left, ObjectType right) {
    if (!left.attributes().keySet().equals(right.attributes().keySet())) {
      return 0;
    }
    List<Type> ours = new ArrayList<>();
    List<Type> theirs = new ArrayList<>();
    for (Map.Entry<String, Type> attribute : left.attributes().entrySet()) {
      Type other = right.attributes().get(attribute.getKey());
      if (other != null) {
        ours.add(attribute.getValue());
        theirs.add(other);
      }
    }
    return all(ours, theirs);
  }

  private static int tuples(TupleType left, TupleType right) {
    return left.elements().size() == right.elements().size()
        ? all(left.elements(), right.elements())
        : 0;
  }

  private static int all(List<Type> left, List<Type> right) {
    boolean more = false;
    boolean less = false;
    for (int i = 0; i < left.size(); i++) {
      int difference = compare(left.get(i), right.get(i));
      more |= difference < 0;
      less |= difference > 0;
    }
    return more == less ? 0 : more ? -1 : 1;
  }
}
