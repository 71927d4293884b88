package dev.slipway.intake.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sentence as words, with what stands between them and where they are in the passage. */
record Words(List<Word> words) {

  /**
   * One word.
   *
   * @param text in lower case
   * @param before the characters between the previous word and this one
   * @param start offset in the passage's text
   * @param end offset after the last character
   */
  record Word(String text, String before, int start, int end) {}

  /** The sentences of a text. */
  static List<Words> sentences(String text) {
    List<Words> sentences = new ArrayList<>();
    List<Word> current = new ArrayList<>();
    int last = 0;
    int at = 0;
    while (at < text.length()) {
      if (!isWordPart(text.charAt(at))) {
        if (endsSentence(text, at) && !current.isEmpty() && !isAbbreviation(current)) {
          sentences.add(new Words(List.copyOf(current)));
          current.clear();
          last = at;
        }
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length() && continues(text, end)) {
        end++;
      }
      current.add(
          new Word(
              text.substring(at, end).toLowerCase(Locale.ROOT), text.substring(last, at), at, end));
      last = end;
      at = end;
    }
    if (!current.isEmpty()) {
      sentences.add(new Words(List.copyOf(current)));
    }
    return sentences;
  }

  private static boolean endsSentence(String text, int at) {
    char c = text.charAt(at);
    boolean atSpace =
        at + 1 >= text.length()
            || Character.isWhitespace(text.charAt(at + 1))
            || text.charAt(at + 1) == '"';
    return (c == '.' || c == '!' || c == '?') && atSpace;
  }

  private static boolean isAbbreviation(List<Word> words) {
    String last = words.getLast().text();
    return last.equals("g")
        || last.equals("e")
        || last.equals("i")
        || last.equals("etc")
        || last.equals("vs");
  }

  private static boolean continues(String text, int at) {
    char c = text.charAt(at);
    boolean inside = at + 1 < text.length() && isWordPart(text.charAt(at + 1));
    return isWordPart(c)
        || ((c == '\'' || c == '’' || (c == '.' && Character.isDigit(text.charAt(at - 1))))
            && inside);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '+';
  }

  int size() {
    return words.size();
  }

  Word get(int index) {
    return words.get(index);
  }

  /** The text of a word, or nothing when there is no such word. */
  String text(int index) {
    return index < 0 || index >= words.size() ? "" : words.get(index).text();
  }

  /**
   * Whether the words from {@code index} on are those of {@code phrase}, separated by spaces or
   * hyphens.
   */
  boolean has(int index, String phrase) {
    int at = index;
    int from = 0;
    while (from <= phrase.length()) {
      int space = phrase.indexOf(' ', from);
      int to = space < 0 ? phrase.length() : space;
      String word = text(at);
      if (word.length() != to - from || !phrase.startsWith(word, from)) {
        return false;
      }
      at++;
      from = to + 1;
    }
    return true;
  }

  boolean hasAny(List<String> texts) {
    return words.stream().anyMatch(w -> texts.contains(w.text()));
  }
}
