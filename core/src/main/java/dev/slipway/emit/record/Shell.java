package dev.slipway.emit.record;

/** Words of a command to copy: a name is always one word and never more. */
final class Shell {

  private static final String PLAIN = "._-/:@=%+,";

  private Shell() {}

  static String word(String text) {
    String line = MarkdownText.line(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      if (!plain) {
        return quoted(line);
      }
    }
    return line.isEmpty() ? "''" : line;
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
