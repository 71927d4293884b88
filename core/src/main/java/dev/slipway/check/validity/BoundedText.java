package dev.slipway.check.validity;

import java.util.regex.Pattern;

/**
 * A text that can be looked at only so often. Providers' expressions were written for a matcher of
 * linear time; this one goes back and forth, and gives up when that takes too long.
 */
final class BoundedText implements CharSequence {

  private static final int LOOKS = 200_000;

  private final String text;
  private int looks;

  private BoundedText(String text) {
    this.text = text;
  }

  /** Whether the pattern is in the text, or that cannot be told in good time. */
  static boolean find(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text)).find();
    } catch (Exhausted | StackOverflowError exhausted) {
      return true;
    }
  }

  /** The limit is reached. */
  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Exhausted() {
      super("too many looks", null, false, false);
    }
  }

  @Override
  public char charAt(int index) {
    if (looks++ > LOOKS) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
