package dev.slipway.document;

import java.util.Locale;
import java.util.Set;

/** Decides how a string has to be written so that every YAML reader takes it for that string. */
final class YamlScalar {

  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`=";

  /** What YAML 1.1 or 1.2 takes for null, a Boolean or a number that is none to look at. */
  private static final Set<String> WORDS =
      Set.of(
          "null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "-.inf",
          "+.inf", ".nan", "<<");

  private YamlScalar() {}

  /** Whether the text is best written as a literal block. */
  static boolean isBlock(String text) {
    if (text.indexOf('\n') < 0 || text.isBlank()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && !isPrintable(c)) {
        return false;
      }
    }
    return true;
  }

  static String value(String text) {
    return isPlain(text, false) && !isSpecial(text) ? text : quoted(text);
  }

  static String inFlow(String text) {
    return isPlain(text, true) && !isSpecial(text) ? text : quoted(text);
  }

  /** A key; GitHub's {@code on} stays bare, because its reader and everybody's eye expect it so. */
  static String key(String text) {
    return isPlain(text, false) && (text.equals("on") || !isSpecial(text)) ? text : quoted(text);
  }

  static boolean isPrintable(char c) {
    return c == '\t'
        || c >= ' ' && c < 0x7f
        || c >= 0xa0 && c != 0xfeff && c < 0xfffe && c != 0x2028 && c != 0x2029 && !isLoneRisk(c);
  }

  /** Surrogates are written as they are only in pairs, which a single character cannot tell. */
  private static boolean isLoneRisk(char c) {
    return Character.isSurrogate(c);
  }

  private static boolean isPlain(String text, boolean flow) {
    if (text.isEmpty() || text.startsWith(" ") || text.endsWith(" ") || text.endsWith(":")) {
      return false;
    }
    char first = text.charAt(0);
    boolean dash =
        first == '-' && text.length() > 1 && text.charAt(1) > ' ' && text.charAt(1) != '-';
    if (INDICATORS.indexOf(first) >= 0 && !dash) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = i + 1 < text.length() && text.charAt(i + 1) == ' ';
      boolean begins = i > 0 && text.charAt(i - 1) == ' ';
      if (!isPrintable(c) || c == '\t' || c == ':' && ends || c == '#' && begins) {
        return false;
      }
      if (flow && (",[]{}:".indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpecial(String text) {
    if (WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return true;
    }
    char first = text.charAt(0);
    if (!(first >= '0' && first <= '9') && "+-.".indexOf(first) < 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdefABCDEFoxXOeE_.+-:TtZz ".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true; // numbers, dates, times and versions alike: quoting one too many does no harm
  }

  private static String quoted(String text) {
    boolean simple = true;
    boolean escapes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      simple &= isPrintable(c) && c != '\t';
      escapes |= c == '"' || c == '\\';
    }
    return simple && escapes ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
  }

  private static String doubleQuoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (isPrintable(c) || isPaired(text, i)) {
            out.append(c);
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))
        || Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
