package dev.slipway.emit.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version wishes, such as {@code >=3.13,<4} or {@code 24.x}, as the tags that images bear. */
public final class Versions {

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?");

  private Versions() {}

  /** Major and minor. */
  public static String python(String wish) {
    return minor(wish, "3.13");
  }

  /** Major and minor. */
  public static String go(String wish) {
    return minor(wish, "1.26");
  }

  /** The major version. */
  public static String node(String wish) {
    Matcher numbers = NUMBERS.matcher(wish);
    return numbers.find() ? numbers.group(1) : "24";
  }

  private static String minor(String wish, String otherwise) {
    Matcher numbers = NUMBERS.matcher(wish);
    return numbers.find() && numbers.group(2) != null
        ? numbers.group(1) + "." + numbers.group(2)
        : otherwise;
  }
}
