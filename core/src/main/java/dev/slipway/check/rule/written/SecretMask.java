package dev.slipway.check.rule.written;

import dev.slipway.check.secret.SecretScanner;
import dev.slipway.check.secret.SecretValue;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.util.List;
import java.util.Locale;

/** Hides secrets in a line that is to be shown; all characters keep their places. */
public final class SecretMask {

  private static final char STAR = '*';
  private static final int SHOWN = 2;
  private static final int SHORTEST = 5;
  private static final List<String> LOGINS = List.of("authorization", "bearer", "basic", "-u");

  private final String line;
  private final StringBuilder masked;

  private SecretMask(String line) {
    this.line = line;
    this.masked = new StringBuilder(line);
  }

  /**
   * The line with stars for all but the beginning of each secret: of keys known by their form, of
   * passwords in addresses, of what looks random, and of every literal on a line that names a
   * secret. In doubt it hides too much.
   *
   * @param holdsSecret whether the line is shown for a secret in it, so that it has one for certain
   */
  public static String masked(String line, boolean holdsSecret) {
    SecretMask mask = new SecretMask(line);
    mask.addresses();
    boolean found = mask.forms();
    mask.words(holdsSecret || found || mask.namesSecret());
    return mask.masked.toString();
  }

  /** Whether a finding is about a secret. */
  public static boolean isAbout(Diagnostic finding) {
    String code = finding.code();
    return code.contains("SECRET") || code.contains("PASSWORD") || code.contains("CREDENTIALS");
  }

  private boolean forms() {
    List<Diagnostic> found = SecretScanner.scan("line", line);
    for (Diagnostic secret : found) {
      int start = secret.span().map(Span::column).orElse(1) - 1;
      hide(start, end(start));
    }
    return !found.isEmpty();
  }

  private void addresses() {
    for (int at = line.indexOf("://"); at >= 0; at = line.indexOf("://", at + 3)) {
      int colon = line.indexOf(':', at + 3);
      int host = line.indexOf('@', at + 3);
      int space = line.indexOf(' ', at);
      if (colon > 0 && colon < host && (space < 0 || host < space)) {
        hide(colon + 1, host);
      }
    }
  }

  private boolean namesSecret() {
    for (int start = 0; start < line.length(); start = Math.max(start + 1, end(start))) {
      String word = line.substring(start, end(start));
      if (SecretSetting.isNamed(word) || LOGINS.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private void words(boolean literals) {
    boolean value = false;
    for (int start = 0; start < line.length(); start = Math.max(start + 1, end(start))) {
      int end = end(start);
      String word = line.substring(start, end);
      boolean name = SecretSetting.isNamed(word) && !SecretValue.isRandom(word);
      boolean literal =
          literals && value && end - start >= SHORTEST && !name && SecretSetting.isLiteral(word);
      if ((literal || SecretValue.isRandom(word)) && !isName(end)) {
        hide(start, end);
      }
      value |= "=:".indexOf(line.charAt(start)) >= 0 || LOGINS.contains(word);
    }
  }

  /** Whether a word is given a value: {@code =} or {@code :} stands behind it. */
  private boolean isName(int end) {
    int i = end;
    while (i < line.length() && " \t\"'".indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    return i < line.length() && "=:".indexOf(line.charAt(i)) >= 0;
  }

  private int end(int from) {
    int i = from;
    while (i < line.length() && " \t\"'`=,;:{}()[]".indexOf(line.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private void hide(int from, int to) {
    for (int i = from + Math.min(SHOWN, (to - from) / 3); i < to; i++) {
      masked.setCharAt(i, STAR);
    }
  }
}
