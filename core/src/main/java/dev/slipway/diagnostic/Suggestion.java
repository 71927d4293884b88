package dev.slipway.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The "did you mean" of a message. */
public final class Suggestion {

  /** Longer words are no typing errors of a name, and the comparison is quadratic. */
  private static final int LENGTH_LIMIT = 100;

  private Suggestion() {}

  /**
   * The candidate that {@code word} most likely means: at most a third of its letters differ, and
   * the first of those that are equally near.
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    int bestDistance = Math.max(1, wanted.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** {@code " Did you mean `x`?"}, or nothing. */
  public static String sentence(String word, Collection<String> candidates) {
    return closest(word, candidates).map(c -> " Did you mean `" + c + "`?").orElse("");
  }

  /** Levenshtein's distance, where swapping two neighbours counts once. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
