package dev.slipway.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The "did you mean" of a message. */
public final class Suggestion {

  /** Longer words are no typing errors of a name, and the comparison is quadratic. */
  private static final int LENGTH_LIMIT = 100;

  /** More names than any catalog has; each of as many wrong names would be held against all. */
  private static final int CANDIDATE_LIMIT = 2_000;

  private Suggestion() {}

  /**
   * The candidate that {@code word} most likely means: at most a third of its letters differ, and
   * the first of those that are equally near.
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.length() > LENGTH_LIMIT || candidates.size() > CANDIDATE_LIMIT) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    int bestDistance = Math.max(1, wanted.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - wanted.length()) >= bestDistance) {
        continue;
      }
      int distance = unlike(wanted, candidate.toLowerCase(Locale.ROOT), bestDistance);
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

  /** The distance of what is left of two words without the beginning that they share. */
  private static int unlike(String a, String b, int limit) {
    int shared = 0;
    while (shared < Math.min(a.length(), b.length()) && a.charAt(shared) == b.charAt(shared)) {
      shared++;
    }
    if (limit == 1) {
      return Math.max(a.length(), b.length()) == shared ? 0 : limit;
    }
    return distance(a.substring(shared), b.substring(shared), limit);
  }

  /** Levenshtein's distance, where swapping two neighbours counts once, if it is below a limit. */
  private static int distance(String a, String b, int limit) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    int leastBefore = 0;
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least >= limit && i > 1 && leastBefore >= limit) {
        return limit;
      }
      leastBefore = least;
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
