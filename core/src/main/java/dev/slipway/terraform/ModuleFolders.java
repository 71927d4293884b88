package dev.slipway.terraform;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The modules of a tree's folders, each read once. */
final class ModuleFolders {

  private final SourceTree tree;
  private final TreeMap<String, List<String>> folders;
  private final boolean isOpenTofu;
  private final boolean takesIdentity;
  private final Map<String, Outcome<Module>> modules = new HashMap<>();

  /**
   * @param terraformVersion the version that is checked for; imports take identities since 1.12
   */
  ModuleFolders(SourceTree tree, String terraformVersion) {
    this.tree = tree;
    this.takesIdentity =
        VersionConstraint.parse(">= 1.12.0")
            .map(since -> since.allows(terraformVersion))
            .orElse(false);
    this.folders = FolderFiles.folders(tree);
    this.isOpenTofu = OpenTofuMarks.are(tree);
  }

  SourceTree tree() {
    return tree;
  }

  /** The folders with files of configurations, tests aside, sorted. */
  List<String> all() {
    return folders.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(FolderFiles::isConfiguration))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean exists(String folder) {
    return folder.isEmpty() || folders.containsKey(folder) || !tree.under(folder).isEmpty();
  }

  FolderFiles files(String folder) {
    return FolderFiles.of(folder, names(folder), names(FolderFiles.join(folder, "tests")));
  }

  private List<String> names(String folder) {
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    return tree.in(folder).stream()
        .map(path -> path.substring(start))
        .filter(name -> FolderFiles.isConfiguration(name) || FolderFiles.isTest(name))
        .toList();
  }

  Outcome<Module> module(String folder) {
    Outcome<Module> known = modules.get(folder);
    if (known == null) {
      known = read(folder);
      modules.put(folder, known);
    }
    return known;
  }

  private Outcome<Module> read(String folder) {
    FolderFiles files = files(folder);
    Problems problems = new Problems();
    ModuleAssembly assembly = new ModuleAssembly(new Report(problems, "", false));
    List<HclFile> read = new ArrayList<>();
    addAll(files.primary(), false, assembly, problems, read);
    addAll(files.overrides(), true, assembly, problems, read);
    boolean openTofu =
        isOpenTofu
            || files.primary().stream().anyMatch(FolderFiles::isOpenTofu)
            || files.overrides().stream().anyMatch(FolderFiles::isOpenTofu);
    Module module = assembly.module(folder, read, openTofu);
    return new Outcome<>(module, problems.sorted());
  }

  private void addAll(
      List<String> paths,
      boolean override,
      ModuleAssembly assembly,
      Problems problems,
      List<HclFile> read) {
    for (String path : paths) {
      Optional<HclFile> file = file(path, problems);
      if (file.isPresent()) {
        read.add(file.get());
        FileReader.read(file.get(), override, assembly, report(problems, path));
      }
    }
  }

  private Report report(Problems problems, String path) {
    boolean openTofu = isOpenTofu || FolderFiles.isOpenTofu(path);
    return new Report(problems, "", openTofu, openTofu || takesIdentity);
  }

  /** A file as read; empty if it has no readable text, which the tree reports. */
  Optional<HclFile> file(String path, Problems problems) {
    return tree.text(path)
        .map(text -> {
          Outcome<HclFile> outcome =
              FolderFiles.isJson(path)
                  ? HclReader.readJson(path, text)
                  : HclReader.read(path, text);
          outcome.diagnostics().forEach(problems::add);
          return outcome.value();
        });
  }
}
