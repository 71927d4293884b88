package dev.slipway.design;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;

/**
 * Names that every cloud takes: lower-case letters, digits and single hyphens, beginning with a
 * letter.
 */
final class ResourceNames {

  private static final String CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
  private static final String[] CYRILLIC_LATIN = {
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t",
    "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"
  };
  private static final String GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω";
  private static final String[] GREEK_LATIN = {
    "a", "b", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s",
    "t", "y", "f", "ch", "ps", "o"
  };
  private static final String SPECIAL = "ßæœøđðłþıħ";
  private static final String[] SPECIAL_LATIN = {
    "ss", "ae", "oe", "o", "d", "d", "l", "th", "i", "h"
  };

  /** Longer names only repeat themselves, and reading on would cost time. */
  private static final int READ_LIMIT = 200;

  private ResourceNames() {}

  /**
   * The name nearest to {@code text}.
   *
   * @param otherwise taken where no letter or digit of the text can be written
   */
  static String of(String text, int limit, String otherwise) {
    StringBuilder name = new StringBuilder();
    String read = text.length() > READ_LIMIT ? text.substring(0, READ_LIMIT) : text;
    String plain = Normalizer.normalize(read.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    for (int i = 0; i < plain.length(); i++) {
      append(name, plain.charAt(i));
    }
    String cut = cut(name.toString(), limit);
    if (cut.isEmpty()) {
      return otherwise;
    }
    return Character.isDigit(cut.charAt(0)) ? cut(otherwise.charAt(0) + cut, limit) : cut;
  }

  /** The name, or where it is taken the name with the first free number from 2. */
  static String unique(String name, int limit, Collection<String> taken) {
    if (!taken.contains(name)) {
      return name;
    }
    for (int i = 2; ; i++) {
      String number = "-" + i;
      String candidate = cut(name, limit - number.length()) + number;
      if (!taken.contains(candidate)) {
        return candidate;
      }
    }
  }

  /** The name with an ending, the name cut so that both fit. */
  static String ending(String name, String ending, int limit) {
    return cut(name, limit - ending.length()) + ending;
  }

  private static void append(StringBuilder name, char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      name.append(c);
    } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'' && c != '’') {
      String latin = latin(c);
      if (!latin.isEmpty()) {
        name.append(latin);
      } else if (!Character.isLetter(c)
          && !name.isEmpty()
          && name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
  }

  private static String latin(char c) {
    int special = SPECIAL.indexOf(c);
    int cyrillic = CYRILLIC.indexOf(c);
    int greek = GREEK.indexOf(c);
    return special >= 0
        ? SPECIAL_LATIN[special]
        : cyrillic >= 0 ? CYRILLIC_LATIN[cyrillic] : greek >= 0 ? GREEK_LATIN[greek] : "";
  }

  private static String cut(String name, int limit) {
    String cut = name.length() > limit ? name.substring(0, limit) : name;
    while (cut.endsWith("-")) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut;
  }
}
