package dev.slipway.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Terraform's types, as provider schemas state them. */
public sealed interface AttributeType {

  /** The types without parts. */
  enum Primitive implements AttributeType {
    STRING("string", 's'),
    NUMBER("number", 'n'),
    BOOL("bool", 'b'),
    /** Any type; known only from the value. */
    DYNAMIC("any", 'd');

    private final String word;
    private final char code;

    Primitive(String word, char code) {
      this.word = word;
      this.code = code;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** {@code list(element)}. */
  record ListType(AttributeType element) implements AttributeType {
    @Override
    public String toString() {
      return "list(" + element + ")";
    }
  }

  /** {@code set(element)}. */
  record SetType(AttributeType element) implements AttributeType {
    @Override
    public String toString() {
      return "set(" + element + ")";
    }
  }

  /** {@code map(element)}. */
  record MapType(AttributeType element) implements AttributeType {
    @Override
    public String toString() {
      return "map(" + element + ")";
    }
  }

  /** {@code object({name = type})}, by name. */
  record ObjectType(Map<String, AttributeType> attributes) implements AttributeType {
    public ObjectType {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("object({");
      String separator = "";
      for (Map.Entry<String, AttributeType> attribute : attributes.entrySet()) {
        text.append(separator)
            .append(attribute.getKey())
            .append(" = ")
            .append(attribute.getValue());
        separator = ", ";
      }
      return text.append("})").toString();
    }
  }

  /** Reads the code that the fact resources use, such as {@code [s} for a list of strings. */
  static AttributeType parse(String code) {
    return new TypeCode(code).read();
  }

  /** Where reading a code stands. */
  final class TypeCode {
    private final String code;
    private int position;

    private TypeCode(String code) {
      this.code = code;
    }

    private AttributeType read() {
      char sign = code.charAt(position++);
      return switch (sign) {
        case '[' -> new ListType(read());
        case '(' -> new SetType(read());
        case '{' -> new MapType(read());
        case '<' -> object();
        default -> primitive(sign);
      };
    }

    private AttributeType object() {
      Map<String, AttributeType> attributes = new LinkedHashMap<>();
      while (code.charAt(position) != '>') {
        int equals = code.indexOf('=', position);
        String name = code.substring(position, equals);
        position = equals + 1;
        attributes.put(name, read());
        if (code.charAt(position) == ',') {
          position++;
        }
      }
      position++;
      return new ObjectType(attributes);
    }

    private AttributeType primitive(char sign) {
      for (Primitive primitive : Primitive.values()) {
        if (primitive.code == sign) {
          return primitive;
        }
      }
      throw new IllegalStateException("unknown type code in the facts: " + code);
    }
  }
}
