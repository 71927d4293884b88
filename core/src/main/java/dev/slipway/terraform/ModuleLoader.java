package dev.slipway.terraform;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.source.SourceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads folders into configurations. */
public final class ModuleLoader {

  /** The version that configurations are checked for unless another is given. */
  public static final String TERRAFORM_VERSION = "1.11.4";

  private final ModuleFolders folders;
  private final ModuleManifests manifests;
  private final String terraformVersion;

  private ModuleLoader(SourceTree tree, String terraformVersion) {
    this.folders = new ModuleFolders(tree, terraformVersion);
    this.manifests = new ModuleManifests(tree);
    this.terraformVersion = terraformVersion;
  }

  /**
   * A loader that reads each folder once, however many configurations use it.
   *
   * @param terraformVersion the version that configurations are checked for, such as {@link
   *     #TERRAFORM_VERSION}
   */
  public static ModuleLoader of(SourceTree tree, String terraformVersion) {
    return new ModuleLoader(tree, terraformVersion);
  }

  /** Whether a file is one that Terraform or OpenTofu reads, going by its name. */
  public static boolean isConfiguration(String path) {
    return FolderFiles.isConfiguration(path) || FolderFiles.isTest(path);
  }

  /** The folders of a tree that are root modules, sorted. */
  public static List<String> roots(SourceTree tree) {
    return of(tree, TERRAFORM_VERSION).roots();
  }

  /** The configuration whose root module is {@code folder}; the empty string is the tree's root. */
  public static Outcome<Configuration> load(SourceTree tree, String folder) {
    return of(tree, TERRAFORM_VERSION).load(folder);
  }

  /** As {@link #load(SourceTree, String)}, for another version of Terraform. */
  public static Outcome<Configuration> load(
      SourceTree tree, String folder, String terraformVersion) {
    return of(tree, terraformVersion).load(folder);
  }

  /** As {@link #load(SourceTree, String)}. */
  public Outcome<Configuration> load(String folder) {
    return new ConfigurationTree(folders, manifests, terraformVersion).load(folder);
  }

  /**
   * The folders that are root modules: those that no other one calls, and the tree's own root. Of
   * folders that only call each other the first is one. Sorted.
   */
  public List<String> roots() {
    List<String> all =
        folders.all().stream().filter(folder -> !ModuleManifests.isInstalled(folder)).toList();
    Set<String> called = new LinkedHashSet<>();
    all.forEach(folder -> called.addAll(callees(folder)));
    Set<String> roots = new LinkedHashSet<>();
    Set<String> reached = new LinkedHashSet<>();
    for (String folder : all) {
      if (folder.isEmpty() || !called.contains(folder)) {
        roots.add(folder);
        reach(folder, reached);
      }
    }
    for (String folder : all) {
      if (!reached.contains(folder)) {
        roots.add(folder);
        reach(folder, reached);
      }
    }
    return roots.stream().sorted().toList();
  }

  private void reach(String start, Set<String> reached) {
    Deque<String> waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty()) {
      String folder = waiting.pop();
      if (reached.add(folder)) {
        callees(folder).forEach(waiting::push);
      }
    }
  }

  private List<String> callees(String folder) {
    List<String> callees = new ArrayList<>();
    for (ModuleCall call : folders.module(folder).value().calls().values()) {
      if (call.source() instanceof ModuleSource.Local local) {
        Optional<String> target = FolderPath.resolve(folder, local.text());
        target.filter(found -> !found.equals(folder)).ifPresent(callees::add);
      }
    }
    return callees;
  }
}
