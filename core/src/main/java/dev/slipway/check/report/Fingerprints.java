package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.source.Lines;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stays the same about a finding while the lines around it come and go: its rule, file,
 * address and the text of its line. Of the address it is what the declaration has: who calls the
 * module, and how many instances there are, says nothing of the place.
 */
public final class Fingerprints {

  private static final int BYTES = 16;

  /** A line with more characters is one of many findings; its beginning tells it from others. */
  private static final int LONGEST_LINE = 1_000;

  private final Function<String, Optional<String>> text;
  private final Map<String, Lines> files = new HashMap<>();

  /**
   * @param text the text of a file by its path
   */
  public Fingerprints(Function<String, Optional<String>> text) {
    this.text = text;
  }

  /** A finding's, as a hexadecimal digest. */
  public String of(Diagnostic finding) {
    String what =
        String.join(
            "\u0000",
            finding.code(),
            finding.span().map(Span::file).orElse(""),
            finding.address().map(Fingerprints::declared).orElse(""),
            finding.span().map(this::line).orElse(""));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** An address without the module calls and instance keys in it. */
  private static String declared(String address) {
    StringBuilder plain = new StringBuilder(address.length());
    int depth = 0;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      depth += c == '[' ? 1 : 0;
      if (depth == 0) {
        plain.append(c);
      }
      depth -= c == ']' && depth > 0 ? 1 : 0;
    }
    int start = 0;
    while (plain.indexOf("module.", start) == start) {
      int end = plain.indexOf(".", start + "module.".length());
      if (end < 0) {
        break; // the call of a module itself
      }
      start = end + 1;
    }
    return plain.substring(start);
  }

  /** A line without the spaces that a formatter may change. */
  private String line(Span span) {
    Lines lines =
        files.computeIfAbsent(span.file(), file -> new Lines(text.apply(file).orElse("")));
    String line = lines.line(span.line(), LONGEST_LINE);
    StringBuilder plain = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      if (!Character.isWhitespace(line.charAt(i))) {
        plain.append(line.charAt(i));
      }
    }
    return plain.toString();
  }
}
