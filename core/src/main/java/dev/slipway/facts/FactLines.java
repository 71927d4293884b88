package dev.slipway.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys with values behind a sorted index: one look-up reads nothing but the short index lines it
 * meets and its value.
 */
final class FactLines {

  private static final char TAB = '\t';

  private final byte[] bytes;
  private final int first;
  private final int last;

  private FactLines(byte[] bytes, int first, int size) {
    this.bytes = bytes;
    this.first = first;
    this.last = first + size;
  }

  static FactLines read(String name) {
    return indexed(bytes(name))
        .orElseThrow(() -> new IllegalStateException("no index in facts/" + name));
  }

  /** From the form with an index; empty when the text is not in it. */
  static Optional<FactLines> indexed(String text) {
    return indexed(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<FactLines> indexed(byte[] bytes) {
    int end = 0;
    long size = 0;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9' && size <= bytes.length) {
      size = size * 10 + bytes[end++] - '0';
    }
    boolean fits = end > 0 && end < bytes.length && bytes[end] == '\n';
    return fits && end + 1 + size <= bytes.length
        ? Optional.of(new FactLines(bytes, end + 1, (int) size))
        : Optional.empty();
  }

  /** From lines {@code key⇥value}, sorted by key. */
  static FactLines of(String lines) {
    return indexed(withIndex(List.of(split(lines.strip(), '\n')))).orElseThrow();
  }

  /** The form with an index, from ASCII lines {@code key⇥value} sorted by key. */
  static String withIndex(List<String> lines) {
    StringBuilder index = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (String line : lines) {
      int tab = line.indexOf(TAB);
      String value = line.substring(tab + 1);
      index.append(line, 0, tab + 1).append(values.length()).append(' ');
      index.append(value.length()).append('\n');
      values.append(value).append('\n');
    }
    return index.length() + "\n" + index + values;
  }

  /** The rows of a table resource, without its header. */
  static List<String[]> table(String name) {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    List<String[]> rows = new ArrayList<>();
    int start = text.indexOf('\n') + 1;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      rows.add(split(text.substring(start, end), TAB));
      start = end + 1;
    }
    return rows;
  }

  /** Splits at every separator and keeps empty fields, without a regular expression. */
  static String[] split(String text, char separator) {
    int count = 1;
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, i + 1)) {
      count++;
    }
    String[] parts = new String[count];
    int start = 0;
    for (int part = 0; part < count - 1; part++) {
      int end = text.indexOf(separator, start);
      parts[part] = text.substring(start, end);
      start = end + 1;
    }
    parts[count - 1] = text.substring(start);
    return parts;
  }

  /** What stands after the key, if the key is there. */
  Optional<String> find(String key) {
    int low = first;
    int high = last;
    while (low < high) {
      int start = lineStart((low + high) >>> 1);
      int end = lineEnd(start);
      int order = compare(start, end, key);
      if (order == 0) {
        return value(start + key.length() + 1, end);
      }
      if (order < 0) {
        low = end + 1;
      } else {
        high = start;
      }
    }
    return Optional.empty();
  }

  /** What two numbers of the index point at; empty where they point outside. */
  private Optional<String> value(int place, int end) {
    int space = place;
    while (space < end && bytes[space] != ' ') {
      space++;
    }
    long offset = last + number(place, space);
    long size = number(space + 1, end);
    return offset < last || size < 0 || offset + size > bytes.length
        ? Optional.empty()
        : Optional.of(new String(bytes, (int) offset, (int) size, StandardCharsets.UTF_8));
  }

  private long number(int start, int end) {
    long number = start < end ? 0 : -1;
    for (int i = start; i < end; i++) {
      number = number > Integer.MAX_VALUE ? number : number * 10 + bytes[i] - '0';
    }
    return number;
  }

  /** The keys that begin with {@code prefix}, in order, without the prefix. */
  List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    for (int start = first; start < last; start = lineEnd(start) + 1) {
      int end = start;
      while (end < last && bytes[end] != TAB) {
        end++;
      }
      String key = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      if (key.startsWith(prefix)) {
        keys.add(key.substring(prefix.length()));
      }
    }
    return keys;
  }

  private int lineStart(int position) {
    int start = position;
    while (start > first && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int lineEnd(int position) {
    int end = position;
    while (end < last && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private int compare(int start, int end, String key) {
    for (int i = 0; i < key.length(); i++) {
      if (start + i >= end || bytes[start + i] == TAB) {
        return -1;
      }
      int difference = bytes[start + i] - key.charAt(i);
      if (difference != 0) {
        return difference;
      }
    }
    int next = start + key.length();
    return next >= end || bytes[next] == TAB ? 0 : 1;
  }

  private static byte[] bytes(String name) {
    try (InputStream stream = FactLines.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the build: facts/" + name);
      }
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("facts/" + name, broken);
    }
  }
}
