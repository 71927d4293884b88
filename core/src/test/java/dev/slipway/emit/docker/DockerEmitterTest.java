package dev.slipway.emit.docker;

import static dev.slipway.emit.Samples.hello;
import static dev.slipway.emit.Samples.single;
import static dev.slipway.emit.Samples.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.Samples;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEmitterTest {

  @Test
  void installsExactlyWhatTheUvLockFileSays() {
    String file = text(Samples.chat(), Samples.chatTree(), "backend/Dockerfile");
    assertThat(file)
        .startsWith("# syntax=docker/dockerfile:1\n")
        .contains("uv sync --locked --no-dev --no-install-project")
        .contains("PYTHONUNBUFFERED=1")
        .contains("USER 10001:10001")
        .contains(
            "CMD [\"uvicorn\", \"app.main:app\", \"--host\", \"0.0.0.0\", \"--port\", \"8080\"]")
        .contains("HEALTHCHECK");
  }

  @Test
  void pinsABaseImageOnlyWhereTwoSourcesAgree() {
    String file = text(Samples.chat(), Samples.chatTree(), "backend/Dockerfile");
    assertThat(file).containsPattern("FROM python:3\\.13-slim(@sha256:[0-9a-f]{64})? AS build");
    assertThat(file)
        .contains("COPY --from=ghcr.io/astral-sh/uv:0.12.1 /uv")
        .contains("imagetools inspect ghcr.io/astral-sh/uv:0.12.1");
  }

  @Test
  void oneImageServesAllWorkloadsThatShareIt() {
    assertThat(paths(Samples.chat(), Samples.chatTree()))
        .containsExactlyInAnyOrder(
            "backend/Dockerfile",
            "frontend/Dockerfile",
            "backend/.dockerignore",
            "frontend/.dockerignore");
  }

  @Test
  void runsTheStandaloneServerOfNextWithoutItsPackages() {
    String file = text(Samples.chat(), Samples.chatTree(), "frontend/Dockerfile");
    assertThat(file)
        .contains("npm ci")
        .contains("COPY --from=build /app/.next/standalone /app")
        .contains("CMD [\"node\", \"server.js\"]")
        .doesNotContain("npm prune")
        .doesNotContain("/app/public");
  }

  @Test
  void handsBuildTimeSettingsToTheBuildOnly() {
    String file =
        text(Samples.chatWithBuildTimeAddress(), Samples.chatTree(), "frontend/Dockerfile");
    String lastStage = file.substring(file.lastIndexOf("\nFROM "));
    assertThat(file).contains("ARG NEXT_PUBLIC_API_BASE_URL\n").contains("ARG NEXT_PUBLIC_TITLE\n");
    assertThat(lastStage).doesNotContain("NEXT_PUBLIC");
  }

  @Test
  void mountsASecretThatTheBuildNeedsInsteadOfBakingItIn() {
    Workload web = Samples.chat().workload("web").orElseThrow();
    Setting token =
        new Setting("SENTRY_AUTH_TOKEN", new Setting.SecretReference("sentry"), true, "");
    Blueprint blueprint =
        dev.slipway.blueprint.Blueprints.edit(Samples.chat())
            .with(Samples.settings(web, List.of(token)))
            .build();
    assertThat(text(blueprint, Samples.chatTree(), "frontend/Dockerfile"))
        .contains("--mount=type=secret,id=SENTRY_AUTH_TOKEN,env=SENTRY_AUTH_TOKEN")
        .doesNotContain("ARG SENTRY");
    assertThat(codes(blueprint, Samples.chatTree())).contains("SLIP-IMAGE-BUILD-SECRET");
  }

  @Test
  void neverWritesOverAnExistingDockerfile() {
    SourceTree tree =
        Samples.chatTree()
            .with("backend/Dockerfile", "FROM scratch\n")
            .with("frontend/.dockerignore", "x\n");
    assertThat(paths(Samples.chat(), tree)).containsExactly("frontend/Dockerfile");
  }

  @Test
  void buildsAStaticGoBinaryOntoAnImageWithoutAShell() {
    String file = text(Samples.relay(), Samples.relayTree(), "Dockerfile.worker");
    assertThat(file)
        .contains(
            "CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/app/bin/worker ./cmd/worker")
        .contains("FROM gcr.io/distroless/static-debian13:nonroot")
        .contains("CMD [\"/app/bin/worker\"]")
        .contains("HEALTHCHECK NONE");
  }

  @Test
  void putsThePublishedMigrationToolBesideTheServiceThatSharesItsImage() {
    String file = text(Samples.relay(), Samples.relayTree(), "Dockerfile");
    assertThat(file)
        .contains(
            "GOFLAGS=-tags=postgres,pgx5 go install"
                + " github.com/golang-migrate/migrate/v4/cmd/migrate@v")
        .contains("FROM alpine:3.24")
        .contains("COPY migrations/ ./migrations/")
        .contains("COPY --from=migration-tool /out/ /usr/local/bin/")
        .contains("CMD [\"/app/bin/api\"]");
  }

  @Test
  void collectsStaticFilesOfDjangoWithPlaceholdersForSecrets() {
    Workload hello =
        Samples.settings(
            hello(
                source(
                    Language.PYTHON,
                    "3.12",
                    "django",
                    "pip",
                    "requirements.txt",
                    "python",
                    "manage.py",
                    "collectstatic",
                    "--noinput"),
                "gunicorn",
                "--bind",
                "0.0.0.0:8080",
                "shop.wsgi:application"),
            List.of(
                new Setting(
                    "DATABASE_URL", new Setting.DatastoreUrl("main", "postgres"), false, ""),
                new Setting("SECRET_KEY", new Setting.SecretReference("secret-key"), false, "")));
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of("requirements.txt", "Django==5.2\n", "manage.py", ""));
    assertThat(text(single(hello), tree, "Dockerfile"))
        .contains("SECRET_KEY=only-for-the-build python manage.py collectstatic --noinput")
        .contains("DATABASE_URL=postgres://build@localhost/build")
        .contains("pip install gunicorn");
    assertThat(codes(single(hello), tree)).containsExactly("SLIP-IMAGE-SERVER-MISSING");
  }

  @Test
  void copiesEverythingBeforeInstallingRequirementsThatReferToFiles() {
    Workload hello =
        hello(
            source(Language.PYTHON, "3.12", "flask", "pip", "requirements.txt"),
            "gunicorn",
            "app:app");
    MemorySourceTree tree =
        MemorySourceTree.of(
            "flask", Map.of("requirements.txt", "-r base.txt\ngunicorn\n", "base.txt", "flask\n"));
    String file = text(single(hello), tree, "Dockerfile");
    assertThat(file.indexOf("COPY . ./")).isPositive().isLessThan(file.indexOf("pip install -r"));
  }

  @Test
  void aWordOfTheProjectCannotBecomeAnInstruction() {
    Workload hello =
        hello(
            source(Language.PYTHON, "3.12", "", "pip", "", "python", "x\nUSER root\nRUN evil"),
            "python",
            "a\nUSER root",
            "$PORT`id`\"");
    String file =
        text(single(hello), MemorySourceTree.of("x", Map.of("main.py", "")), "Dockerfile");
    assertThat(file.lines())
        .noneMatch(line -> line.startsWith("USER root") || line.startsWith("RUN evil"));
    assertThat(file).contains("\\\"$PORT\\\\`id\\\\`\\\\\\\"\\\"");
  }

  @Test
  void writesNothingForCodeThatIsNotThereAndSaysSo() {
    Workload.Source s = source(Language.PYTHON, "3.13", "", "uv", "");
    Workload.Source absent =
        new Workload.Source(
            s.root(),
            s.language(),
            s.languageVersion(),
            s.framework(),
            s.packageManager(),
            s.lockFile(),
            s.build(),
            s.outputDirectory(),
            s.test(),
            s.lint(),
            s.systemPackages(),
            false);
    Outcome<List<GeneratedFile>> outcome =
        DockerEmitter.emit(
            single(hello(absent, "python", "-m", "app")), MemorySourceTree.of("x", Map.of()));
    assertThat(outcome.value()).isEmpty();
    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-IMAGE-NO-SOURCE");
  }

  @Test
  void everyLineOfADockerfileHasAReason() {
    GeneratedFile file =
        DockerEmitter.emit(Samples.chat(), Samples.chatTree()).value().stream()
            .filter(f -> f.path().equals("backend/Dockerfile"))
            .findFirst()
            .orElseThrow();
    List<String> lines = file.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      assertThat(file.at(i + 1)).as(lines.get(i)).isPresent();
    }
    int health =
        lines.indexOf("HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \\")
            + 1;
    assertThat(file.at(health).orElseThrow().provenance().decisions())
        .containsExactly("workload.api.health");
  }

  @Test
  void hadolintFindsNothing(@TempDir Path folder) throws Exception {
    Tool hadolint = Tool.require("hadolint");
    Map<String, String> all = new LinkedHashMap<>();
    variants()
        .forEach((name, project) ->
            DockerEmitter.emit(project.blueprint(), project.tree()).value().stream()
                .filter(f -> f.path().contains("Dockerfile"))
                .forEach(f -> all.put(name + "-" + f.path().replace('/', '-'), f.text())));
    for (Map.Entry<String, String> file : all.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.writeString(path, file.getValue());
      Tool.Result result = hadolint.run(folder, path.toString());
      assertThat(result.exitCode()).as(result.output() + "\n" + file.getValue()).isZero();
    }
  }

  private record Project(Blueprint blueprint, SourceTree tree) {}

  private static Map<String, Project> variants() {
    Map<String, Project> all = new LinkedHashMap<>();
    all.put("chat", new Project(Samples.chatWithBuildTimeAddress(), Samples.chatTree()));
    all.put("relay", new Project(Samples.relay(), Samples.relayTree()));
    for (String lock : List.of("poetry.lock", "Pipfile.lock", "pdm.lock", "requirements.txt")) {
      all.put(lock, node(lock, Language.PYTHON, "3.12", "flask", "", "gunicorn", "app:app"));
    }
    for (String lock : List.of("package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock")) {
      all.put(
          lock, node(lock, Language.NODE, "22", "nest", "npm run build", "node", "dist/main.js"));
    }
    Workload site =
        hello(
            source(Language.NODE, "24", "vite", "npm", "package-lock.json", "npm", "run", "build"));
    Workload files =
        new Workload(
            site.name(),
            dev.slipway.blueprint.WorkloadKind.STATIC_SITE,
            site.description(),
            site.source(),
            site.image(),
            site.command(),
            site.port(),
            site.health(),
            site.compute(),
            site.scaling(),
            site.exposure(),
            site.identity(),
            site.settings(),
            site.connections(),
            site.migration(),
            site.schedule(),
            site.traits(),
            site.endpoints(),
            site.externalApis());
    all.put(
        "site",
        new Project(
            single(files),
            MemorySourceTree.of("x", Map.of("package.json", "{}", "package-lock.json", "{}"))));
    return all;
  }

  private static Project node(
      String lock,
      Language language,
      String version,
      String framework,
      String build,
      String... command) {
    Workload.Source source =
        source(
            language,
            version,
            framework,
            "",
            lock,
            build.isEmpty() ? new String[0] : build.split(" "));
    Map<String, String> files =
        Map.of(
            lock,
            "x==1\n",
            language == Language.NODE ? "package.json" : "pyproject.toml",
            language == Language.NODE ? "{}" : "");
    return new Project(single(hello(source, command)), MemorySourceTree.of("x", files));
  }

  private static List<String> paths(Blueprint blueprint, SourceTree tree) {
    return DockerEmitter.emit(blueprint, tree).value().stream().map(GeneratedFile::path).toList();
  }

  private static List<String> codes(Blueprint blueprint, SourceTree tree) {
    return DockerEmitter.emit(blueprint, tree).diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }

  private static String text(Blueprint blueprint, SourceTree tree, String path) {
    return DockerEmitter.emit(blueprint, tree).value().stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
