package dev.slipway.value;

import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds a type that all of several types convert into, by Terraform's rules. */
final class Unification {

  /** More different types than that side by side are left open: each is compared with each. */
  private static final int COMPARED_LIMIT = 1_000;

  /** Types that differ that deep inside are left open: each level may be looked at twice. */
  private static final int DEPTH_LIMIT = 16;

  private final boolean unsafe;
  private int depth;

  private Unification(boolean unsafe) {
    this.unsafe = unsafe;
  }

  static Optional<Type> unify(List<Type> given, boolean unsafe) {
    return new Unification(unsafe).unify(given);
  }

  private Optional<Type> unify(List<Type> given) {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Type first = given.getFirst();
    boolean same = true;
    for (Type type : given) {
      same &= type.equals(first);
    }
    // A tuple among its equals stays a tuple, so equal types need no look inside.
    if (same || depth == DEPTH_LIMIT) {
      return same ? Optional.of(first) : dynamic();
    }
    depth++;
    Optional<Type> unified = different(new ArrayList<>(new LinkedHashSet<>(given)));
    depth--;
    return unified;
  }

  private Optional<Type> different(List<Type> types) {
    Kinds kinds = Kinds.of(types);
    boolean open = kinds.dynamic > 0;
    if (kinds.only(kinds.maps)) {
      return open ? dynamic() : collections(types, MapType::new);
    }
    if (kinds.only(kinds.lists)) {
      return open ? dynamic() : collections(types, ListType::new);
    }
    if (kinds.only(kinds.sets)) {
      return open ? dynamic() : collections(types, SetType::new);
    }
    if (kinds.only(kinds.objects)) {
      return open ? dynamic() : objects(types);
    }
    if (kinds.only(kinds.tuples)) {
      return open ? dynamic() : tuples(types);
    }
    return mixed(types, kinds);
  }

  private Optional<Type> mixed(List<Type> types, Kinds kinds) {
    if (kinds.maps > 0 && kinds.only(kinds.maps + kinds.objects)) {
      Optional<Type> map = asCollections(types, ObjectType.class);
      if (map.isPresent() && map.get() instanceof MapType) {
        return map;
      }
    } else if (kinds.lists > 0 && kinds.only(kinds.lists + kinds.tuples)) {
      Optional<Type> list = asCollections(types, TupleType.class);
      if (list.isPresent() && list.get() instanceof ListType) {
        return list;
      }
    } else if (kinds.objects > 0 && kinds.tuples > 0) {
      return Optional.empty();
    }
    return mostGeneral(types);
  }

  private static Optional<Type> dynamic() {
    return Optional.of(Primitive.DYNAMIC);
  }

  /** How many there are of each kind. */
  private record Kinds(
      int all, int maps, int lists, int sets, int objects, int tuples, int dynamic) {

    static Kinds of(List<Type> types) {
      int[] counts = new int[6];
      for (Type type : types) {
        switch (type) {
          case MapType m -> counts[0]++;
          case ListType l -> counts[1]++;
          case SetType s -> counts[2]++;
          case ObjectType o -> counts[3]++;
          case TupleType t -> counts[4]++;
          case Primitive p -> counts[5] += p == Primitive.DYNAMIC ? 1 : 0;
        }
      }
      return new Kinds(
          types.size(), counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    boolean only(int some) {
      return some > 0 && some + dynamic == all;
    }
  }

  private Optional<Type> collections(List<Type> types, Function<Type, Type> kind) {
    List<Type> elements = new ArrayList<>(types.size());
    for (Type type : types) {
      elements.add(((CollectionType) type).element());
    }
    return unify(elements).map(kind).filter(to -> allConvert(types, to));
  }

  private Optional<Type> objects(List<Type> types) {
    ObjectType first = (ObjectType) types.getFirst();
    for (Type type : types) {
      if (!((ObjectType) type).attributes().keySet().equals(first.attributes().keySet())) {
        return parts(types);
      }
    }
    Map<String, Type> unified = new LinkedHashMap<>();
    for (String name : first.attributes().keySet()) {
      List<Type> across = new ArrayList<>(types.size());
      for (Type type : types) {
        across.add(((ObjectType) type).attributes().getOrDefault(name, Primitive.DYNAMIC));
      }
      Optional<Type> one = unify(across);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      unified.put(name, one.get());
    }
    Type object = new ObjectType(unified);
    return allConvert(types, object) ? Optional.of(object) : parts(types);
  }

  private Optional<Type> tuples(List<Type> types) {
    int length = ((TupleType) types.getFirst()).elements().size();
    for (Type type : types) {
      if (((TupleType) type).elements().size() != length) {
        return parts(types);
      }
    }
    List<Type> unified = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      List<Type> across = new ArrayList<>(types.size());
      for (Type type : types) {
        across.add(((TupleType) type).elements().get(i));
      }
      Optional<Type> one = unify(across);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      unified.add(one.get());
    }
    Type tuple = new TupleType(unified);
    return allConvert(types, tuple) ? Optional.of(tuple) : parts(types);
  }

  /** A map that holds what these objects hold, or a list that holds what these tuples hold. */
  private Optional<Type> parts(List<Type> types) {
    List<Type> parts = new ArrayList<>();
    boolean map = false;
    for (Type type : types) {
      if (type instanceof ObjectType object) {
        parts.addAll(object.attributes().values());
        map = true;
      } else if (type instanceof TupleType tuple) {
        parts.addAll(tuple.elements());
      }
    }
    Function<Type, Type> kind = map ? MapType::new : ListType::new;
    return unify(parts).map(kind).filter(to -> allConvert(types, to));
  }

  /** Takes the objects for the maps, or the tuples for the lists, that they often stand for. */
  private Optional<Type> asCollections(List<Type> types, Class<? extends Type> disguise) {
    List<Type> disguised = new ArrayList<>();
    for (Type type : types) {
      if (disguise.isInstance(type)) {
        disguised.add(type);
      }
    }
    Optional<Type> collection = parts(disguised);
    if (collection.isEmpty()) {
      return Optional.empty();
    }
    List<Type> replaced = new ArrayList<>(types.size());
    for (Type type : types) {
      replaced.add(disguise.isInstance(type) ? collection.get() : type);
    }
    return unify(replaced);
  }

  private boolean allConvert(List<Type> types, Type to) {
    for (Type type : types) {
      if (!Convertible.possible(type, to, unsafe)) {
        return false;
      }
    }
    return true;
  }

  /** One of the types themselves. */
  private Optional<Type> mostGeneral(List<Type> types) {
    if (types.size() > COMPARED_LIMIT) {
      return dynamic();
    }
    for (int candidate : Generality.order(types)) {
      if (allConvert(types, types.get(candidate))) {
        return Optional.of(types.get(candidate));
      }
    }
    return Optional.empty();
  }
}
