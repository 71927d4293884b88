package dev.slipway.intake.configuration;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Values;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** The JSON Schema (draft 2020-12) of {@code slipway.yaml}, for editors. */
final class ConfigurationSchema {

  private final JsonGenerator json;

  private ConfigurationSchema(JsonGenerator json) {
    this.json = json;
  }

  static String write() {
    StringWriter writer = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(new Indented(), writer)) {
      new ConfigurationSchema(json).root();
    }
    return writer.append('\n').toString();
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  private void root() {
    json.writeStartObject();
    json.writeStringProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.writeStringProperty("title", "slipway.yaml");
    json.writeStringProperty("type", "object");
    json.writeBooleanProperty("additionalProperties", false);
    json.writeName("properties");
    json.writeStartObject();
    properties(Subjects.PROJECT);
    services();
    strings("ignore", "Globs of paths that are no part of the project");
    labels("labels");
    labels("tags");
    waivers();
    answers();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Nested objects from dotted paths; the leaves are subjects. */
  private void properties(List<Subject<?>> subjects) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Subject<?> subject : subjects) {
      put(tree, List.of(subject.path().split("\\.")), subject);
    }
    tree.forEach(this::property);
  }

  @SuppressWarnings("unchecked") // a branch is what this method made
  private static void put(Map<String, Object> tree, List<String> path, Subject<?> subject) {
    if (path.size() == 1) {
      tree.put(path.getFirst(), subject);
      return;
    }
    Map<String, Object> branch =
        (Map<String, Object>)
            tree.computeIfAbsent(path.getFirst(), k -> new LinkedHashMap<String, Object>());
    put(branch, path.subList(1, path.size()), subject);
  }

  private void property(String name, Object value) {
    json.writeName(name);
    if (value instanceof Subject<?> subject) {
      leaf(subject);
    } else if (value instanceof Map<?, ?> branch) {
      open();
      branch.forEach((key, inner) -> property(String.valueOf(key), inner));
      close();
    }
  }

  private void open() {
    json.writeStartObject();
    json.writeStringProperty("type", "object");
    json.writeBooleanProperty("additionalProperties", false);
    json.writeName("properties");
    json.writeStartObject();
  }

  private void close() {
    json.writeEndObject();
    json.writeEndObject();
  }

  private void leaf(Subject<?> subject) {
    json.writeStartObject();
    json.writeStringProperty("description", subject.description());
    Optional<?> example = subject.parse(Examples.of(subject).replace("[", "").replace("]", ""));
    switch (example.map(e -> (Object) e).orElse("")) {
      case Boolean yes -> json.writeStringProperty("type", "boolean");
      case Integer number -> types("integer", "string");
      case BigDecimal number -> types("number", "string");
      case List<?> list -> types("array", "string");
      case Enum<?> constant -> constants(subject, constant);
      default -> types("string", "number");
    }
    json.writeEndObject();
  }

  private void types(String... types) {
    json.writeName("type");
    json.writeStartArray();
    for (String type : types) {
      json.writeString(type);
    }
    json.writeEndArray();
  }

  private void constants(Subject<?> subject, Enum<?> example) {
    json.writeName("enum");
    json.writeStartArray();
    for (Enum<?> constant : example.getDeclaringClass().getEnumConstants()) {
      String written = Values.write(constant);
      if (subject.parse(written).isPresent()) {
        json.writeString(written);
      }
    }
    json.writeEndArray();
  }

  private void services() {
    json.writeName(Keys.SERVICES);
    json.writeStartObject();
    json.writeStringProperty(
        "description", "Settings of single services, by their names in the repository");
    json.writeStringProperty("type", "object");
    json.writeName("additionalProperties");
    open();
    properties(Subjects.SERVICE);
    close();
    json.writeEndObject();
  }

  private void strings(String name, String description) {
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("description", description);
    json.writeStringProperty("type", "array");
    json.writeName("items");
    json.writeStartObject();
    json.writeStringProperty("type", "string");
    json.writeEndObject();
    json.writeEndObject();
  }

  private void labels(String name) {
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("description", "Labels on every resource");
    json.writeStringProperty("type", "object");
    json.writeEndObject();
  }

  private void answers() {
    json.writeName("answers");
    json.writeStartObject();
    json.writeStringProperty("description", "Answers to open questions, by dotted key");
    json.writeStringProperty("type", "object");
    json.writeEndObject();
  }

  private void waivers() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("requirement", "Id of the security requirement");
    fields.put("rule", "Id of the rule");
    fields.put("address", "Element or resource that it is limited to");
    fields.put("reason", "Why it is acceptable");
    fields.put("owner", "Who stands for it");
    fields.put("until", "ISO date, the last day on which it holds");
    json.writeName("waivers");
    json.writeStartObject();
    json.writeStringProperty("type", "array");
    json.writeName("items");
    open();
    fields.forEach((field, description) -> {
      json.writeName(field);
      json.writeStartObject();
      json.writeStringProperty("type", "string");
      json.writeStringProperty("description", description);
      json.writeEndObject();
    });
    close();
    json.writeEndObject();
  }
}
