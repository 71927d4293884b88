package dev.slipway.evaluate.function;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths with forward slashes, as texts. */
final class Paths {

  private Paths() {}

  /** Without doubled slashes, {@code .} and what {@code ..} takes back; {@code .} for nothing. */
  static String cleaned(String path) {
    boolean absolute = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (part.equals("..") && !absolute) {
        parts.addLast(part);
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.addLast(part);
      }
    }
    String joined = (absolute ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }

  static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  static String folder(String path) {
    return cleaned(path.substring(0, path.lastIndexOf('/') + 1));
  }
}
