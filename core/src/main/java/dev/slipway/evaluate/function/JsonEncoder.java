package dev.slipway.evaluate.function;

import dev.slipway.value.Numbers;
import dev.slipway.value.Value;
import java.util.HexFormat;
import java.util.Map;

/** Writes wholly known values as JSON, byte for byte as Terraform does. */
final class JsonEncoder {

  private final StringBuilder out = new StringBuilder();

  private JsonEncoder() {}

  static String encode(Value value) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.write(value);
    return encoder.out.toString();
  }

  private void write(Value value) {
    if (value.isNull()) {
      out.append("null");
    } else if (value.isText()) {
      quote(value.text());
    } else if (value.isNumber()) {
      out.append(Numbers.text(value.number()).orElse("0"));
    } else if (value.isBool()) {
      out.append(value.bool());
    } else if (value.hasElements()) {
      char separator = '[';
      for (Value element : value.elements()) {
        out.append(separator);
        write(element);
        separator = ',';
      }
      out.append(separator == '[' ? "[]" : "]");
    } else {
      fields(value.fields());
    }
  }

  private void fields(Map<String, Value> fields) {
    char separator = '{';
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      out.append(separator);
      quote(field.getKey());
      out.append(':');
      write(field.getValue());
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        // Harmless in web pages and scripts: Go escapes these, so Terraform does.
        case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
        default -> {
          if (c < ' ') {
            escape(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    out.append("\\u").append(HexFormat.of().toHexDigits(c));
  }
}
