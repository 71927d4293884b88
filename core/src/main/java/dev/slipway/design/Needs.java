package dev.slipway.design;

import dev.slipway.evidence.Located;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in the sentences that an implementation record writes for whoever runs it. */
final class Needs {

  private static final Pattern GIBIBYTES = Pattern.compile("\\b([0-9]{1,5})\\s{0,2}gi?b\\b");

  private Needs() {}

  /** The gigabytes of the first sentence that names one of the words. */
  static Optional<Located<Integer>> gibibytes(Draft draft, List<String> words) {
    for (Located<String> need : draft.requirements().infrastructureNeeds()) {
      String text = need.value().toLowerCase(Locale.ROOT);
      Matcher matcher = GIBIBYTES.matcher(text);
      if (words.stream().anyMatch(text::contains) && matcher.find()) {
        int size = Integer.parseInt(matcher.group(1));
        if (size > 0) {
          return Optional.of(Located.of(size, need.evidence()));
        }
      }
    }
    return Optional.empty();
  }
}
