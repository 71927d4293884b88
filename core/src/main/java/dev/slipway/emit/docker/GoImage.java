package dev.slipway.emit.docker;

import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Workload;
import dev.slipway.emit.docker.Instruction.Run;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.MigrationTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images of Go programs: static binaries on an image that holds nothing else, where that is
 * possible.
 */
final class GoImage {

  private static final String USER = "65532:65532";
  private static final String DISTROLESS = "gcr.io/distroless/static-debian13:nonroot";
  private static final String WITH_SHELL = "alpine:3.24";
  private static final String WITH_LIBRARIES = "debian:bookworm-slim";
  private static final String TOOL_IMAGE = "golang:1.27-alpine";
  private static final List<String> NEED_C =
      List.of(
          "github.com/mattn/go-sqlite3",
          "github.com/confluentinc/confluent-kafka-go",
          "github.com/h2non/bimg");
  private static final List<String> DATA_FOLDERS =
      List.of(
          "assets",
          "config",
          "configs",
          "locales",
          "public",
          "static",
          "templates",
          "views",
          "web");

  private final ImagePlan plan;
  private final DockerfileDraft file;
  private final String module;
  private final Map<String, String> binaries;
  private final Optional<MigrationTool> migrationTool;

  private GoImage(ImagePlan plan, DockerfileDraft file) {
    this.plan = plan;
    this.file = file;
    this.module = plan.own("go.mod");
    this.binaries = binaries();
    this.migrationTool = migrationTool();
  }

  static void write(ImagePlan plan, DockerfileDraft file) {
    GoImage image = new GoImage(plan, file);
    image.migrationStage();
    image.buildStage();
    image.lastStage();
  }

  private boolean needsC() {
    return !plan.source().systemPackages().isEmpty() || NEED_C.stream().anyMatch(module::contains);
  }

  private boolean needsShell() {
    return plan.sharing().stream().anyMatch(w -> ShellLine.needsShell(w.command()));
  }

  private Optional<MigrationTool> migrationTool() {
    return plan.sharing().stream()
        .filter(GoImage::runsPublishedTool)
        .flatMap(w -> w.migration().stream())
        .map(Workload.Migration::tool)
        .filter(tool -> tool == MigrationTool.GOLANG_MIGRATE || tool == MigrationTool.GOOSE)
        .findFirst();
  }

  /**
   * Whether it brings the database up to date with the tool itself and not with a program of the
   * project.
   */
  private static boolean runsPublishedTool(Workload workload) {
    List<String> command = workload.command();
    return workload.migration().isPresent()
        && (command.isEmpty()
            || ShellLine.isShell(command)
            || command.getFirst().equals("migrate")
            || command.getFirst().equals("goose"));
  }

  /** The packages to build by where their binary lies in the image. */
  private Map<String, String> binaries() {
    Map<String, String> found = new TreeMap<>();
    for (Workload workload : plan.sharing()) {
      if (!runsPublishedTool(workload)) {
        GoCommand command = GoCommand.of(plan, workload);
        found.put(command.binary(), command.mainPackage());
      }
    }
    return found;
  }

  /**
   * A migration tool is built from its published, checksummed source by the stage's own compiler.
   */
  private void migrationStage() {
    migrationTool.ifPresent(tool -> {
      file.because(plan.because("kind")).from(TOOL_IMAGE, "migration-tool");
      file.add(new Run(caches(), List.of("CGO_ENABLED=0 GOBIN=/out GOFLAGS=-tags=" + tool(tool))));
    });
  }

  private String tool(MigrationTool tool) {
    if (tool == MigrationTool.GOOSE) {
      String goose = "github.com/pressly/goose/v3";
      return "no_clickhouse,no_libsql,no_mssql,no_vertica,no_ydb go install "
          + goose
          + "/cmd/goose@"
          + version(goose, "v3.29.0");
    }
    String migrate = "github.com/golang-migrate/migrate/v4";
    return driver() + " go install " + migrate + "/cmd/migrate@" + version(migrate, "v4.20.1");
  }

  private String driver() {
    boolean mysql =
        plan.blueprint().datastores(Relational.class).stream()
            .anyMatch(d -> d.engine() == Engine.MYSQL);
    return mysql ? "mysql" : "postgres,pgx5";
  }

  private String version(String path, String otherwise) {
    Matcher found =
        Pattern.compile(Pattern.quote(path) + " (v\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})(?:\\s|$)")
            .matcher(module);
    return found.find() ? found.group(1) : otherwise;
  }

  private static List<String> caches() {
    return List.of("type=cache,target=/go/pkg/mod", "type=cache,target=/root/.cache/go-build");
  }

  private void buildStage() {
    String version = Versions.go(plan.source().languageVersion());
    file.because(plan.because("kind"));
    file.from("golang:" + version + (needsC() ? "-bookworm" : "-alpine"), "build");
    file.folder("/src");
    boolean whole = plan.isWorkspace();
    if (whole) {
      file.copy(List.of("."), "./");
      file.folder(plan.folder().isEmpty() ? "/src" : "/src/" + plan.folder());
    } else {
      file.copy(
          List.of("go.mod", "go.sum").stream().map(plan::inContext).filter(plan::has).toList(),
          "./");
      file.add(new Run(List.of(caches().getFirst()), List.of("go mod download")));
      file.copy(List.of(plan.folder().isEmpty() ? "." : plan.folder() + "/"), "./");
    }
    file.add(new Run(caches(), compile()));
  }

  private List<String> compile() {
    List<String> commands = new ArrayList<>();
    binaries.forEach((binary, mainPackage) ->
        commands.add(
            (needsC() ? "CGO_ENABLED=1" : "CGO_ENABLED=0")
                + " go build -trimpath -ldflags='-s -w' -o "
                + ShellLine.quote("/out" + binary)
                + " "
                + ShellLine.quote(mainPackage)));
    return commands;
  }

  private void lastStage() {
    file.because(plan.because("kind"));
    if (needsC()) {
      file.from(WITH_LIBRARIES, "");
    } else if (needsShell()) {
      file.from(
          WITH_SHELL,
          "",
          "A command of this image needs a shell, so it is not built on an image without one.");
    } else {
      file.from(DISTROLESS, "");
    }
    RuntimeStage.labels(file, plan);
    if (needsC()) {
      List<String> system = new ArrayList<>(List.of("ca-certificates", "tzdata"));
      system.addAll(plan.source().systemPackages());
      RuntimeStage.systemPackages(file, system);
    }
    List<String> environment = new ArrayList<>();
    plan.main()
        .port()
        .ifPresent(port -> environment.addAll(List.of("PORT", Integer.toString(port))));
    if (needsShell() && !needsC()) {
      file.copyFrom(
          "build", "/usr/local/go/lib/time/zoneinfo.zip", "/usr/local/share/zoneinfo.zip");
      environment.addAll(List.of("ZONEINFO", "/usr/local/share/zoneinfo.zip"));
    }
    if (!environment.isEmpty()) {
      file.environment(environment.toArray(String[]::new));
    }
    file.folder("/app");
    copyResult();
    RuntimeStage.end(file, plan, USER, this::probe, command());
  }

  private void copyResult() {
    for (String folder : dataFolders()) {
      file.copy(List.of(plan.inContext(folder) + "/"), "./" + folder + "/");
    }
    if (migrationTool.isPresent()) {
      file.copyFrom("migration-tool", "/out/", "/usr/local/bin/");
    }
    binaries.keySet().forEach(binary -> file.copyFrom("build", "/out" + binary, binary));
  }

  /** Folders that the program or its migrations read at run time. */
  private List<String> dataFolders() {
    List<String> folders = new ArrayList<>();
    String root = plan.source().root().isEmpty() ? "" : plan.source().root() + "/";
    for (Workload workload : plan.sharing()) {
      workload
          .migration()
          .ifPresent(m -> {
            if (m.directory().startsWith(root) && m.directory().length() > root.length()) {
              folders.add(m.directory().substring(root.length()));
            }
          });
    }
    for (String folder : DATA_FOLDERS) {
      boolean data =
          plan.tree().under(root + folder).stream().anyMatch(path -> !path.endsWith(".go"));
      if (data) {
        folders.add(folder);
      }
    }
    return folders.stream().distinct().filter(f -> plan.hasFolder(plan.inContext(f))).toList();
  }

  private List<String> command() {
    return GoCommand.of(plan, plan.main()).arguments();
  }

  private List<String> probe(int port, Optional<String> path) {
    if (needsShell() && !needsC()) {
      return List.of(
          "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:" + port + path.orElse("/"));
    }
    file.comment("The image holds nothing that could ask; the platform asks over HTTP.");
    return List.of();
  }
}
