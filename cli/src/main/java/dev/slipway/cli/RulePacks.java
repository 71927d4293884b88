package dev.slipway.cli;

import dev.slipway.check.rule.RuleText;
import dev.slipway.check.rule.pack.PackReader;
import dev.slipway.check.rule.pack.PackRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The project's own rules: {@code .slipway/rules/*.yaml}. */
final class RulePacks {

  private static final long SIZE_LIMIT = 1 << 20;

  private RulePacks() {}

  /** The rules of the project around a folder, as they are listed and explained. */
  static List<RuleText> texts(Path folder) throws IOException {
    Path root = CheckedProject.around(List.of(folder)).root();
    return PackReader.readAll(read(root)).value().stream().map(PackRule::text).toList();
  }

  /** The texts of the packs below a project's root, by their paths from there. */
  static Map<String, String> read(Path root) throws IOException {
    Map<String, String> packs = new TreeMap<>();
    Path folder = root.resolve(".slipway").resolve("rules");
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return packs;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean pack = name.endsWith(".yaml") || name.endsWith(".yml");
        if (pack
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.size(file) <= SIZE_LIMIT) {
          packs.put(".slipway/rules/" + name, Files.readString(file));
        }
      }
    }
    return packs;
  }
}
