package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process types of a {@code Procfile}, in their order. */
record Procfile(Map<String, Located<String>> processes) {

  static Procfile of(Repository repository, String folder) {
    Map<String, Located<String>> processes = new LinkedHashMap<>();
    Optional<SourceFile> file = repository.firstIn(folder, "Procfile").flatMap(repository::file);
    if (file.isPresent()) {
      for (int line = 1; line <= file.get().lines(); line++) {
        String text = file.get().lineText(line).strip();
        int colon = text.indexOf(':');
        if (colon > 0
            && !text.startsWith("#")
            && text.substring(0, colon).chars().allMatch(Procfile::isNameCharacter)) {
          processes.putIfAbsent(
              text.substring(0, colon),
              Located.of(text.substring(colon + 1).strip(), file.get().statedLine(line)));
        }
      }
    }
    return new Procfile(processes);
  }

  private static boolean isNameCharacter(int c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  Optional<Located<List<String>>> command(String process) {
    return Optional.ofNullable(processes.get(process))
        .filter(p -> !p.value().isEmpty())
        .map(p -> Located.of(ShellWords.command(p.value()), p.evidence()));
  }

  boolean obeysPort(String process) {
    Located<String> command = processes.get(process);
    return command != null && command.value().contains("PORT");
  }
}
