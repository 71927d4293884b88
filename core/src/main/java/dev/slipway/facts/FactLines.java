package dev.slipway.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A resource of sorted lines, each a key, a tab and a value: one look-up reads nothing but the lines it meets. */
final class FactLines {

  private static final char TAB = '\t';

  private final byte[] bytes;

  private FactLines(byte[] bytes) {
    this.bytes = bytes;
  }

  static FactLines read(String name) {
    return new FactLines(bytes(name));
  }

  static FactLines of(String text) {
    return new FactLines(text.getBytes(StandardCharsets.UTF_8));
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
    int low = 0;
    int high = bytes.length;
    while (low < high) {
      int start = lineStart((low + high) >>> 1);
      int end = lineEnd(start);
      int order = compare(start, end, key);
      if (order == 0) {
        int value = start + key.length() + 1;
        return Optional.of(
            value > end
                ? ""
                : new String(bytes, value, end - value, StandardCharsets.UTF_8));
      }
      if (order < 0) {
        low = end + 1;
      } else {
        high = start;
      }
    }
    return Optional.empty();
  }

  /** The keys that begin with {@code prefix}, in order, without the prefix. */
  List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    for (int start = 0; start < bytes.length; start = lineEnd(start) + 1) {
      int end = start;
      while (end < bytes.length && bytes[end] != TAB && bytes[end] != '\n') {
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
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int lineEnd(int position) {
    int end = position;
    while (end < bytes.length && bytes[end] != '\n') {
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
