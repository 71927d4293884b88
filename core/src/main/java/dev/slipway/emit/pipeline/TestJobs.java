package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.emit.docker.NodePackages;
import dev.slipway.emit.docker.ShellLine;
import dev.slipway.emit.docker.Versions;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job for each piece of code: its own linter and its own tests, on its own version of the
 * language.
 */
final class TestJobs {

  private final SourceTree tree;

  private TestJobs(SourceTree tree) {
    this.tree = tree;
  }

  /** The jobs by id. */
  static Map<String, Builder<Provenance>> of(Blueprint blueprint, SourceTree tree) {
    TestJobs jobs = new TestJobs(tree);
    Map<String, Builder<Provenance>> all = new LinkedHashMap<>();
    List<String> seen = new ArrayList<>();
    for (Workload workload : Release.images(blueprint)) {
      Workload.Source source = workload.source();
      boolean anything = !source.test().isEmpty() || !source.lint().isEmpty();
      String code = source.root() + ":" + source.language();
      if (source.present() && anything && !seen.contains(code)) {
        seen.add(code);
        all.put("test-" + workload.name(), jobs.job(workload));
      }
    }
    return all;
  }

  private Builder<Provenance> job(Workload workload) {
    Workload.Source source = workload.source();
    Builder<Provenance> job =
        mapping()
            .because(
                Provenance.of(
                    workload.element(),
                    "delivery.pipeline",
                    "workload." + workload.name() + ".kind"))
            .put("name", "Test " + workload.name())
            .put("runs-on", Steps.RUNNER)
            .put("timeout-minutes", 20)
            .put("permissions", Steps.permissions("contents", "read"));
    if (!source.root().isEmpty()) {
      job.put(
          "defaults",
          mapping()
              .put("run", mapping().put("working-directory", Expressions.literal(source.root()))));
    }
    List<Mapping<Provenance>> steps = new ArrayList<>();
    steps.add(Steps.checkout());
    switch (source.language()) {
      case PYTHON -> python(source, steps);
      case NODE -> node(source, steps);
      case GO -> go(source, steps);
    }
    if (source.lint().isEmpty() || !source.lint().getFirst().equals("golangci-lint")) {
      command("Lint", source.lint()).ifPresent(steps::add);
    }
    command("Test", source.test()).ifPresent(steps::add);
    return job.put("steps", Steps.steps(steps));
  }

  private static Optional<Mapping<Provenance>> command(String name, List<String> arguments) {
    return ShellLine.of(arguments)
        .map(line -> Steps.run(name, Map.of(), Expressions.literal(line)));
  }

  private String in(Workload.Source source, String name) {
    return source.root().isEmpty() ? name : source.root() + "/" + name;
  }

  private void python(Workload.Source source, List<Mapping<Provenance>> steps) {
    String version = Versions.python(source.languageVersion());
    String lock = source.lockFile().orElse("");
    String manager = source.packageManager().orElse("");
    if (manager.equals("uv") || lock.endsWith("uv.lock")) {
      steps.add(
          Steps.action(
              "Set up uv and Python",
              "astral-sh/setup-uv",
              mapping()
                  .put("python-version", version)
                  .put("enable-cache", true)
                  .put(
                      "cache-dependency-glob",
                      Expressions.literal(lock.isEmpty() ? in(source, "pyproject.toml") : lock))));
      steps.add(Steps.run("Install", Map.of(), lock.isEmpty() ? "uv sync" : "uv sync --locked"));
      return;
    }
    Builder<Provenance> with = mapping().put("python-version", version);
    boolean pip = manager.isEmpty() || manager.equals("pip");
    if (pip && !requirementFiles(source).isEmpty()) {
      with.put("cache", "pip")
          .put("cache-dependency-path", Expressions.literal(in(source, "requirements*.txt")));
    }
    steps.add(Steps.action("Set up Python", "actions/setup-python", with));
    steps.add(Steps.run("Install", Map.of(), pythonInstall(source, manager)));
  }

  private List<String> requirementFiles(Workload.Source source) {
    return List.of(
            "requirements.txt",
            "requirements-dev.txt",
            "requirements_dev.txt",
            "dev-requirements.txt",
            "requirements-test.txt",
            "test-requirements.txt",
            "requirements/dev.txt",
            "requirements/test.txt")
        .stream()
        .filter(name -> tree.contains(in(source, name)))
        .toList();
  }

  private String pythonInstall(Workload.Source source, String manager) {
    return switch (manager) {
      case "poetry" -> "pipx install poetry\npoetry install --no-interaction";
      case "pipenv" -> "pipx install pipenv\npipenv sync --dev";
      case "pdm" -> "pipx install pdm\npdm sync";
      default -> {
        List<String> words = new ArrayList<>(List.of("pip", "install"));
        requirementFiles(source).forEach(name -> words.addAll(List.of("-r", name)));
        if (words.size() == 2 && tree.contains(in(source, "pyproject.toml"))) {
          words.add(".");
        }
        for (List<String> command : List.of(source.test(), source.lint())) {
          if (!command.isEmpty()
              && List.of("pytest", "ruff", "flake8", "pylint", "mypy")
                  .contains(command.getFirst())) {
            words.add(command.getFirst());
          }
        }
        yield words.size() == 2 ? "pip --version" : String.join(" ", words);
      }
    };
  }

  private void node(Workload.Source source, List<Mapping<Provenance>> steps) {
    String lock = source.lockFile().orElse("");
    String lockName = lock.substring(lock.lastIndexOf('/') + 1);
    String folder = lock.contains("/") ? lock.substring(0, lock.lastIndexOf('/')) : "";
    boolean berry = tree.contains(folder.isEmpty() ? ".yarnrc.yml" : folder + "/.yarnrc.yml");
    NodePackages.Tool manager =
        NodePackages.manager(source.packageManager().orElse(""), lockName, berry);
    Builder<Provenance> with =
        mapping().put("node-version", Versions.node(source.languageVersion()));
    switch (manager) {
      case PNPM -> {
        Builder<Provenance> pnpm =
            mapping()
                .put(
                    "package_json_file",
                    Expressions.literal(
                        folder.isEmpty() ? "package.json" : folder + "/package.json"));
        if (!declaresPackageManager(folder)) {
          pnpm.put("version", "10");
        }
        steps.add(Steps.action("Set up pnpm", "pnpm/action-setup", pnpm));
      }
      case BUN ->
          steps.add(
              Steps.action("Set up Bun", "oven-sh/setup-bun", mapping().put("bun-version", "1.3")));
      case NPM, YARN, YARN_BERRY -> {}
    }
    if (manager == NodePackages.Tool.YARN_BERRY) {
      steps.add(
          Steps.run(
              "Enable Corepack",
              Map.of(),
              "npm install --global --force corepack@0.36.0\ncorepack enable yarn"));
    }
    if (!lock.isEmpty() && manager != NodePackages.Tool.BUN) {
      with.put("cache", cache(manager)).put("cache-dependency-path", Expressions.literal(lock));
    }
    steps.add(Steps.action("Set up Node.js", "actions/setup-node", with));
    steps.add(Steps.run("Install", Map.of(), nodeInstall(manager, !lock.isEmpty())));
  }

  private boolean declaresPackageManager(String folder) {
    return tree.text(folder.isEmpty() ? "package.json" : folder + "/package.json")
        .map(text -> text.contains("\"packageManager\""))
        .orElse(false);
  }

  private static String cache(NodePackages.Tool manager) {
    return switch (manager) {
      case NPM, BUN -> "npm";
      case PNPM -> "pnpm";
      case YARN, YARN_BERRY -> "yarn";
    };
  }

  private static String nodeInstall(NodePackages.Tool manager, boolean locked) {
    return switch (manager) {
      case NPM -> locked ? "npm ci" : "npm install";
      case PNPM -> locked ? "pnpm install --frozen-lockfile" : "pnpm install";
      case YARN -> locked ? "yarn install --frozen-lockfile" : "yarn install";
      case YARN_BERRY -> locked ? "yarn install --immutable" : "yarn install";
      case BUN -> locked ? "bun install --frozen-lockfile" : "bun install";
    };
  }

  private void go(Workload.Source source, List<Mapping<Provenance>> steps) {
    steps.add(
        Steps.action(
            "Set up Go",
            "actions/setup-go",
            mapping()
                .put("go-version-file", Expressions.literal(in(source, "go.mod")))
                .put(
                    "cache-dependency-path",
                    Expressions.literal(source.lockFile().orElse(in(source, "go.mod"))))));
    if (!source.lint().isEmpty() && source.lint().getFirst().equals("golangci-lint")) {
      Builder<Provenance> with = mapping().put("version", "latest");
      if (!source.root().isEmpty()) {
        with.put("working-directory", Expressions.literal(source.root()));
      }
      steps.add(Steps.action("Lint", "golangci/golangci-lint-action", with));
    }
  }
}
