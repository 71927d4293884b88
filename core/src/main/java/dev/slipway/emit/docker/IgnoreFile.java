package dev.slipway.emit.docker;

import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.TextFile;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What stays out of a build context: secrets, version control, what is made anew, what no image
 * needs.
 */
final class IgnoreFile {

  private IgnoreFile() {}

  static GeneratedFile of(String context, List<Workload> workloads, SourceTree tree) {
    TextFile file = TextFile.at(context.isEmpty() ? ".dockerignore" : context + "/.dockerignore");
    Workload first = workloads.getFirst();
    file.because(Provenance.of(first.element(), "workload." + first.name() + ".kind"));
    section(file, "Secrets and what belongs to one machine", secrets());
    if (workloads.stream().anyMatch(w -> w.settings().stream().anyMatch(Setting::buildTime))) {
      section(
          file,
          "Except what is compiled into what the browser loads, and so is public",
          List.of("!.env.production"));
    }
    section(file, "Version control, pipelines and infrastructure", infrastructure());
    section(file, "Made anew by the build", outputs(workloads));
    List<String> unused = unused(context, tree);
    if (!unused.isEmpty()) {
      section(file, "No image needs it", unused);
    }
    return file.build();
  }

  private static void section(TextFile file, String title, List<String> patterns) {
    file.gap().line("# " + title).lines(patterns);
  }

  private static List<String> secrets() {
    return List.of(
        "**/.env",
        "**/.env.*",
        "!**/.env.example",
        "**/*.pem",
        "**/*.key",
        "**/*.p12",
        "**/*credentials*.json",
        "**/*service-account*.json",
        "**/.DS_Store",
        "**/.idea",
        "**/.vscode");
  }

  private static List<String> infrastructure() {
    return List.of(
        "**/.git",
        ".github",
        ".slipway",
        "slipway.yaml",
        "terraform",
        "docs/infrastructure",
        "**/.terraform",
        "**/*.tfstate*",
        "**/Dockerfile*",
        "**/.dockerignore",
        "**/compose*.y*ml",
        "**/docker-compose*.y*ml");
  }

  private static List<String> outputs(List<Workload> workloads) {
    List<String> patterns = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    for (Workload workload : workloads) {
      if (seen.add(workload.source().language().name())) {
        patterns.addAll(
            switch (workload.source().language()) {
              case PYTHON ->
                  List.of(
                      "**/__pycache__",
                      "**/*.py[cod]",
                      "**/.venv",
                      "**/venv",
                      "**/*.egg-info",
                      "**/.pytest_cache",
                      "**/.mypy_cache",
                      "**/.ruff_cache",
                      "**/.coverage",
                      "**/htmlcov",
                      "**/*.sqlite3");
              case NODE ->
                  List.of(
                      "**/node_modules",
                      "**/.next",
                      "**/.turbo",
                      "**/coverage",
                      "**/*.tsbuildinfo",
                      "**/npm-debug.log*");
              case GO -> List.of("**/*.test", "**/*.out", "**/*_test.go");
            });
      }
    }
    return patterns;
  }

  /** Folders of tests: only where a test runner's own file shows that they are nothing else. */
  private static List<String> unused(String context, SourceTree tree) {
    String prefix = context.isEmpty() ? "" : context + "/";
    return List.of("tests", "test", "e2e").stream()
        .filter(folder ->
            tree.contains(prefix + folder + "/conftest.py")
                || tree.contains(prefix + folder + "/playwright.config.ts"))
        .toList();
  }
}
