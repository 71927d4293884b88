package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stays the same about a finding while the lines around it come and go: its rule, file,
 * address and the text of its line.
 */
public final class Fingerprint {

  private static final int BYTES = 16;

  private Fingerprint() {}

  /**
   * A hexadecimal digest.
   *
   * @param text the text of a file by its path
   */
  public static String of(Diagnostic finding, Function<String, Optional<String>> text) {
    String line = finding.span().flatMap(s -> text.apply(s.file()).map(t -> line(t, s))).orElse("");
    String what =
        String.join(
            "\u0000",
            finding.code(),
            finding.span().map(Span::file).orElse(""),
            finding.address().orElse(""),
            line);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A line without the spaces that a formatter may change. */
  private static String line(String text, Span span) {
    int start = 0;
    for (int line = 1; line < span.line(); line++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return "";
      }
    }
    int end = text.indexOf('\n', start);
    String line = text.substring(start, end < 0 ? text.length() : end);
    StringBuilder plain = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      if (!Character.isWhitespace(line.charAt(i))) {
        plain.append(line.charAt(i));
      }
    }
    return plain.toString();
  }
}
