package dev.slipway.facts;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The parts of Terraform's JSON that describe bodies and functions, as words of the facts. */
final class SchemaJson {

  private static final int DEEPEST = 60;

  private final JsonParser parser;
  private int depth;

  SchemaJson(JsonParser parser) {
    this.parser = parser;
  }

  /** Why a text is no schema. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    Malformed(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /** Takes the value of one property, all of it. */
  interface Property {
    void read(String name) throws Malformed;
  }

  /** Reads the object that the parser stands at. A null has no properties. */
  void properties(Property reader) throws Malformed {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect(JsonToken.START_OBJECT);
    if (++depth > DEEPEST) {
      throw new Malformed("it is nested too deeply");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      reader.read(name);
    }
    expect(JsonToken.END_OBJECT);
    depth--;
  }

  void skip() {
    parser.skipChildren();
  }

  private void expect(JsonToken token) throws Malformed {
    if (parser.currentToken() != token) {
      throw new Malformed(
          "in line "
              + parser.currentTokenLocation().getLineNr()
              + " stands something else than a schema does");
    }
  }

  /** A name that can stand in the facts; all that Terraform accepts can. */
  static String name(String name) throws Malformed {
    boolean plain =
        !name.isEmpty()
            && name.length() <= 200
            && name.chars().allMatch(c -> c == '_' || c == '-' || isLetterOrDigit(c));
    if (!plain) {
      throw new Malformed("a name in it is none that Terraform accepts");
    }
    return name;
  }

  private static boolean isLetterOrDigit(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** The number of a body. */
  String block(ProviderText text) throws Malformed {
    Map<String, String> attributes = new TreeMap<>();
    Map<String, String> blocks = new TreeMap<>();
    boolean[] deprecated = {false};
    properties(property -> {
      switch (property) {
        case "attributes" -> attributes(attributes, text);
        case "block_types" -> properties(name -> blocks.put(name(name), name + "*" + nested(text)));
        case "deprecated" -> deprecated[0] = flag();
        default -> skip();
      }
    });
    StringBuilder words = new StringBuilder(deprecated[0] ? "!" : "");
    attributes.values().forEach(word -> append(words, word));
    blocks.values().forEach(word -> append(words, word));
    return text.add(words.toString());
  }

  private static void append(StringBuilder words, String word) {
    words.append(words.isEmpty() ? "" : " ").append(word);
  }

  private void attributes(Map<String, String> into, ProviderText text) throws Malformed {
    properties(name -> into.put(name(name), name + ":" + attribute(text)));
  }

  private String attribute(ProviderText text) throws Malformed {
    StringBuilder mode = new StringBuilder();
    String[] type = {"d"};
    properties(property -> {
      switch (property) {
        case "type" -> type[0] = type();
        case "nested_type" -> type[0] = nestedType(text);
        case "required" -> mode.append(flag() ? "r" : "");
        case "optional" -> mode.append(flag() ? "o" : "");
        case "computed" -> mode.append(flag() ? "c" : "");
        case "sensitive" -> mode.append(flag() ? "s" : "");
        case "deprecated" -> mode.append(flag() ? "d" : "");
        case "write_only" -> mode.append(flag() ? "w" : "");
        default -> skip();
      }
    });
    return mode + ":" + type[0];
  }

  private String nested(ProviderText text) throws Malformed {
    String[] body = {""};
    String[] nesting = {"l"};
    int[] limits = {0, 0};
    properties(property -> {
      switch (property) {
        case "nesting_mode" -> nesting[0] = nesting();
        case "min_items" -> limits[0] = count();
        case "max_items" -> limits[1] = count();
        case "block" -> body[0] = block(text);
        default -> skip();
      }
    });
    String number = body[0].isEmpty() ? text.add("") : body[0];
    return nesting[0] + ":" + limits[0] + ":" + limits[1] + ":" + number;
  }

  private String nestedType(ProviderText text) throws Malformed {
    Map<String, String> attributes = new TreeMap<>();
    String[] nesting = {"1"};
    properties(property -> {
      switch (property) {
        case "attributes" -> attributes(attributes, text);
        case "nesting_mode" -> nesting[0] = nesting();
        default -> skip();
      }
    });
    return "^" + nesting[0] + text.add(String.join(" ", attributes.values()));
  }

  private String nesting() throws Malformed {
    return switch (word()) {
      case "list" -> "l";
      case "set" -> "s";
      case "map" -> "m";
      case "group" -> "g";
      case "single" -> "1";
      default -> throw new Malformed("a block in it is nested in no way that is known");
    };
  }

  private boolean flag() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private int count() throws Malformed {
    expect(JsonToken.VALUE_NUMBER_INT);
    return (int) Math.clamp(parser.getLongValue(), 0, Integer.MAX_VALUE);
  }

  private String word() throws Malformed {
    expect(JsonToken.VALUE_STRING);
    return parser.getString();
  }

  /** {@code "string"}, {@code ["list", T]}, {@code ["object", {"a": T}, ["a"]]}. */
  private String type() throws Malformed {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return primitive(word());
    }
    expect(JsonToken.START_ARRAY);
    if (++depth > DEEPEST) {
      throw new Malformed("a type in it is nested too deeply");
    }
    parser.nextToken();
    String kind = word();
    parser.nextToken();
    String code =
        switch (kind) {
          case "list" -> "[" + type();
          case "set" -> "(" + type();
          case "map" -> "{" + type();
          case "tuple" -> "~" + types() + ">";
          case "object" -> "<" + object() + ">";
          default -> throw new Malformed("it has a type that is not known");
        };
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw new Malformed("it ends within a type");
      }
      skip();
    }
    depth--;
    return code;
  }

  private static String primitive(String word) throws Malformed {
    return switch (word) {
      case "string" -> "s";
      case "number" -> "n";
      case "bool" -> "b";
      case "dynamic" -> "d";
      default -> throw new Malformed("it has a type that is not known");
    };
  }

  private String types() throws Malformed {
    expect(JsonToken.START_ARRAY);
    StringBuilder types = new StringBuilder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      types.append(types.isEmpty() ? "" : ",").append(type());
    }
    return types.toString();
  }

  private String object() throws Malformed {
    Map<String, String> attributes = new TreeMap<>();
    properties(name -> attributes.put(name(name), type()));
    StringBuilder all = new StringBuilder();
    attributes.forEach(
        (name, type) -> all.append(all.isEmpty() ? "" : ",").append(name).append('=').append(type));
    return all.toString();
  }

  /** {@code RESULT PARAMETER:MODE:TYPE …}; modes are nullable and variadic. */
  String function() throws Malformed {
    String[] result = {"d"};
    StringBuilder parameters = new StringBuilder();
    String[] variadic = {""};
    properties(property -> {
      switch (property) {
        case "return_type" -> result[0] = type();
        case "parameters" -> {
          expect(JsonToken.START_ARRAY);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            parameters.append(' ').append(parameter(""));
          }
        }
        case "variadic_parameter" -> variadic[0] = " " + parameter("v");
        default -> skip();
      }
    });
    return result[0] + parameters + variadic[0];
  }

  private String parameter(String mode) throws Malformed {
    String[] parts = {"value", "d"};
    StringBuilder modes = new StringBuilder(mode);
    properties(property -> {
      switch (property) {
        case "name" -> parts[0] = name(word());
        case "type" -> parts[1] = type();
        case "is_nullable" -> modes.append(flag() ? "n" : "");
        default -> skip();
      }
    });
    return parts[0] + ":" + modes + ":" + parts[1];
  }
}
