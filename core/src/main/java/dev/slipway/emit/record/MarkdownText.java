package dev.slipway.emit.record;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.TextFile;
import java.util.List;

/**
 * Writes Markdown from plain text: whatever a text contains, it is read as that text again. Nothing
 * that a record says can become a heading, a link, HTML or a table cell of its own.
 */
final class MarkdownText {

  /** Stands in an empty cell, so that people see that nothing was forgotten. */
  private static final String NOTHING = "–";

  private final TextFile file;

  MarkdownText(String path) {
    file = TextFile.at(path);
  }

  MarkdownText because(Provenance provenance) {
    file.because(provenance);
    return this;
  }

  MarkdownText withoutReason() {
    file.withoutReason();
    return this;
  }

  MarkdownText heading(int level, String text) {
    file.gap();
    file.line("#".repeat(level) + " " + escape(text));
    file.blank();
    return this;
  }

  /** A heading that links can point at by {@code id}. */
  MarkdownText heading(int level, String text, String id) {
    file.gap();
    file.line("<a id=\"" + id + "\"></a>");
    return heading(level, text);
  }

  /** {@code **Name:** value}, a line of its own. */
  MarkdownText label(String name, String value) {
    file.line(("**" + name + ":** " + start(escape(value))).stripTrailing() + "  ");
    return this;
  }

  /** A label whose value a person fills in by hand. */
  MarkdownText blankLabel(String name) {
    file.line("**" + name + ":** _________________  ");
    return this;
  }

  MarkdownText paragraph(String text) {
    file.line(start(escape(text)));
    file.blank();
    return this;
  }

  /** Markdown that Slipway itself wrote, as it is. */
  MarkdownText raw(String markdown) {
    file.line(markdown);
    return this;
  }

  MarkdownText bullets(List<String> items) {
    items.forEach(item -> file.line("- " + start(escape(item))));
    return gap();
  }

  MarkdownText numbered(List<String> items) {
    int number = 1;
    for (String item : items) {
      file.line(number++ + ". " + start(escape(item)));
    }
    return gap();
  }

  MarkdownText fence(String language, String content) {
    file.line("```" + language);
    file.block(content.replace("```", "'''"));
    file.line("```");
    return gap();
  }

  MarkdownText gap() {
    file.gap();
    return this;
  }

  void header(List<String> titles, List<Boolean> numeric) {
    file.line("| " + String.join(" | ", titles) + " |");
    StringBuilder rule = new StringBuilder("|");
    numeric.forEach(right -> rule.append(right ? " ---: |" : " --- |"));
    file.line(rule.toString());
  }

  void row(List<String> cells) {
    file.line("| " + String.join(" | ", cells) + " |");
  }

  GeneratedFile build() {
    return file.build();
  }

  /** A cell of a table. */
  static String cell(String text) {
    String line = line(text);
    return line.isEmpty() ? NOTHING : escape(line);
  }

  /** A text from a cell. */
  static String uncell(String cell) {
    return cell.equals(NOTHING) ? "" : cell;
  }

  /** A name, in code font where that is possible. */
  static String code(String text) {
    String line = line(text);
    if (line.isEmpty()) {
      return NOTHING;
    }
    return line.indexOf('`') >= 0 || line.indexOf('|') >= 0 ? escape(line) : "`" + line + "`";
  }

  /** One line, its runs of blanks made single. */
  static String line(String text) {
    return isLine(text) ? text : joined(text);
  }

  /**
   * Whether a text is one line already, as nearly all are: plain ASCII with single blanks within.
   */
  private static boolean isLine(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }

  private static String joined(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u00a0') {
        space = line.length() > 0;
      } else if (Character.getType(c) != Character.FORMAT) {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.append(c);
      }
    }
    return line.toString();
  }

  /** A text as Markdown that reads as this text. */
  static String escape(String text) {
    String line = line(text);
    StringBuilder escaped = new StringBuilder(line.length() + 8);
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      if (special(line, i, line.charAt(i))) {
        escaped.append(line, start, i).append('\\');
        start = i;
      }
    }
    return start == 0 && escaped.isEmpty()
        ? line
        : escaped.append(line, start, line.length()).toString();
  }

  private static boolean special(String line, int index, char c) {
    return switch (c) {
      case '\\', '`', '*', '[', ']', '<', '>', '|', '~', '&' -> true;
      // Within a word an underscore means nothing, and names are full of them.
      case '_' -> !(wordAt(line, index - 1) && wordAt(line, index + 1));
      // GitHub would notify people and link issues.
      case '@', '#' -> index == 0 || !wordAt(line, index - 1);
      default -> false;
    };
  }

  private static boolean wordAt(String line, int index) {
    return index >= 0 && index < line.length() && Character.isLetterOrDigit(line.charAt(index));
  }

  /** Keeps the beginning of a line from making it a list, a quotation or a rule. */
  static String start(String escaped) {
    if (escaped.isEmpty()) {
      return escaped;
    }
    char first = escaped.charAt(0);
    if (first == '-' || first == '+' || first == '=') {
      return "\\" + escaped;
    }
    int digits = 0;
    while (digits < escaped.length() && Character.isDigit(escaped.charAt(digits))) {
      digits++;
    }
    boolean marker =
        digits > 0
            && digits < escaped.length()
            && (escaped.charAt(digits) == '.' || escaped.charAt(digits) == ')')
            && (digits + 1 == escaped.length() || escaped.charAt(digits + 1) == ' ');
    return marker ? escaped.substring(0, digits) + "\\" + escaped.substring(digits) : escaped;
  }
}
