package dev.slipway.hcl;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Text;
import java.util.ArrayList;
import java.util.List;

/** Strings, quoted or as heredocs, so that they read back as exactly the same text. */
final class HclText {

  private static final int WORTH_A_HEREDOC = 100;

  private HclText() {}

  /** {@code "…"}. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    appendLiteral(out, text, false);
    return out.append('"').toString();
  }

  /** {@code "…${x}…"}. */
  static String quoted(List<Expression> parts) {
    StringBuilder out = new StringBuilder().append('"');
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Text literal) {
        appendLiteral(out, literal.value(), interpolates(parts, i + 1));
      } else {
        out.append(HclPrinter.interpolation(parts.get(i)));
      }
    }
    return out.append('"').toString();
  }

  /** Neighboring literals joined, empty ones dropped. */
  static List<Expression> joined(List<Expression> parts) {
    List<Expression> joined = new ArrayList<>();
    for (Expression part : parts) {
      boolean both = part instanceof Text && !joined.isEmpty() && joined.getLast() instanceof Text;
      if (both && joined.getLast() instanceof Text last && part instanceof Text text) {
        joined.set(joined.size() - 1, new Text(last.value() + text.value()));
      } else if (!(part instanceof Text text && text.value().isEmpty())) {
        joined.add(part);
      }
    }
    return joined;
  }

  /**
   * The text as the lines of a heredoc, where that reads better than {@code \n}: its first line is
   * {@code <<-EOT}, or {@code chomp(<<-EOT} for a text that does not end its last line. Empty when
   * it does not or cannot.
   */
  static List<String> heredoc(List<Expression> parts) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof Text literal)) {
        body.append(HclPrinter.interpolation(parts.get(i)));
      } else if (isPlain(literal.value())) {
        appendHeredocLiteral(body, literal.value(), interpolates(parts, i + 1));
      } else {
        return List.of();
      }
    }
    boolean ended = !body.isEmpty() && body.charAt(body.length() - 1) == '\n';
    if (ended) {
      body.setLength(body.length() - 1);
    }
    List<String> lines = List.of(body.toString().split("\n", -1));
    boolean worthIt = lines.size() > 2 || (lines.size() == 2 && body.length() > WORTH_A_HEREDOC);
    return worthIt && keepsIndentation(lines) ? framed(lines, ended) : List.of();
  }

  private static List<String> framed(List<String> lines, boolean ended) {
    List<String> framed = new ArrayList<>(lines.size() + 3);
    framed.add(ended ? "<<-EOT" : "chomp(<<-EOT");
    for (String line : lines) {
      framed.add(line.isEmpty() ? "" : "  " + line);
    }
    framed.add("EOT");
    if (!ended) {
      framed.add(")");
    }
    return framed;
  }

  /**
   * A flush heredoc loses the indentation that all its lines share, and must not contain its own
   * end.
   */
  private static boolean keepsIndentation(List<String> lines) {
    boolean flush = false;
    for (String line : lines) {
      if (line.strip().equals("EOT") || (line.isBlank() && !line.isEmpty())) {
        return false;
      }
      if (!line.isEmpty()) {
        char first = line.charAt(0);
        if (first != ' ' && Character.isWhitespace(first)) {
          return false;
        }
        flush |= first != ' ';
      }
    }
    return flush && !lines.getLast().isEmpty();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f || isFormat(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean interpolates(List<Expression> parts, int index) {
    return index < parts.size() && !(parts.get(index) instanceof Text);
  }

  private static void appendHeredocLiteral(StringBuilder out, String text, boolean thenOpens) {
    for (int i = 0; i < text.length(); ) {
      int end = i;
      while (end < text.length() && isSign(text.charAt(end))) {
        end++;
      }
      boolean brace = end > i && end < text.length() && text.charAt(end) == '{';
      if (brace) {
        // A run of signs before a brace is kept whole, lest one be read as part of an escape.
        out.append("${").append(quoted(text.substring(i, end + 1))).append('}');
        i = end + 1;
      } else if (end > i) {
        String signs = text.substring(i, end);
        boolean last = end == text.length() && thenOpens;
        out.append(last ? "${" + quoted(signs) + "}" : signs);
        i = end;
      } else {
        out.append(text.charAt(i++));
      }
    }
  }

  private static boolean isSign(char c) {
    return c == '$' || c == '%';
  }

  private static void appendLiteral(StringBuilder out, String text, boolean thenOpens) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '$', '%' -> appendSign(out, text, i, thenOpens);
        default -> {
          if (c < ' ' || c == 0x7f || isFormat(c)) {
            appendCode(out, c);
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  private static void appendSign(StringBuilder out, String text, int i, boolean thenOpens) {
    char c = text.charAt(i);
    boolean last = i == text.length() - 1;
    if (opens(text, i)) {
      out.append(c).append(c);
    } else if ((last && thenOpens) || (!last && text.charAt(i + 1) == c)) {
      // Next to another sign this one could be read as the start of an escape.
      appendCode(out, c);
    } else {
      out.append(c);
    }
  }

  private static boolean opens(String text, int i) {
    char c = text.charAt(i);
    return (c == '$' || c == '%') && i + 1 < text.length() && text.charAt(i + 1) == '{';
  }

  /**
   * Zero-width and bidirectional characters are written as codes: they could hide what a file says.
   */
  private static boolean isFormat(char c) {
    return c > 0x7e
        && (Character.getType(c) == Character.FORMAT
            || Character.isISOControl(c)
            || c == 0x2028
            || c == 0x2029);
  }

  private static void appendCode(StringBuilder out, char c) {
    out.append("\\u");
    String hex = Integer.toHexString(c);
    out.repeat('0', 4 - hex.length()).append(hex);
  }
}
