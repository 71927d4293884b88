package dev.slipway.hcl.syntax;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A JSON value as written. What it means depends on what is expected at its place. */
sealed interface JsonNode {

  Range range();

  /** Properties in order; a name may come several times. */
  record Obj(List<Property> properties, Range range) implements JsonNode {}

  record Property(Str name, JsonNode value) {}

  record Arr(List<JsonNode> items, Range range) implements JsonNode {}

  /**
   * @param content the text between the quotes, escapes resolved, whose places lead back to the
   *     file
   */
  record Str(SourceText content, Range range) implements JsonNode {
    String text() {
      return content.text();
    }
  }

  /**
   * @param value empty when it is too large to compute with
   */
  record Num(Optional<BigDecimal> value, Range range) implements JsonNode {}

  record Bool(boolean value, Range range) implements JsonNode {}

  record Null(Range range) implements JsonNode {}

  /** What could not be read; reported already. */
  record Broken(Range range) implements JsonNode {}
}
