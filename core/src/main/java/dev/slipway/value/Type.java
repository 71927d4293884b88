package dev.slipway.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Terraform's types. */
public sealed interface Type {

  /** How a message speaks of it, such as {@code list of string} or {@code object}. */
  String described();

  /** How a message asks for it: as {@link #described()}, but a type left open is "any type". */
  default String demanded() {
    return described();
  }

  /** This type where every attribute of every object must be there. */
  default Type withoutOptional() {
    return this;
  }

  /** Whether some part of it is still open. */
  default boolean isOpen() {
    return false;
  }

  default boolean isPrimitive() {
    return false;
  }

  /** The types without parts. */
  enum Primitive implements Type {
    STRING("string"),
    NUMBER("number"),
    BOOL("bool"),
    /** Any type; known only from the value. */
    DYNAMIC("any");

    private final String word;

    Primitive(String word) {
      this.word = word;
    }

    @Override
    public String described() {
      return this == DYNAMIC ? "dynamic" : word;
    }

    @Override
    public String demanded() {
      return this == DYNAMIC ? "any type" : word;
    }

    @Override
    public boolean isOpen() {
      return this == DYNAMIC;
    }

    @Override
    public boolean isPrimitive() {
      return this != DYNAMIC;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** A list, set or map: any number of elements of one type. */
  sealed interface CollectionType extends Type {

    Type element();

    /** The same kind of collection of other elements. */
    CollectionType of(Type element);

    /** {@code list}, {@code set} or {@code map}. */
    String kind();

    @Override
    default String described() {
      return kind() + " of " + element().described();
    }

    @Override
    default String demanded() {
      return kind() + " of " + element().demanded();
    }

    @Override
    default Type withoutOptional() {
      Type plain = element().withoutOptional();
      return plain == element() ? this : of(plain);
    }

    @Override
    default boolean isOpen() {
      return element().isOpen();
    }
  }

  /** {@code list(element)}. */
  record ListType(Type element) implements CollectionType {
    @Override
    public ListType of(Type other) {
      return new ListType(other);
    }

    @Override
    public String kind() {
      return "list";
    }

    @Override
    public String toString() {
      return "list(" + element + ")";
    }
  }

  /** {@code set(element)}. */
  record SetType(Type element) implements CollectionType {
    @Override
    public SetType of(Type other) {
      return new SetType(other);
    }

    @Override
    public String kind() {
      return "set";
    }

    @Override
    public String toString() {
      return "set(" + element + ")";
    }
  }

  /** {@code map(element)}. */
  record MapType(Type element) implements CollectionType {
    @Override
    public MapType of(Type other) {
      return new MapType(other);
    }

    @Override
    public String kind() {
      return "map";
    }

    @Override
    public String toString() {
      return "map(" + element + ")";
    }
  }

  /**
   * {@code object({name = type})}, by name.
   *
   * @param optional the attributes that a type constraint lets be left out
   */
  record ObjectType(Map<String, Type> attributes, Set<String> optional) implements Type {
    public ObjectType {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      optional = Collections.unmodifiableSet(new LinkedHashSet<>(optional));
    }

    /** An object whose attributes must all be there. */
    public ObjectType(Map<String, Type> attributes) {
      this(attributes, Set.of());
    }

    @Override
    public String described() {
      return "object";
    }

    @Override
    public Type withoutOptional() {
      boolean same = optional.isEmpty();
      Map<String, Type> plain = new LinkedHashMap<>();
      for (Map.Entry<String, Type> attribute : attributes.entrySet()) {
        Type type = attribute.getValue().withoutOptional();
        same &= type == attribute.getValue();
        plain.put(attribute.getKey(), type);
      }
      return same ? this : new ObjectType(plain);
    }

    @Override
    public boolean isOpen() {
      for (Type type : attributes.values()) {
        if (type.isOpen()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("object({");
      String separator = "";
      for (Map.Entry<String, Type> attribute : attributes.entrySet()) {
        text.append(separator)
            .append(attribute.getKey())
            .append(" = ")
            .append(attribute.getValue());
        separator = ", ";
      }
      return text.append("})").toString();
    }
  }

  /** {@code tuple([a, b])}, an ordered row of values of known number. */
  record TupleType(List<Type> elements) implements Type {
    public TupleType {
      elements = List.copyOf(elements);
    }

    @Override
    public String described() {
      return "tuple";
    }

    @Override
    public Type withoutOptional() {
      boolean same = true;
      List<Type> plain = new ArrayList<>(elements.size());
      for (Type element : elements) {
        Type type = element.withoutOptional();
        same &= type == element;
        plain.add(type);
      }
      return same ? this : new TupleType(plain);
    }

    @Override
    public boolean isOpen() {
      for (Type element : elements) {
        if (element.isOpen()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return "tuple([" + String.join(", ", elements.stream().map(Object::toString).toList()) + "])";
    }
  }
}
