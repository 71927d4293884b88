package dev.slipway.document;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON, with the comments and trailing commas that configuration files carry. */
public final class JsonDocument {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final String file;
  private final JsonParser parser;

  private JsonDocument(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** The document, or a {@code SLIP-JSON-SYNTAX} error with the place where reading stopped. */
  public static Outcome<Optional<Node>> read(String file, String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      JsonDocument document = new JsonDocument(file, parser);
      if (parser.nextToken() == null) {
        return Outcome.of(Optional.empty());
      }
      Node node = document.value();
      parser.nextToken(); // anything after the value is an error that this finds
      return Outcome.of(Optional.of(node));
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      int line = location == null ? 1 : Math.max(1, location.getLineNr());
      int column = location == null ? 1 : Math.max(1, location.getColumnNr());
      return new Outcome<>(
          Optional.empty(),
          List.of(
              Diagnostic.error(
                  "SLIP-JSON-SYNTAX",
                  Span.at(file, line, column),
                  "Malformed JSON",
                  "The file stops being JSON here: " + reason(e) + ".",
                  "Correct the file, or leave it out with `ignore:` in slipway.yaml.")));
    }
  }

  /** What is wrong, without what the parser adds about its own source. */
  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage();
    int source = message.indexOf(" (start marker at");
    return source < 0 ? message : message.substring(0, source);
  }

  private Node value() {
    Span start = here();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(start);
      case START_ARRAY -> array(start);
      case VALUE_STRING -> scalar(Scalar.Kind.STRING, parser.getString(), start);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          scalar(Scalar.Kind.NUMBER, parser.getString(), start);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Scalar.Kind.BOOLEAN, parser.getString(), start);
      default -> scalar(Scalar.Kind.NULL, "null", start);
    };
  }

  private static Scalar scalar(Scalar.Kind kind, String text, Span span) {
    return new Scalar(kind, text, span);
  }

  private Node object(Span start) {
    List<Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      Span keySpan = here();
      parser.nextToken();
      entries.add(new Entry(key, keySpan, value()));
    }
    return new Mapping(List.copyOf(entries), start);
  }

  private Node array(Span start) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Sequence(List.copyOf(items), start);
  }

  private Span here() {
    TokenStreamLocation location = parser.currentTokenLocation();
    return Span.at(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
