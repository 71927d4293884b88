package dev.slipway.emit.docker;

import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.emit.docker.Instruction.Copy;
import dev.slipway.emit.docker.Instruction.Entrypoint;
import dev.slipway.emit.docker.Instruction.Run;
import dev.slipway.vocabulary.MigrationTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Images of Node.js programs, and of files that a Node.js build leaves. */
final class NodeImage {

  /** The user that the official images bring. */
  private static final String USER = "1000:1000";

  private static final String STATIC_SERVER = "nginxinc/nginx-unprivileged:1.30-alpine";
  private static final String SERVER_SETTINGS = "/tmp/default.conf.template";
  private static final List<String> NEXT_CONFIGURATIONS =
      List.of("next.config.js", "next.config.mjs", "next.config.cjs", "next.config.ts");

  private final ImagePlan plan;
  private final DockerfileDraft file;
  private final NodePackages packages;
  private final List<String> build;

  private NodeImage(ImagePlan plan, DockerfileDraft file) {
    this.plan = plan;
    this.file = file;
    this.packages = NodePackages.of(plan);
    this.build = plan.buildLines();
  }

  static void write(ImagePlan plan, DockerfileDraft file) {
    NodeImage image = new NodeImage(plan, file);
    image.buildStage();
    if (plan.main().kind() == WorkloadKind.STATIC_SITE) {
      image.staticStage();
    } else {
      image.lastStage();
    }
  }

  private boolean isNext() {
    return plan.source()
            .framework()
            .map(f -> f.toLowerCase(Locale.ROOT).startsWith("next"))
            .orElse(false)
        && packages.manifest().isPresent();
  }

  private boolean isStandalone() {
    return isNext()
        && NEXT_CONFIGURATIONS.stream()
            .map(plan::own)
            .anyMatch(text -> text.contains("standalone") && text.contains("output"));
  }

  private String workFolder() {
    return plan.isWorkspace() && !plan.folder().isEmpty() ? "/app/" + plan.folder() : "/app";
  }

  private void buildStage() {
    file.because(plan.because("kind")).from(packages.baseImage(), "build");
    RuntimeStage.systemPackages(file, plan.source().systemPackages());
    packages.prepare(file);
    file.folder("/app");
    boolean anything = packages.manifest().isPresent();
    boolean whole = plan.isWorkspace();
    if (whole) {
      file.copy(List.of("."), "./");
      file.folder(plan.installFolder().isEmpty() ? "/app" : "/app/" + plan.installFolder());
    } else if (anything) {
      file.copy(packages.files(), "./");
      copyEarly();
    }
    if (anything) {
      String install =
          build.isEmpty() && !keepsAll() ? packages.installForProduction() : packages.install();
      file.runCached(packages.manager().cache(), install);
    }
    if (whole) {
      file.folder(workFolder());
    } else {
      file.copy(List.of(plan.folder().isEmpty() ? "." : plan.folder() + "/"), "./");
    }
    build();
  }

  /** The schema from which the installation generates its client. */
  private void copyEarly() {
    String schema = plan.inContext("prisma");
    if (plan.hasFolder(schema)) {
      file.copy(List.of(schema + "/"), "./prisma/");
    }
  }

  private void build() {
    if (build.isEmpty()) {
      return;
    }
    for (Setting setting : plan.buildSettings()) {
      file.argument(setting.name());
    }
    if (isNext()) {
      file.environment("NEXT_TELEMETRY_DISABLED", "1");
    }
    List<String> secrets =
        plan.buildSecrets().stream()
            .map(s -> "type=secret,id=" + s.name() + ",env=" + s.name())
            .toList();
    file.add(new Run(secrets, build));
    boolean needsPackages = plan.main().kind() != WorkloadKind.STATIC_SITE && !isStandalone();
    if (needsPackages && !keepsAll()) {
      file.runCached(packages.manager().cache(), packages.prune());
    }
  }

  /**
   * Whether a migration tool is listed among what only development needs, so that pruning would
   * lose it.
   */
  private boolean keepsAll() {
    return migrationToolOutsideProduction(plan).isPresent();
  }

  static Optional<String> migrationToolOutsideProduction(ImagePlan plan) {
    NodePackages packages = NodePackages.of(plan);
    return plan.sharing().stream()
        .flatMap(w -> w.migration().stream())
        .flatMap(m -> packageOf(m.tool()).stream())
        .filter(name -> packages.developsWith(name) && !packages.dependsOn(name))
        .findFirst();
  }

  private static Optional<String> packageOf(MigrationTool tool) {
    return switch (tool) {
      case PRISMA -> Optional.of("prisma");
      case KNEX -> Optional.of("knex");
      case ALEMBIC, DJANGO, GOLANG_MIGRATE, GOOSE -> Optional.empty();
    };
  }

  private void lastStage() {
    Workload main = plan.main();
    file.because(plan.because("kind")).from(packages.baseImage(), "");
    RuntimeStage.labels(file, plan);
    List<String> system = new ArrayList<>(plan.source().systemPackages());
    if (!isNext()) {
      file.comment(
          "Node.js as process 1 does not end when told to unless the program sees to it; tini hands"
              + " signals on.");
      system.add("tini");
    }
    RuntimeStage.systemPackages(file, system);
    List<String> environment = new ArrayList<>(List.of("NODE_ENV", "production"));
    if (isNext()) {
      environment.addAll(List.of("HOSTNAME", "0.0.0.0", "NEXT_TELEMETRY_DISABLED", "1"));
    }
    main.port().ifPresent(port -> environment.addAll(List.of("PORT", Integer.toString(port))));
    environment.addAll(List.of("PATH", workFolder() + "/node_modules/.bin:$PATH"));
    file.environment(environment.toArray(String[]::new));
    file.folder(workFolder());
    copyResult();
    if (!isNext()) {
      file.add(new Entrypoint(List.of("/usr/bin/tini", "--")));
    }
    RuntimeStage.end(file, plan, USER, this::probe, command());
  }

  private void copyResult() {
    if (!isStandalone()) {
      file.copyFrom("build", "/app", "/app");
      nextCache();
      return;
    }
    String home = workFolder();
    file.copyFrom("build", home + "/.next/standalone", "/app");
    file.copyFrom("build", home + "/.next/static", home + "/.next/static");
    if (plan.hasFolder(plan.inContext("public"))) {
      file.copyFrom("build", home + "/public", home + "/public");
    }
    nextCache();
  }

  private void nextCache() {
    if (isNext()) {
      file.comment("The only folder that Next.js writes to.");
      file.run("mkdir -p .next/cache", "chown -R " + USER + " .next/cache");
    }
  }

  private List<String> command() {
    List<String> asked = plan.main().command();
    if (isStandalone()) {
      return List.of("node", "server.js");
    }
    Optional<List<String>> script = startScript(asked).flatMap(NodeImage::words);
    return ShellLine.exec(script.orElse(asked));
  }

  /**
   * The script behind {@code npm start}: a package manager in between would not hand signals on.
   */
  private Optional<String> startScript(List<String> command) {
    boolean manager =
        !command.isEmpty() && List.of("npm", "pnpm", "yarn", "bun").contains(command.getFirst());
    if (!manager || command.size() > 3 || command.size() < 2) {
      return Optional.empty();
    }
    boolean run = command.get(1).equals("run");
    return run && command.size() == 3
        ? packages.script(command.get(2))
        : run || command.size() == 3 ? Optional.empty() : packages.script(command.get(1));
  }

  private static Optional<List<String>> words(String script) {
    boolean simple = script.chars().noneMatch(c -> "&|;<>`(){}*?~#\\\"'=\n".indexOf(c) >= 0);
    return simple && !script.isBlank()
        ? Optional.of(List.of(script.strip().split(" +")))
        : Optional.empty();
  }

  private List<String> probe(int port, Optional<String> path) {
    String runtime = packages.manager() == NodePackages.Tool.BUN ? "bun" : "node";
    String known = "(process.env.PORT||" + port + ")";
    String code =
        path.map(p ->
                "fetch('http://127.0.0.1:'+"
                    + known
                    + "+'"
                    + p.replace("\\", "\\\\").replace("'", "\\'")
                    + "').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))")
            .orElse(
                "require('net').connect("
                    + known
                    + ",'127.0.0.1').on('connect',()=>process.exit(0))"
                    + ".on('error',()=>process.exit(1))");
    return List.of(runtime, "-e", code);
  }

  private void staticStage() {
    String output = output();
    file.comment(
        "The image fills in $PORT when it starts. Unknown paths get the start page, whose script"
            + " knows them.\n"
            + "hadolint ignore=DL3059,SC2016");
    file.run(server());
    file.because(plan.because("kind")).from(STATIC_SERVER, "");
    RuntimeStage.labels(file, plan);
    file.environment("PORT", Integer.toString(RuntimeStage.port(plan.main())));
    file.copyFrom("build", SERVER_SETTINGS, "/etc/nginx/templates/default.conf.template");
    file.add(new Copy("build", "", List.of(output), "/usr/share/nginx/html"));
    RuntimeStage.end(
        file,
        plan,
        "101:101",
        (port, path) ->
            List.of("wget", "-q", "-O", "/dev/null", "http://127.0.0.1:" + port + path.orElse("/")),
        List.of());
  }

  /** The folder that the build leaves, which may lie beside the code's own. */
  private String output() {
    String written = workFolder() + "/" + plan.source().outputDirectory().orElse("dist");
    List<String> folders = new ArrayList<>();
    for (String folder : written.split("/")) {
      if (folder.equals("..") && !folders.isEmpty()) {
        folders.removeLast();
      } else if (!folder.isEmpty() && !folder.equals(".") && !folder.equals("..")) {
        folders.add(folder);
      }
    }
    return "/" + String.join("/", folders);
  }

  private static String server() {
    List<String> lines =
        List.of(
            "server {",
            "  listen ${PORT};",
            "  root /usr/share/nginx/html;",
            "  location /assets/ {",
            "    add_header Cache-Control \"public, max-age=31536000, immutable\";",
            "  }",
            "  location / {",
            "    add_header Cache-Control \"no-cache\";",
            "    try_files $uri $uri/ /index.html;",
            "  }",
            "}");
    // The dollar signs are nginx's and the entry point's to fill in, not the shell's.
    return "printf '%s\\n'"
        + String.join("", lines.stream().map(l -> " \\\n      " + ShellLine.quote(l)).toList())
        + " \\\n      > "
        + SERVER_SETTINGS;
  }
}
