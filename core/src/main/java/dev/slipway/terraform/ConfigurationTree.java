package dev.slipway.terraform;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration.ModuleInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the modules that a root module calls, and those that they call. */
final class ConfigurationTree {

  /** More calls within calls than anybody writes; each level takes some of the stack. */
  private static final int DEPTH_LIMIT = 100;

  /** Modules that call others twice each would otherwise be more than memory holds. */
  private static final int SIZE_LIMIT = 10_000;

  private final ModuleFolders folders;
  private final ModuleManifests manifests;
  private final String terraformVersion;
  private final Problems problems = new Problems();
  private final Set<String> reported = new LinkedHashSet<>();
  private String root = "";
  private int size;

  ConfigurationTree(ModuleFolders folders, ModuleManifests manifests, String terraformVersion) {
    this.folders = folders;
    this.manifests = manifests;
    this.terraformVersion = terraformVersion;
  }

  /** To be called once. */
  Outcome<Configuration> load(String folder) {
    root = folder;
    ModuleInstance module = instance(folder, List.of(), Optional.empty(), List.of(folder));
    ProviderPassing.check(module, problems);
    ProviderLookup.check(module, problems);
    List<TestFile> tests = TestFileReader.read(folder, folders, problems);
    return new Outcome<>(new Configuration(module, tests), problems.sorted());
  }

  private ModuleInstance instance(
      String folder, List<String> path, Optional<ModuleCall> call, List<String> ancestors) {
    size++;
    Outcome<Module> read = folders.module(folder);
    Module module = read.value();
    if (reported.add(folder)) {
      read.diagnostics().forEach(problems::add);
      checkVersion(module, path);
    }
    if (!path.isEmpty()) {
      checkChild(module, path);
    }
    Map<String, ModuleInstance> children = new LinkedHashMap<>();
    Map<String, String> notLoaded = new LinkedHashMap<>();
    for (ModuleCall each : module.calls().values()) {
      List<String> childPath = extended(path, each.name());
      switch (find(folder, childPath, each, ancestors)) {
        case Target.Folder target ->
            children.put(
                each.name(),
                instance(
                    target.path(),
                    childPath,
                    Optional.of(each),
                    extended(ancestors, target.path())));
        case Target.Elsewhere elsewhere -> notLoaded.put(each.name(), elsewhere.why());
      }
    }
    return new ModuleInstance(path, call, module, children, notLoaded);
  }

  private static List<String> extended(List<String> list, String last) {
    List<String> all = new ArrayList<>(list);
    all.add(last);
    return all;
  }

  /** What a call leads to. */
  private sealed interface Target {
    /** A folder of the tree. */
    record Folder(String path) implements Target {}

    /** Nothing that is at hand. */
    record Elsewhere(String why) implements Target {}
  }

  private Target find(String from, List<String> path, ModuleCall call, List<String> ancestors) {
    Report report = new Report(problems, call.address(), false);
    Optional<String> found =
        switch (call.source()) {
          case ModuleSource.Local local -> FolderPath.resolve(from, local.text());
          case ModuleSource.Registry registry -> manifests.folder(root, path);
          case ModuleSource.Remote remote -> manifests.folder(root, path);
          case ModuleSource.Invalid invalid -> Optional.empty();
        };
    if (found.isEmpty()) {
      return elsewhere(call, report);
    }
    String folder = found.get();
    if (!folders.exists(folder)) {
      return call.source() instanceof ModuleSource.Local
          ? missing(call, report)
          : elsewhere(call, report);
    }
    if (ancestors.contains(folder)) {
      report.error(
          "MODULE-CYCLE",
          call.header(),
          "A module calls itself",
          "`"
              + call.source().text()
              + "` leads back to a module that this one is called from, so"
              + " there is no end to it.",
          "Call another module.");
      return new Target.Elsewhere("It calls itself.");
    }
    return size >= SIZE_LIMIT || path.size() >= DEPTH_LIMIT
        ? elsewhere(call, report)
        : new Target.Folder(folder);
  }

  private static Target missing(ModuleCall call, Report report) {
    report.error(
        "MODULE-MISSING",
        call.header(),
        "No such module",
        "There is no folder `" + call.source().text() + "` beside this file.",
        "Correct the path, or add the module.");
    return new Target.Elsewhere("Its folder does not exist.");
  }

  private static Target elsewhere(ModuleCall call, Report report) {
    String why =
        switch (call.source()) {
          case ModuleSource.Local local -> "It lies outside of what is checked, or too deep in it.";
          case ModuleSource.Registry registry -> "It comes from a registry.";
          case ModuleSource.Remote remote -> "It is fetched from elsewhere.";
          case ModuleSource.Invalid invalid -> "Its source is not known.";
        };
    if (!(call.source() instanceof ModuleSource.Invalid)) {
      report.note(
          "MODULE-NOT-CHECKED",
          call.sourceRange(),
          "`" + call.address() + "` is not checked",
          why + " Neither its inputs nor what is used of its outputs could be compared with it.",
          "Run `terraform init` here, so that the module is at hand.");
    }
    return new Target.Elsewhere(why);
  }

  private void checkVersion(Module module, List<String> path) {
    if (module.openTofu()) {
      return; // it is OpenTofu's own version that is required
    }
    Report report =
        new Report(
            problems, path.isEmpty() ? "" : "module." + String.join(".module.", path), false);
    for (Settings.Constraint required : module.settings().requiredVersions()) {
      if (required.constraint().conditions().stream().anyMatch(c -> !c.prerelease().isEmpty())) {
        report.error(
            "TERRAFORM-VERSION",
            required.range(),
            "A pre-release of Terraform cannot be required",
            "Pre-releases count as the release that they precede.",
            "Leave out what stands behind the dash.");
      } else if (!required.constraint().allows(terraformVersion)) {
        report.error(
            "TERRAFORM-VERSION",
            required.range(),
            "Terraform " + terraformVersion + " does not meet `required_version`",
            "The configuration demands `"
                + required.constraint().text()
                + "`, and it is checked for version "
                + terraformVersion
                + ".",
            "Change the constraint, or check for another version of Terraform.");
      }
    }
  }

  private void checkChild(Module module, List<String> path) {
    Report report = new Report(problems, "module." + String.join(".module.", path), false);
    module
        .settings()
        .backend()
        .ifPresent(backend ->
            report.warning(
                "BACKEND",
                backend.header(),
                "The backend of a called module is ignored",
                "State is kept where the root module says.",
                "Remove the block."));
    module.imports().stream()
        .findFirst()
        .ifPresent(block ->
            report.error(
                "IMPORT",
                block.header(),
                "`import` in a called module",
                "These blocks may stand only in the root module.",
                "Move the block there."));
  }
}
