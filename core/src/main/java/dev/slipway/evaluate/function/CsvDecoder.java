package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.STRING;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads comma-separated values: a line of names, then a row for each object. */
final class CsvDecoder {

  private final String text;
  private int at;
  private int line = 1;

  private CsvDecoder(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  static Value decode(String text) throws Refusal {
    CsvDecoder decoder = new CsvDecoder(text);
    List<String> names = decoder.row();
    if (names.isEmpty()) {
      throw new Refusal(0, "the line with the names of the columns is missing");
    }
    Map<String, Type> types = new TreeMap<>();
    for (String name : names) {
      if (types.put(name, STRING) != null) {
        throw new Refusal(0, "two columns have the name \"" + name + "\"");
      }
    }
    return Value.list(new ObjectType(types), decoder.rows(names));
  }

  private List<Value> rows(List<String> names) throws Refusal {
    List<Value> rows = new ArrayList<>();
    for (List<String> row = row(); !row.isEmpty(); row = row()) {
      if (row.size() != names.size()) {
        throw refusal(row.size() + " fields where there are " + names.size() + " columns");
      }
      Map<String, Value> fields = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        fields.put(names.get(i), Value.of(row.get(i)));
      }
      rows.add(Value.object(fields));
    }
    return rows;
  }

  /** The next row; without fields at the end. */
  private List<String> row() throws Refusal {
    while (at < text.length() && text.charAt(at) == '\n') {
      at++;
      line++;
    }
    List<String> fields = new ArrayList<>();
    if (at == text.length()) {
      return fields;
    }
    fields.add(field());
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      fields.add(field());
    }
    if (at < text.length()) {
      at++;
      line++;
    }
    return fields;
  }

  private String field() throws Refusal {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      if (text.charAt(at) == '"') {
        throw refusal("a quotation mark inside a field without quotation marks");
      }
      at++;
    }
    boolean last = at == text.length() && at > start && text.charAt(at - 1) == '\r';
    return text.substring(start, last ? at - 1 : at);
  }

  private String quoted() throws Refusal {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        line += c == '\n' ? 1 : 0;
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append(c);
        at++;
      } else {
        return closed(field.toString());
      }
    }
    throw refusal("a quotation mark is not closed");
  }

  private String closed(String field) throws Refusal {
    boolean ends = at == text.length() || text.charAt(at) == ',' || text.charAt(at) == '\n';
    if (!ends && !text.substring(at).equals("\r")) {
      throw refusal("text behind a closing quotation mark");
    }
    at = ends ? at : at + 1;
    return field;
  }

  private Refusal refusal(String what) {
    return new Refusal(0, "the string is not CSV: " + what + ", in its line " + line);
  }
}
