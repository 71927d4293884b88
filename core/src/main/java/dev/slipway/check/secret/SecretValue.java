package dev.slipway.check.secret;

import java.util.List;
import java.util.Locale;

/** Tells values that may be secrets from references, placeholders, names and digests. */
public final class SecretValue {

  private static final List<String> PLACEHOLDERS =
      List.of(
          "example",
          "placeholder",
          "changeme",
          "change-me",
          "change_me",
          "changethis",
          "change-this",
          "change_this",
          "change-in-prod",
          "change_in_prod",
          "your-",
          "your_",
          "yourp",
          "yours",
          "xxxx",
          "dummy",
          "sample",
          "fake",
          "redacted",
          "insert",
          "replace",
          "todo",
          "test",
          "1234567890",
          "abcdef",
          "localhost",
          "notasecret",
          "not-a-secret",
          "not_a_secret",
          "secret_key",
          "...",
          "****",
          "<",
          "fixme",
          "mock",
          "foobar",
          "set-me",
          "set_me",
          "s3cr3t",
          "my-secret",
          "mysecret",
          "my_secret",
          "supersecret",
          "super-secret",
          "super_secret",
          "topsecret");

  private SecretValue() {}

  /** Whether the value stands somewhere else: a variable, a call, a template, a path of names. */
  public static boolean isReference(String value) {
    return value.startsWith("$")
        || value.startsWith("<")
        || value.startsWith("{")
        || value.startsWith("%")
        || value.startsWith("@")
        || value.startsWith("!")
        || value.startsWith("ENC[")
        || value.startsWith("vault:")
        || value.startsWith("op://")
        || value.startsWith("ref+")
        || value.contains("${")
        || value.contains("{{")
        || value.contains("$(")
        || value.contains("(")
        || value.startsWith("var.")
        || value.startsWith("local.")
        || value.startsWith("projects/")
        || value.startsWith("arn:")
        || value.startsWith("process.env")
        || value.startsWith("os.")
        || isDotted(value);
  }

  /** {@code a.b.c}: a path in code. */
  private static boolean isDotted(String value) {
    boolean dotted = false;
    boolean start = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '.') {
        dotted = true;
        start = true;
      } else if (!isWord(c) || (start && Character.isDigit(c))) {
        return false;
      } else {
        start = false;
      }
    }
    return dotted;
  }

  /** Whether a person wrote it to be replaced, or to show what such a value looks like. */
  public static boolean isPlaceholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    for (String word : PLACEHOLDERS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return isRepetition(value);
  }

  /** One character again and again, as in {@code 000000000000}. */
  private static boolean isRepetition(String value) {
    return value.length() > 3 && value.chars().distinct().count() <= 2;
  }

  /** Words and short numbers with hyphens between them, such as {@code shop-s3-access-key-2}. */
  static boolean isName(String value) {
    for (String word : value.split("[-_]", -1)) {
      boolean letters = word.chars().allMatch(c -> c >= 'a' && c <= 'z') && word.length() <= 16;
      boolean brief =
          word.length() <= 3
              && word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
      if (word.isEmpty() || !letters && !brief) {
        return false;
      }
    }
    return true;
  }

  /** Words written together, as names in code are: {@code createAccessToken2}. */
  static boolean isIdentifier(String value) {
    int digits = 0;
    int letters = 0;
    int words = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = Character.isLetter(c);
      boolean begins =
          i == 0
              || !Character.isLetter(value.charAt(i - 1))
              || Character.isUpperCase(c) && Character.isLowerCase(value.charAt(i - 1));
      digits += Character.isDigit(c) ? 1 : 0;
      letters += letter ? 1 : 0;
      words += letter && begins ? 1 : 0;
    }
    return digits <= 2 && words > 0 && letters / words >= 4;
  }

  /** Digests, commits and UUIDs are names of things, not keys to them. */
  static boolean isHash(String value) {
    String plain =
        value.startsWith("sha256") || value.startsWith("sha512") ? value.substring(7) : value;
    int hex = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != '-' && Character.digit(c, 16) < 0) {
        return false;
      }
      hex += c == '-' ? 0 : 1;
    }
    return hex == 32 && plain.length() == 36 || hex == 40 || hex == 64 && value.startsWith("sha");
  }

  /** Whether a value looks as if drawn by chance: long, of both cases and digits, evenly spread. */
  public static boolean isRandom(String value) {
    return value.length() >= 12
        && value.length() <= 4_000
        && value.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        && value.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
        && value.chars().anyMatch(c -> c >= '0' && c <= '9')
        && bits(value) >= 3.4
        && !isReference(value);
  }

  /** Shannon's entropy in bits a character. */
  static double bits(String value) {
    int[] counts = new int[128];
    int total = 0;
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < 128) {
        counts[value.charAt(i)]++;
        total++;
      }
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / total;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  static boolean isWord(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
  }

  static boolean isBase64(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=');
  }
}
