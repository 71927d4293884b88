package dev.slipway.document;

import static dev.slipway.document.RecordCodec.bool;
import static dev.slipway.document.RecordCodec.entry;
import static dev.slipway.document.RecordCodec.mapping;
import static dev.slipway.document.RecordCodec.sequence;
import static dev.slipway.document.RecordCodec.string;

import dev.slipway.document.Node.Entry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON Schema of record types, made from the types themselves. */
final class RecordSchema {

  private final Map<String, Node> definitions = new TreeMap<>();

  private RecordSchema() {}

  static Node of(Class<?> type, String id, String title) {
    RecordSchema schema = new RecordSchema();
    schema.define(type);
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("$schema", string("https://json-schema.org/draft/2020-12/schema")));
    entries.add(entry("$id", string(id)));
    entries.add(entry("title", string(title)));
    entries.add(entry("$ref", string("#/$defs/" + name(type))));
    entries.add(
        entry(
            "$defs",
            mapping(
                schema.definitions.entrySet().stream()
                    .map(e -> entry(e.getKey(), e.getValue()))
                    .toList())));
    return mapping(entries);
  }

  private Node reference(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      return mapping(
          List.of(
              entry("type", string("array")),
              entry("items", reference(parameterized.getActualTypeArguments()[0]))));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class) {
      return simple("string");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return simple("boolean");
    }
    if (raw == int.class || raw == Integer.class) {
      return simple("integer");
    }
    if (raw == BigDecimal.class) {
      return simple("number");
    }
    if (raw == Duration.class) {
      return mapping(List.of(entry("type", string("string")), entry("format", string("duration"))));
    }
    define(raw);
    return mapping(List.of(entry("$ref", string("#/$defs/" + name(raw)))));
  }

  private void define(Class<?> raw) {
    String name = name(raw);
    if (definitions.containsKey(name)) {
      return;
    }
    definitions.put(name, bool(true)); // holds the place while its parts are defined
    definitions.put(
        name, raw.isEnum() ? enumeration(raw) : raw.isRecord() ? object(raw) : oneOf(raw));
  }

  private static Node enumeration(Class<?> raw) {
    return mapping(
        List.of(
            entry(
                "enum",
                sequence(RecordCodec.words(raw).stream().map(RecordCodec::string).toList()))));
  }

  private Node oneOf(Class<?> sealed) {
    return mapping(
        List.of(
            entry(
                "oneOf",
                sequence(
                    Arrays.stream(sealed.getPermittedSubclasses())
                        .map(this::reference)
                        .toList()))));
  }

  private Node object(Class<?> raw) {
    List<Entry> properties = new ArrayList<>();
    List<Node> required = new ArrayList<>();
    if (RecordCodec.discriminated(raw)) {
      properties.add(
          entry("kind", mapping(List.of(entry("const", string(RecordCodec.kind(raw)))))));
      required.add(string("kind"));
    }
    for (RecordComponent component : raw.getRecordComponents()) {
      boolean optional = component.getType() == Optional.class;
      Type type =
          optional
              ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
              : component.getGenericType();
      properties.add(entry(component.getName(), reference(type)));
      if (!optional) {
        required.add(string(component.getName()));
      }
    }
    return mapping(
        List.of(
            entry("type", string("object")),
            entry("properties", mapping(properties)),
            entry("required", sequence(required)),
            entry("additionalProperties", bool(false))));
  }

  private static Node simple(String type) {
    return mapping(List.of(entry("type", string(type))));
  }

  /** Nested types carry their outer type's name, so that two of the same simple name stay apart. */
  private static String name(Class<?> raw) {
    Class<?> outer = raw.getEnclosingClass();
    return outer == null ? raw.getSimpleName() : name(outer) + "." + raw.getSimpleName();
  }
}
