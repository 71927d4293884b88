package dev.slipway.emit.report;

/** Text from a checked repository without what would drive a terminal or end a log's line. */
public final class PlainText {

  private PlainText() {}

  /** The text with U+FFFD for each control character but tabs and line feeds. */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(Character.isISOControl(c) && c != '\t' && c != '\n' ? '\ufffd' : c);
    }
    return plain.toString();
  }
}
