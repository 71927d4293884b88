package dev.slipway.facts;

import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the code of a type that the fact resources use, such as {@code [s} for a list of strings.
 */
final class TypeCode {
  private final String code;
  private int position;

  private TypeCode(String code) {
    this.code = code;
  }

  static Type parse(String code) {
    return new TypeCode(code).read();
  }

  private Type read() {
    char sign = code.charAt(position++);
    return switch (sign) {
      case '[' -> new ListType(read());
      case '(' -> new SetType(read());
      case '{' -> new MapType(read());
      case '<' -> object();
      default -> primitive(sign);
    };
  }

  private Type object() {
    Map<String, Type> attributes = new LinkedHashMap<>();
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
