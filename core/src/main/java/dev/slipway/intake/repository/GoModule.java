package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code go.mod} says.
 *
 * @param root the folder it lies in
 * @param path the module's path, such as {@code github.com/acme/shop}
 * @param version of Go, from the toolchain directive or the language version
 * @param requirements evidence for each direct requirement by module path
 */
record GoModule(
    String root,
    String path,
    Optional<Located<String>> version,
    Map<String, Evidence> requirements,
    Evidence evidence) {

  static Optional<GoModule> of(Repository repository, String root) {
    return repository.file(Names.join(root, "go.mod")).flatMap(f -> parse(root, f));
  }

  private static Optional<GoModule> parse(String root, SourceFile file) {
    Map<String, Evidence> requirements = new LinkedHashMap<>();
    String path = "";
    Optional<Located<String>> language = Optional.empty();
    Optional<Located<String>> toolchain = Optional.empty();
    int moduleLine = 1;
    boolean block = false;
    for (int line = 1; line <= file.lines(); line++) {
      String text = file.lineText(line).strip();
      String[] words = text.split("\\s+", 3);
      if (block && text.startsWith(")")) {
        block = false;
      } else if (block) {
        require(requirements, text, words[0], file, line);
      } else if (words.length < 2) {
        continue;
      } else if (words[0].equals("module")) {
        path = EnvironmentFiles.unquote(words[1]);
        moduleLine = line;
      } else if (words[0].equals("go")) {
        language = located(words[1], file, line);
      } else if (words[0].equals("toolchain")) {
        toolchain = located(words[1], file, line);
      } else if (words[0].equals("require")) {
        block = words[1].startsWith("(");
        if (!block) {
          require(requirements, text, words[1], file, line);
        }
      }
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<Located<String>> given = language;
    return Optional.of(
        new GoModule(
            root, path, toolchain.or(() -> given), requirements, file.statedLine(moduleLine)));
  }

  private static Optional<Located<String>> located(String version, SourceFile file, int line) {
    return Versions.number(version)
        .map(v -> {
          String[] parts = v.split("\\.");
          return Located.of(
              parts.length > 1 ? parts[0] + "." + parts[1] : v, file.statedLine(line));
        });
  }

  private static void require(
      Map<String, Evidence> requirements, String text, String module, SourceFile file, int line) {
    if (!text.isEmpty() && !text.startsWith("//") && !text.contains("// indirect")) {
      requirements.put(module, file.statedLine(line));
    }
  }

  /** A name for the project: the last part of the module's path at the root. */
  static Optional<Located<String>> name(Repository repository) {
    return repository.contains("go.mod")
        ? of(repository, "")
            .map(m -> Located.of(Names.last(Libraries.withoutMajor(m.path())), m.evidence()))
        : Optional.empty();
  }
}
