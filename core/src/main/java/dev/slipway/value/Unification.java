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

  private Unification() {}

  static Optional<Type> unify(List<Type> given, boolean unsafe) {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Type first = given.getFirst();
    boolean same = true;
    for (Type type : given) {
      same &= type.equals(first);
    }
    // A tuple among its equals stays a tuple, so equal types need no look inside.
    return same
        ? Optional.of(first)
        : different(new ArrayList<>(new LinkedHashSet<>(given)), unsafe);
  }

  private static Optional<Type> different(List<Type> types, boolean unsafe) {
    Kinds kinds = Kinds.of(types);
    boolean open = kinds.dynamic > 0;
    if (kinds.only(kinds.maps)) {
      return open ? dynamic() : collections(types, unsafe, MapType::new);
    }
    if (kinds.only(kinds.lists)) {
      return open ? dynamic() : collections(types, unsafe, ListType::new);
    }
    if (kinds.only(kinds.sets)) {
      return open ? dynamic() : collections(types, unsafe, SetType::new);
    }
    if (kinds.only(kinds.objects)) {
      return open ? dynamic() : objects(types, unsafe);
    }
    if (kinds.only(kinds.tuples)) {
      return open ? dynamic() : tuples(types, unsafe);
    }
    return mixed(types, kinds, unsafe);
  }

  private static Optional<Type> mixed(List<Type> types, Kinds kinds, boolean unsafe) {
    if (kinds.maps > 0 && kinds.only(kinds.maps + kinds.objects)) {
      Optional<Type> map = asCollections(types, ObjectType.class, unsafe);
      if (map.isPresent() && map.get() instanceof MapType) {
        return map;
      }
    } else if (kinds.lists > 0 && kinds.only(kinds.lists + kinds.tuples)) {
      Optional<Type> list = asCollections(types, TupleType.class, unsafe);
      if (list.isPresent() && list.get() instanceof ListType) {
        return list;
      }
    } else if (kinds.objects > 0 && kinds.tuples > 0) {
      return Optional.empty();
    }
    return mostGeneral(types, unsafe);
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

  private static Optional<Type> collections(
      List<Type> types, boolean unsafe, Function<Type, Type> kind) {
    List<Type> elements = new ArrayList<>(types.size());
    for (Type type : types) {
      elements.add(((CollectionType) type).element());
    }
    return unify(elements, unsafe).map(kind).filter(to -> allConvert(types, to, unsafe));
  }

  private static Optional<Type> objects(List<Type> types, boolean unsafe) {
    ObjectType first = (ObjectType) types.getFirst();
    for (Type type : types) {
      if (!((ObjectType) type).attributes().keySet().equals(first.attributes().keySet())) {
        return parts(types, unsafe);
      }
    }
    Map<String, Type> unified = new LinkedHashMap<>();
    for (String name : first.attributes().keySet()) {
      List<Type> across = new ArrayList<>(types.size());
      for (Type type : types) {
        across.add(((ObjectType) type).attributes().getOrDefault(name, Primitive.DYNAMIC));
      }
      Optional<Type> one = unify(across, unsafe);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      unified.put(name, one.get());
    }
    Type object = new ObjectType(unified);
    return allConvert(types, object, unsafe) ? Optional.of(object) : parts(types, unsafe);
  }

  private static Optional<Type> tuples(List<Type> types, boolean unsafe) {
    int length = ((TupleType) types.getFirst()).elements().size();
    for (Type type : types) {
      if (((TupleType) type).elements().size() != length) {
        return parts(types, unsafe);
      }
    }
    List<Type> unified = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      List<Type> across = new ArrayList<>(types.size());
      for (Type type : types) {
        across.add(((TupleType) type).elements().get(i));
      }
      Optional<Type> one = unify(across, unsafe);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      unified.add(one.get());
    }
    Type tuple = new TupleType(unified);
    return allConvert(types, tuple, unsafe) ? Optional.of(tuple) : parts(types, unsafe);
  }

  /** A map that holds what these objects hold, or a list that holds what these tuples hold. */
  private static Optional<Type> parts(List<Type> types, boolean unsafe) {
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
    return unify(parts, unsafe).map(kind).filter(to -> allConvert(types, to, unsafe));
  }

  /** Takes the objects for the maps, or the tuples for the lists, that they often stand for. */
  private static Optional<Type> asCollections(
      List<Type> types, Class<? extends Type> disguise, boolean unsafe) {
    List<Type> disguised = new ArrayList<>();
    for (Type type : types) {
      if (disguise.isInstance(type)) {
        disguised.add(type);
      }
    }
    Optional<Type> collection = parts(disguised, unsafe);
    if (collection.isEmpty()) {
      return Optional.empty();
    }
    List<Type> replaced = new ArrayList<>(types.size());
    for (Type type : types) {
      replaced.add(disguise.isInstance(type) ? collection.get() : type);
    }
    return unify(replaced, unsafe);
  }

  private static boolean allConvert(List<Type> types, Type to, boolean unsafe) {
    for (Type type : types) {
      if (!Convertible.possible(type, to, unsafe)) {
        return false;
      }
    }
    return true;
  }

  /** One of the types themselves. */
  private static Optional<Type> mostGeneral(List<Type> types, boolean unsafe) {
    if (types.size() > COMPARED_LIMIT) {
      return dynamic();
    }
    for (int candidate : Generality.order(types)) {
      if (allConvert(types, types.get(candidate), unsafe)) {
        return Optional.of(types.get(candidate));
      }
    }
    return Optional.empty();
  }
}
