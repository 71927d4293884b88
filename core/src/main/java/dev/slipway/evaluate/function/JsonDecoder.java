package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Numbers;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into values: arrays become tuples, objects become objects. */
final class JsonDecoder {

  /** Held apart so that it is made when the first text is read. */
  private static final class Reading {
    private static final JsonFactory FACTORY = new JsonFactory();
  }

  private final JsonParser parser;

  private JsonDecoder(JsonParser parser) {
    this.parser = parser;
  }

  static Value decode(String text) throws Refusal {
    try (JsonParser parser = Reading.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw new Refusal(0, "the string is empty, which is not JSON");
      }
      Value value = new JsonDecoder(parser).value();
      if (parser.nextToken() != null) {
        throw new Refusal(0, "something stands behind the JSON document");
      }
      return value;
    } catch (StreamConstraintsException e) {
      return Value.DYNAMIC; // too deep or too long for us, perhaps not for Terraform
    } catch (JacksonException e) {
      int line = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
      throw new Refusal(0, "the string is not JSON: see its line " + line);
    }
  }

  private Value value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> Value.of(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          Numbers.parse(parser.getString()).map(Value::of).orElse(Value.DYNAMIC);
      case VALUE_TRUE -> Value.TRUE;
      case VALUE_FALSE -> Value.FALSE;
      default -> Value.NULL;
    };
  }

  private Value object() {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value());
    }
    return Value.object(fields);
  }

  private Value array() {
    List<Value> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return Value.tuple(elements);
  }
}
