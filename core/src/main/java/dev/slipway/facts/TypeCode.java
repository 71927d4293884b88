package dev.slipway.facts;

import dev.slipway.value.Type;
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
import java.util.Set;

/**
 * Reads the code of a type that the fact resources use, such as {@code [s} for a list of strings.
 */
final class TypeCode {
  private static final int DEEPEST = 200;

  private final String code;
  private int position;
  private int depth;

  private TypeCode(String code) {
    this.code = code;
  }

  static Type parse(String code) {
    return new TypeCode(code).read();
  }

  private Type read() {
    if (depth++ > DEEPEST) {
      throw new IllegalStateException("too deep a type in the facts");
    }
    Type read = one();
    depth--;
    return read;
  }

  private Type one() {
    char sign = code.charAt(position++);
    return switch (sign) {
      case '[' -> new ListType(read());
      case '(' -> new SetType(read());
      case '{' -> new MapType(read());
      case '<' -> object();
      case '~' -> tuple();
      default -> primitive(sign);
    };
  }

  private Type object() {
    Map<String, Type> attributes = new LinkedHashMap<>();
    Set<String> optional = new LinkedHashSet<>();
    while (code.charAt(position) != '>') {
      int equals = code.indexOf('=', position);
      String name = code.substring(position, equals);
      position = equals + 1;
      if (name.endsWith("?")) {
        name = name.substring(0, name.length() - 1);
        optional.add(name);
      }
      attributes.put(name, read());
      if (code.charAt(position) == ',') {
        position++;
      }
    }
    position++;
    return new ObjectType(attributes, optional);
  }

  private Type tuple() {
    List<Type> elements = new ArrayList<>();
    while (code.charAt(position) != '>') {
      elements.add(read());
      if (code.charAt(position) == ',') {
        position++;
      }
    }
    position++;
    return new TupleType(elements);
  }

  private Type primitive(char sign) {
    return switch (sign) {
      case 's' -> Primitive.STRING;
      case 'n' -> Primitive.NUMBER;
      case 'b' -> Primitive.BOOL;
      case 'd' -> Primitive.DYNAMIC;
      default -> throw new IllegalStateException("unknown type code in the facts: " + code);
    };
  }
}
