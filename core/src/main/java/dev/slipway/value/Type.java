package dev.slipway.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Terraform's types. */
public sealed interface Type {

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
    public String toString() {
      return word;
    }
  }

  /** {@code list(element)}. */
  record ListType(Type element) implements Type {
    @Override
    public String toString() {
      return "list(" + element + ")";
    }
  }

  /** {@code set(element)}. */
  record SetType(Type element) implements Type {
    @Override
    public String toString() {
      return "set(" + element + ")";
    }
  }

  /** {@code map(element)}. */
  record MapType(Type element) implements Type {
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
    public String toString() {
      return "tuple([" + String.join(", ", elements.stream().map(Object::toString).toList()) + "])";
    }
  }
}
