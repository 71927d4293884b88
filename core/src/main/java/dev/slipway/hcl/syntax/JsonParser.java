package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads JSON, and goes on behind errors where it can. */
final class JsonParser {

  private static final List<String> KEYWORDS = List.of("true", "false", "null");
  private static final int ERROR_LIMIT = 200;

  private final SourceText source;
  private final String text;
  private final Problems problems = new Problems();
  private int at;
  private int depth;
  private int errors;

  JsonParser(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  Problems problems() {
    return problems;
  }

  /** The one value of a file. */
  JsonNode file() {
    JsonNode value = value();
    skipBlanks();
    if (at < text.length() && problems.isEmpty()) {
      error(
          range(at, at + 1),
          "The JSON value has ended before this",
          "A file holds one value; found " + found() + " behind it.",
          "Remove what follows, or a closing bracket too many.");
    }
    return value;
  }

  private Range range(int start, int end) {
    return new Range(source, start, Math.min(end, text.length()));
  }

  private void error(Range range, String summary, String detail, String fix) {
    if (errors++ < ERROR_LIMIT) {
      problems.error("SLIP-HCL-JSON", range, summary, detail, fix);
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    skipBlanks();
    return peek();
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#'
          || c == '/' && at + 1 < text.length() && "/*".indexOf(text.charAt(at + 1)) >= 0) {
        comment();
      } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void comment() {
    boolean block = text.startsWith("/*", at);
    int end = block ? text.indexOf("*/", at + 2) + 2 : text.indexOf('\n', at);
    int start = at;
    at = end <= start ? text.length() : end;
    error(
        range(start, at),
        "JSON has no comments",
        "This is a comment in the native syntax only.",
        "Move it into a property named \"//\".");
  }

  private String found() {
    if (at >= text.length()) {
      return "the end of the file";
    }
    return "`" + text.substring(at, at + Character.charCount(text.codePointAt(at))) + "`";
  }

  private JsonNode value() {
    char c = next();
    if (c == '{' || c == '[') {
      return nested(c);
    }
    if (c == '"') {
      return string();
    }
    if (isNumberPart(c) && c != 'e' && c != 'E') {
      return number();
    }
    return isLetter(c) ? keyword() : missing();
  }

  private JsonNode nested(char open) {
    if (depth == Cursor.DEPTH_LIMIT) {
      Range here = range(at, at + 1);
      error(
          here,
          "Nesting is too deep",
          "More than " + Cursor.DEPTH_LIMIT + " objects and arrays are nested here.",
          "Give the inner parts names of their own.");
      errors = ERROR_LIMIT;
      at = text.length();
      return new JsonNode.Broken(here);
    }
    depth++;
    JsonNode node = open == '{' ? object() : array();
    depth--;
    return node;
  }

  private JsonNode missing() {
    int start = at;
    boolean end = at >= text.length() || isStructural(peek());
    error(
        range(at, at + 1),
        "A JSON value is expected here",
        "Found " + found() + ".",
        "Write a string, a number, an object, an array, true, false or null.");
    if (!end) {
      skipScrap();
    }
    return new JsonNode.Broken(range(start, at));
  }

  private static boolean isStructural(char c) {
    return c == ',' || c == ':' || c == '}' || c == ']' || c == '{' || c == '[' || c == '"';
  }

  /** Goes to what could belong to the structure again, at the latest on the next line. */
  private void skipScrap() {
    while (at < text.length() && !isStructural(peek()) && peek() != '\n') {
      at++;
    }
  }

  private JsonNode object() {
    int start = at++;
    List<JsonNode.Property> properties = new ArrayList<>();
    while (next() != '}') {
      if (at >= text.length()) {
        unclosed(start, '}');
        break;
      }
      if (peek() == ']') {
        mismatch(start, '}');
        break;
      }
      property(properties);
      separator('}', "property");
    }
    if (peek() == '}') {
      at++;
    }
    return new JsonNode.Obj(properties, range(start, at));
  }

  private void property(List<JsonNode.Property> properties) {
    int start = at;
    JsonNode name = value();
    if (!(name instanceof JsonNode.Str key)) {
      if (!(name instanceof JsonNode.Broken)) {
        error(
            name.range(),
            "The name of a property is a string",
            "Names stand between double quotes in JSON.",
            "Put it between double quotes.");
      }
      if (next() == ':' || peek() == '=') {
        at++;
        value();
      } else if (at == start) {
        at++;
      }
      return;
    }
    colon(key);
    JsonNode value = next() == '}' || peek() == ',' ? missing() : value();
    properties.add(new JsonNode.Property(key, value));
  }

  private void colon(JsonNode.Str key) {
    if (next() == ':') {
      at++;
      return;
    }
    boolean equal = peek() == '=';
    if (peek() != '}' && peek() != ',') {
      error(
          range(at, at + 1),
          "A colon is expected behind the name of a property",
          equal
              ? "`=` belongs to the native syntax; JSON has `:`."
              : "Behind \"" + key.text() + "\" found " + found() + ".",
          "Write `\"" + key.text() + "\": value`.");
    }
    if (equal) {
      at++;
    }
  }

  private JsonNode array() {
    int start = at++;
    List<JsonNode> items = new ArrayList<>();
    while (next() != ']') {
      if (at >= text.length()) {
        unclosed(start, ']');
        break;
      }
      if (peek() == '}') {
        mismatch(start, ']');
        break;
      }
      int before = at;
      items.add(value());
      separator(']', "value");
      if (at == before) {
        at++;
      }
    }
    if (peek() == ']') {
      at++;
    }
    return new JsonNode.Arr(items, range(start, at));
  }

  /** Between two elements, or in front of the closing bracket. */
  private void separator(char close, String what) {
    char c = next();
    if (c == ',') {
      int comma = at++;
      if (next() == close) {
        error(
            range(comma, comma + 1),
            "A comma too many",
            "JSON has no comma behind the last " + what + ".",
            "Remove it.");
      }
    } else if (c != close && c != '}' && c != ']' && at < text.length()) {
      error(
          range(at, at + 1),
          "A comma is missing",
          "One " + what + " is separated from the next by a comma; found " + found() + ".",
          "Add a comma in front of it.");
      if (!isStructural(c) && !isLetter(c) && !isNumberPart(c)) {
        skipScrap();
      } else if (c == ':') {
        at++;
      }
    }
  }

  private void unclosed(int open, char close) {
    error(
        range(open, open + 1),
        "The `" + text.charAt(open) + "` is not closed",
        "It has no `" + close + "` before the end of the file.",
        "Add `" + close + "`.");
  }

  /** The wrong closing bracket belongs to what is around, if there is such a thing. */
  private void mismatch(int open, char close) {
    error(
        range(at, at + 1),
        "The wrong bracket closes here",
        "The `"
            + text.charAt(open)
            + "` at "
            + range(open, open + 1)
            + " is closed by `"
            + close
            + "`; found "
            + found()
            + ".",
        "Write `" + close + "`.");
    if (depth == 1) {
      at++;
    }
  }

  private JsonNode keyword() {
    int start = at;
    while (isLetter(peek()) || peek() == '_') {
      at++;
    }
    String word = text.substring(start, at);
    Range range = range(start, at);
    return switch (word) {
      case "true" -> new JsonNode.Bool(true, range);
      case "false" -> new JsonNode.Bool(false, range);
      case "null" -> new JsonNode.Null(range);
      default -> {
        error(
            range,
            "There is no such word in JSON",
            "JSON knows true, false and null." + Suggestion.sentence(word, KEYWORDS),
            "Put it between double quotes, if it is a text.");
        yield new JsonNode.Broken(range);
      }
    };
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isNumberPart(char c) {
    return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
  }

  private JsonNode number() {
    int start = at;
    while (isNumberPart(peek())) {
      at++;
    }
    String digits = text.substring(start, at);
    Range range = range(start, at);
    if (!isNumber(digits)) {
      error(
          range,
          "This is not a number",
          "A number in JSON has digits on both sides of its point, no leading zero and no plus.",
          "Put it between double quotes, if it is a text.");
      return new JsonNode.Broken(range);
    }
    boolean negative = digits.charAt(0) == '-';
    return new JsonNode.Num(
        NumberText.value(negative ? digits.substring(1) : digits)
            .map(value -> negative ? value.negate() : value),
        range);
  }

  /** {@code -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?}. */
  private static boolean isNumber(String text) {
    int i = text.startsWith("-") ? 1 : 0;
    int whole = digits(text, i);
    if (whole == i || text.charAt(i) == '0' && whole > i + 1) {
      return false;
    }
    i = whole;
    if (i < text.length() && text.charAt(i) == '.') {
      int fraction = digits(text, i + 1);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      int exponent = digits(text, i);
      return exponent > i && exponent == text.length();
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private JsonNode string() {
    int start = at++;
    boolean escapes = false;
    while (at < text.length() && peek() != '"' && peek() >= ' ') {
      escapes |= peek() == '\\';
      at =
          Math.min(
              text.length(),
              peek() == '\\' && at + 1 < text.length() && text.charAt(at + 1) >= ' '
                  ? at + 2
                  : at + 1);
    }
    int end = at;
    if (peek() == '"' && at < text.length()) {
      at++;
    } else {
      error(
          range(start, start + 1),
          "The string is not closed",
          "Its closing quote is missing at the end of the line; a newline is written \\n.",
          "Add \" where the string ends.");
    }
    SourceText content =
        escapes
            ? decoded(start + 1, end)
            : new SourceText(source, text.substring(start + 1, end), start + 1);
    return new JsonNode.Str(content, range(start, at));
  }

  private SourceText decoded(int start, int end) {
    StringBuilder value = new StringBuilder(end - start);
    int[] offsets = new int[end - start + 1];
    int i = start;
    while (i < end) {
      offsets[value.length()] = i;
      char c = text.charAt(i);
      if (c != '\\') {
        value.append(c);
        i++;
      } else {
        i = escape(i, end, value);
      }
    }
    offsets[value.length()] = end;
    return new SourceText(source, value.toString(), Arrays.copyOf(offsets, value.length() + 1));
  }

  private int escape(int slash, int end, StringBuilder value) {
    char selector = slash + 1 < end ? text.charAt(slash + 1) : 0;
    switch (selector) {
      case '"', '\\', '/' -> value.append(selector);
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'u' -> {
        return unicode(slash, end, value);
      }
      default ->
          invalidEscape(slash, Math.min(end, slash + 2), "\\" + (selector == 0 ? "" : selector));
    }
    return Math.min(end, slash + 2);
  }

  private int unicode(int slash, int end, StringBuilder value) {
    int unit = 0;
    for (int i = slash + 2; i < slash + 6; i++) {
      int digit = i < end && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        invalidEscape(slash, i, text.substring(slash, i));
        return i;
      }
      unit = unit * 16 + digit;
    }
    value.append((char) unit);
    return slash + 6;
  }

  private void invalidEscape(int start, int end, String escape) {
    error(
        range(start, end),
        "Unknown escape sequence",
        "`"
            + escape
            + "` means nothing: behind a backslash stands one of \", \\, /, b, f, n, r, t, or u"
            + " with four hexadecimal digits.",
        "Write \\\\ for a backslash itself.");
  }
}
