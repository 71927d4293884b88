package dev.slipway.evaluate.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** What stands for a match: text with {@code $1}, {@code $name}, {@code ${name}}, {@code $$}. */
final class RegexTemplate {

  private RegexTemplate() {}

  static void expand(String template, Matcher matcher, Pattern pattern, StringBuilder result) {
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == template.length()) {
        result.append(template, at, template.length());
        return;
      }
      result.append(template, at, dollar);
      at = expandAt(template, dollar, matcher, pattern, result);
    }
  }

  /** Returns where to go on. */
  private static int expandAt(
      String template, int dollar, Matcher matcher, Pattern pattern, StringBuilder result) {
    boolean braced = template.charAt(dollar + 1) == '{';
    int start = dollar + (braced ? 2 : 1);
    int end = start;
    while (end < template.length() && isWord(template.charAt(end))) {
      end++;
    }
    boolean proper = end > start && (!braced || template.startsWith("}", end));
    if (!proper) {
      result.append('$');
      // A doubled sign stands for one.
      return dollar + (template.charAt(dollar + 1) == '$' ? 2 : 1);
    }
    append(template.substring(start, end), matcher, pattern, result);
    return braced ? end + 1 : end;
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** A group that is not there stands for nothing. */
  private static void append(String name, Matcher matcher, Pattern pattern, StringBuilder result) {
    int group = -1;
    if (name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      group = Integer.parseInt(name);
    } else if (pattern.namedGroups().containsKey(name)) {
      group = pattern.namedGroups().get(name);
    }
    if (group >= 0 && group <= pattern.groupCount()) {
      String text = matcher.group(group);
      result.append(text == null ? "" : text);
    }
  }
}
