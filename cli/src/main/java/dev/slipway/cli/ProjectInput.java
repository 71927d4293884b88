package dev.slipway.cli;

import dev.slipway.bundle.Manifest;
import dev.slipway.bundle.TargetTree;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.run.DesignRequest;
import dev.slipway.source.DirectorySourceTree;
import dev.slipway.source.FilteredSourceTree;
import dev.slipway.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The project that a command works on.
 *
 * @param root its folder
 * @param out the folder that the design is written into
 * @param today the day on which waivers are judged
 */
record ProjectInput(Path root, Path out, LocalDate today) {

  private static final String SEPARATOR = "/";

  /**
   * The tree without what earlier runs generated, so that a second run does not take the first
   * one's word for evidence.
   */
  Outcome<SourceTree> tree() throws IOException {
    Outcome<SourceTree> opened = DirectorySourceTree.open(root);
    List<String> ignore = Configuration.read(opened.value()).value().ignore();
    if (!ignore.isEmpty()) {
      opened = DirectorySourceTree.open(root, ignore);
    }
    Set<String> generated = new TreeSet<>(generatedIn(root, ""));
    if (out.startsWith(root) && !out.equals(root)) {
      String prefix = root.relativize(out).toString().replace('\\', '/') + SEPARATOR;
      generated.addAll(generatedIn(out, prefix));
    }
    return new Outcome<>(
        FilteredSourceTree.without(opened.value(), generated), opened.diagnostics());
  }

  private static List<String> generatedIn(Path folder, String prefix) throws IOException {
    Path manifest = folder.resolve(Manifest.PATH);
    if (!Files.isRegularFile(manifest)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    Manifest.paths(Files.readString(manifest)).forEach(path -> paths.add(prefix + path));
    return paths;
  }

  TargetTree target() {
    return new TargetTree(out);
  }

  DesignRequest request(
      SourceTree tree, List<String> assignments, DesignRequest.Progress progress) {
    return new DesignRequest(tree, assignments, today, progress);
  }

  /** Both lists of problems as one, in order. */
  static List<Diagnostic> joined(List<Diagnostic> first, List<Diagnostic> second) {
    List<Diagnostic> all = new ArrayList<>(first);
    all.addAll(second);
    return all.stream().sorted().distinct().toList();
  }
}
