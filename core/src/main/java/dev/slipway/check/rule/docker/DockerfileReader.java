package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.docker.Instruction.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the instructions of a Dockerfile as BuildKit does; takes any text. */
final class DockerfileReader {

  private final String file;
  private final String[] lines;
  private final char escape;
  private final List<Instruction> found = new ArrayList<>();
  private int next;

  private DockerfileReader(String file, String text) {
    this.file = file;
    this.lines = text.split("\n", -1);
    this.escape = escape(lines);
  }

  static List<Instruction> read(String file, String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new DockerfileReader(file, body).instructions();
  }

  /** Directives stand in comments before anything else. */
  private static char escape(String[] lines) {
    for (String line : lines) {
      String text = line.strip();
      int sign = text.indexOf('=');
      if (!text.startsWith("#") || sign < 0) {
        return '\\';
      }
      if (text.substring(1, sign).strip().equalsIgnoreCase("escape")) {
        return text.substring(sign + 1).strip().equals("`") ? '`' : '\\';
      }
    }
    return '\\';
  }

  private List<Instruction> instructions() {
    while (next < lines.length) {
      String text = lines[next].strip();
      if (text.isEmpty() || text.startsWith("#")) {
        next++;
      } else {
        instruction();
      }
    }
    return List.copyOf(found);
  }

  private void instruction() {
    List<Line> written = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    boolean more = true;
    while (more && next < lines.length) {
      String line = lines[next++];
      String text = line.strip();
      if (!written.isEmpty() && (text.isEmpty() || text.startsWith("#"))) {
        continue;
      }
      written.add(new Line(next, line));
      more = !text.isEmpty() && text.charAt(text.length() - 1) == escape;
      joined.append(more ? text.substring(0, text.length() - 1) : text).append(more ? " " : "");
    }
    String all = joined.toString().strip();
    int blank = blank(all);
    String keyword = all.substring(0, blank).toUpperCase(Locale.ROOT);
    List<String> flags = new ArrayList<>();
    String arguments = withoutFlags(all.substring(blank).strip(), flags);
    String heredoc =
        List.of("RUN", "COPY", "ADD").contains(keyword) ? heredocs(arguments, written) : "";
    found.add(new Instruction(keyword, arguments, flags, heredoc, written, file));
  }

  private static int blank(String text) {
    int at = 0;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String withoutFlags(String arguments, List<String> flags) {
    String rest = arguments;
    while (rest.startsWith("--")) {
      int end = blank(rest);
      flags.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    return rest;
  }

  private String heredocs(String arguments, List<Line> written) {
    StringBuilder body = new StringBuilder();
    for (String marker : markers(arguments)) {
      boolean tabs = marker.startsWith("-");
      String end = tabs ? marker.substring(1) : marker;
      while (next < lines.length) {
        String line = lines[next++];
        written.add(new Line(next, line));
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if ((tabs ? text.stripLeading() : text).equals(end)) {
          break;
        }
        body.append(text).append('\n');
      }
    }
    return body.toString();
  }

  /** The words after {@code <<}, a hyphen before those whose tabs are cut. */
  private static List<String> markers(String arguments) {
    List<String> markers = new ArrayList<>();
    for (int at = arguments.indexOf("<<"); at >= 0; at = arguments.indexOf("<<", at)) {
      int start = at + 2;
      at = start;
      boolean tabs = arguments.startsWith("-", start);
      start += tabs ? 1 : 0;
      boolean quoted = start < arguments.length() && "\"'".indexOf(arguments.charAt(start)) >= 0;
      start += quoted ? 1 : 0;
      int end = start;
      while (end < arguments.length() && isWord(arguments.charAt(end))) {
        end++;
      }
      if (end > start && !Character.isDigit(arguments.charAt(start))) {
        markers.add((tabs ? "-" : "") + arguments.substring(start, end));
        at = end;
      }
    }
    return markers;
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
