package dev.slipway.evidence;

import java.util.Optional;

/**
 * Why something is believed.
 *
 * @param origin the kind of source
 * @param strength how firmly it says so
 * @param span the place, absent for defaults and the command line
 * @param excerpt the words found there, one line, at most 160 characters, secrets masked; for an
 *     assumption the reason for the default
 */
public record Evidence(Origin origin, Strength strength, Optional<Span> span, String excerpt) {

  private static final int EXCERPT_LIMIT = 160;

  public Evidence {
    excerpt = oneLine(excerpt);
  }

  public static Evidence stated(Origin origin, Span span, String excerpt) {
    return new Evidence(origin, Strength.STATED, Optional.of(span), excerpt);
  }

  public static Evidence derived(Origin origin, Span span, String excerpt) {
    return new Evidence(origin, Strength.DERIVED, Optional.of(span), excerpt);
  }

  public static Evidence assumed(String reason) {
    return new Evidence(Origin.DEFAULT, Strength.ASSUMED, Optional.empty(), reason);
  }

  /** The place a person can open, or the kind of source where there is no place. */
  public String where() {
    return span.map(Span::toString).orElse(origin.label());
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), EXCERPT_LIMIT));
    boolean space = false;
    for (int i = 0; i < text.length() && line.length() < EXCERPT_LIMIT; i++) {
      char c = text.charAt(i);
      // Control, bidirectional and zero-width characters could make the excerpt read as something
      // else.
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        space = line.length() > 0;
      } else if (Character.getType(c) != Character.FORMAT) {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.append(c);
      }
    }
    if (line.length() >= EXCERPT_LIMIT) {
      line.setLength(EXCERPT_LIMIT - 1);
      if (Character.isHighSurrogate(line.charAt(line.length() - 1))) {
        line.setLength(line.length() - 1);
      }
      line.append('…');
    }
    return line.toString();
  }
}
