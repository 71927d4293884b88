package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the language's version in the files that version managers read. */
final class Versions {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,5}){0,3}");

  private Versions() {}

  /** The first version number in a text, such as {@code 3.12} in {@code >=3.12,<4}. */
  static Optional<String> number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  /**
   * The version in a file that holds one, such as {@code .nvmrc}; the nearest one above the folder
   * counts.
   */
  static Optional<Located<String>> fromFile(Repository repository, String folder, String... names) {
    return repository.nearest(folder, names).flatMap(repository::file).flatMap(Versions::firstLine);
  }

  private static Optional<Located<String>> firstLine(SourceFile file) {
    for (int line = 1; line <= file.lines(); line++) {
      String text = file.lineText(line).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        int at = line;
        return number(text).map(v -> Located.of(v, file.statedLine(at)));
      }
    }
    return Optional.empty();
  }

  /** The version that {@code .tool-versions} (asdf, mise) names for any of {@code tools}. */
  static Optional<Located<String>> fromToolVersions(
      Repository repository, String folder, List<String> tools) {
    Optional<SourceFile> file =
        repository.nearest(folder, ".tool-versions").flatMap(repository::file);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    for (int line = 1; line <= file.get().lines(); line++) {
      String[] words = file.get().lineText(line).strip().split("\\s+");
      if (words.length > 1 && tools.contains(words[0])) {
        int at = line;
        return number(words[1]).map(v -> Located.of(v, file.get().statedLine(at)));
      }
    }
    return Optional.empty();
  }
}
