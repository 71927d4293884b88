package dev.slipway.emit;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Projects in miniature: the chat product with its manifests, and single services of every kind.
 */
public final class Samples {

  private Samples() {}

  /** The chat blueprint, its code described the way the repository reader describes it. */
  public static Blueprint chat() {
    var draft = Blueprints.edit(Blueprints.chat());
    for (Workload workload : Blueprints.chat().workloads()) {
      boolean web = workload.name().equals("web");
      draft.with(
          source(
              workload,
              web
                  ? new Workload.Source(
                      "frontend",
                      Language.NODE,
                      "24.x",
                      Optional.of("next"),
                      Optional.of("npm"),
                      Optional.of("frontend/package-lock.json"),
                      List.of("npm", "run", "build"),
                      Optional.empty(),
                      List.of("npm", "test"),
                      List.of("npm", "run", "lint"),
                      List.of(),
                      true)
                  : new Workload.Source(
                      "backend",
                      Language.PYTHON,
                      "3.13",
                      Optional.of("fastapi"),
                      Optional.of("uv"),
                      Optional.of("backend/uv.lock"),
                      List.of(),
                      Optional.empty(),
                      List.of("uv", "run", "pytest"),
                      List.of("uv", "run", "ruff", "check"),
                      List.of(),
                      true)));
    }
    return draft.build();
  }

  /** The chat product whose web client is told its public address when it is built. */
  public static Blueprint chatWithBuildTimeAddress() {
    Workload web = chat().workload("web").orElseThrow();
    List<Setting> settings =
        List.of(
            new Setting(
                "NEXT_PUBLIC_API_BASE_URL", new Setting.PublicOrigin(), true, "Where the API is."),
            new Setting("NEXT_PUBLIC_TITLE", new Setting.Literal("Chat & more"), true, ""));
    return Blueprints.edit(chat()).with(settings(web, settings)).build();
  }

  public static MemorySourceTree chatTree() {
    return MemorySourceTree.of(
        "chat",
        Map.of(
            "backend/pyproject.toml",
                "[project]\n"
                    + "name = \"chat-api\"\n"
                    + "dependencies = [\"fastapi\", \"uvicorn\", \"alembic\"]\n",
            "backend/uv.lock", "version = 1\n",
            "backend/app/main.py", "app = None\n",
            "backend/tests/conftest.py", "",
            "frontend/package.json",
                "{\"name\": \"web\", \"scripts\": {\"build\": \"next build\", \"start\": \"next"
                    + " start\"}, \"dependencies\": {\"next\": \"16\"}}",
            "frontend/package-lock.json", "{}",
            "frontend/next.config.ts", "export default { output: \"standalone\" };\n"));
  }

  /** One service with this code in the project's root. */
  public static Blueprint single(Workload workload) {
    return Blueprints.edit(Blueprints.minimal()).with(workload).build();
  }

  /** A service called {@code hello}. */
  public static Workload hello(Workload.Source source, String... command) {
    return source(
        new WorkloadDraft("hello", WorkloadKind.SERVICE)
            .command(command)
            .health("/healthz")
            .scaling(new Workload.Scaling("production", 0, 3))
            .build(),
        source);
  }

  public static Workload.Source source(
      Language language,
      String version,
      String framework,
      String manager,
      String lock,
      String... build) {
    return new Workload.Source(
        "",
        language,
        version,
        framework.isEmpty() ? Optional.empty() : Optional.of(framework),
        Optional.of(manager),
        lock.isEmpty() ? Optional.empty() : Optional.of(lock),
        List.of(build),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        true);
  }

  /** A Go service, its worker in an image of its own and golang-migrate in the service's image. */
  public static Blueprint relay() {
    Workload api = hello(goSource("api"), "./bin/api");
    Workload worker =
        image(
            source(
                new WorkloadDraft("worker", WorkloadKind.WORKER)
                    .command("./bin/worker")
                    .exposure(Workload.Exposure.NONE)
                    .scaling(new Workload.Scaling("production", 1, 1))
                    .build(),
                goSource("worker")),
            new Workload.Image("worker", "Dockerfile.worker", "", false, List.of()));
    Workload migrate =
        source(
            new WorkloadDraft("migrate", WorkloadKind.JOB)
                .image("hello")
                .command("sh", "-c", "exec migrate -path migrations -database \"$DATABASE_URL\" up")
                .exposure(Workload.Exposure.NONE)
                .migration(
                    new Workload.Migration(
                        "hello", "main", MigrationTool.GOLANG_MIGRATE, "migrations"))
                .scaling(new Workload.Scaling("production", 0, 1))
                .build(),
            goSource("api"));
    return Blueprints.edit(Blueprints.minimal()).with(api).with(worker).with(migrate).build();
  }

  private static Workload.Source goSource(String name) {
    return new Workload.Source(
        "",
        Language.GO,
        "1.26.0",
        Optional.of("chi"),
        Optional.of("go"),
        Optional.of("go.sum"),
        List.of("go", "build", "-trimpath", "-ldflags=-s -w", "-o", "bin/" + name, "./cmd/" + name),
        Optional.empty(),
        List.of("go", "test", "./..."),
        List.of("go", "vet", "./..."),
        List.of(),
        true);
  }

  public static MemorySourceTree relayTree() {
    return MemorySourceTree.of(
        "relay",
        Map.of(
            "go.mod", "module example.com/relay\n\ngo 1.26.0\n",
            "go.sum", "",
            "cmd/api/main.go", "package main\n",
            "cmd/worker/main.go", "package main\n",
            "migrations/000001_init.up.sql", "select 1;\n"));
  }

  public static Workload source(Workload w, Workload.Source source) {
    return new Workload(
        w.name(),
        w.kind(),
        w.description(),
        source,
        w.image(),
        w.command(),
        w.port(),
        w.health(),
        w.compute(),
        w.scaling(),
        w.exposure(),
        w.identity(),
        w.settings(),
        w.connections(),
        w.migration(),
        w.schedule(),
        w.traits(),
        w.endpoints(),
        w.externalApis());
  }

  public static Workload image(Workload w, Workload.Image image) {
    return new Workload(
        w.name(),
        w.kind(),
        w.description(),
        w.source(),
        image,
        w.command(),
        w.port(),
        w.health(),
        w.compute(),
        w.scaling(),
        w.exposure(),
        w.identity(),
        w.settings(),
        w.connections(),
        w.migration(),
        w.schedule(),
        w.traits(),
        w.endpoints(),
        w.externalApis());
  }

  public static Workload settings(Workload w, List<Setting> settings) {
    return new Workload(
        w.name(),
        w.kind(),
        w.description(),
        w.source(),
        w.image(),
        w.command(),
        w.port(),
        w.health(),
        w.compute(),
        w.scaling(),
        w.exposure(),
        w.identity(),
        settings,
        w.connections(),
        w.migration(),
        w.schedule(),
        w.traits(),
        w.endpoints(),
        w.externalApis());
  }
}
