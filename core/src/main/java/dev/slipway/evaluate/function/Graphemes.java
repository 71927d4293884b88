package dev.slipway.evaluate.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What readers take for one character each: that is what Terraform counts in texts. */
final class Graphemes {

  private Graphemes() {}

  private static final char FIRST_COMBINING = 0x300;

  static int count(String text) {
    if (isPlain(text)) {
      return text.length();
    }
    Matcher each = Pattern.compile("\\X").matcher(text);
    int count = 0;
    while (each.find()) {
      count++;
    }
    return count;
  }

  /** The graphemes from one on, up to so many; a negative number for all. */
  static String part(String text, int from, int count) {
    if (isPlain(text)) {
      int start = Math.min(from, text.length());
      return text.substring(
          start, count < 0 ? text.length() : (int) Math.min((long) start + count, text.length()));
    }
    List<String> all = split(text);
    int start = Math.min(from, all.size());
    int end = count < 0 ? all.size() : (int) Math.min((long) start + count, all.size());
    return String.join("", all.subList(start, end));
  }

  static String reverse(String text) {
    return isPlain(text)
        ? new StringBuilder(text).reverse().toString()
        : String.join("", split(text).reversed());
  }

  private static List<String> split(String text) {
    List<String> all = new ArrayList<>();
    Matcher each = Pattern.compile("\\X").matcher(text);
    while (each.find()) {
      all.add(each.group());
    }
    return all;
  }

  /** Whether every character stands for itself. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING || text.charAt(i) == '\r') {
        return false;
      }
    }
    return true;
  }
}
