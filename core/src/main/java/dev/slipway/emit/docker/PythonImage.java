package dev.slipway.emit.docker;

import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.DatastoreUrl;
import dev.slipway.blueprint.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Images of Python programs: dependencies into a virtual environment, which alone goes on to the
 * last stage.
 */
final class PythonImage {

  private static final String VENV = "/opt/venv";
  private static final String PIP_CACHE = "/root/.cache/pip";
  private static final List<String> SERVERS =
      List.of("gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve");

  private final ImagePlan plan;
  private final DockerfileDraft file;
  private final PythonPackages packages;
  private final String version;

  private PythonImage(ImagePlan plan, DockerfileDraft file) {
    this.plan = plan;
    this.file = file;
    this.packages = PythonPackages.of(plan);
    this.version = Versions.python(plan.source().languageVersion());
  }

  static void write(ImagePlan plan, DockerfileDraft file) {
    PythonImage image = new PythonImage(plan, file);
    image.buildStage();
    image.lastStage();
  }

  private boolean compiles() {
    return !plan.source().systemPackages().isEmpty();
  }

  private String workFolder() {
    return plan.isWorkspace() && !plan.folder().isEmpty() ? "/app/" + plan.folder() : "/app";
  }

  private void buildStage() {
    file.because(plan.because("kind"));
    if (compiles()) {
      file.from(
          "python:" + version,
          "build",
          "The full image has the compilers and headers that some dependencies are built with.");
    } else {
      file.from("python:" + version + "-slim", "build");
    }
    packages.install(file, VENV);
    List<String> lines = plan.buildLines();
    if (!lines.isEmpty()) {
      if (!packages.copiesSource()) {
        file.copy(List.of(plan.folder().isEmpty() ? "." : plan.folder() + "/"), "./");
      }
      buildSettings();
      lines.forEach(line -> file.run(placeholders() + line));
    }
  }

  private void buildSettings() {
    plan.buildSettings().forEach(setting -> file.argument(setting.name()));
  }

  /** Django reads its settings even to collect static files; these values only have to be there. */
  private String placeholders() {
    boolean django =
        plan.source()
            .framework()
            .map(f -> f.toLowerCase(Locale.ROOT).contains("django"))
            .orElse(false);
    if (!django) {
      return "";
    }
    StringBuilder words = new StringBuilder();
    for (Setting setting : plan.main().settings()) {
      Optional<String> value = placeholder(setting);
      value.ifPresent(
          v -> words.append(setting.name()).append('=').append(ShellLine.quote(v)).append(' '));
    }
    return words.toString();
  }

  private static Optional<String> placeholder(Setting setting) {
    return switch (setting.value()) {
      case DatastoreUrl url -> Optional.of(url.scheme() + "://build@localhost/build");
      case Setting.SecretReference ignored -> Optional.of("only-for-the-build");
      case Setting.Literal(String text) -> Optional.of(text);
      case Setting.PerEnvironment(var values) when !values.isEmpty() ->
          Optional.of(values.getFirst().text());
      case Setting.PerEnvironment ignored -> Optional.empty();
      case Setting.DatastoreProperty property ->
          Optional.of(property.property() == Setting.Property.PORT ? "5432" : "build");
      case Setting.WorkloadUrl ignored -> Optional.of("http://localhost");
      case Setting.PublicOrigin ignored -> Optional.of("http://localhost");
      case Setting.EnvironmentName ignored -> Optional.of("build");
      case Setting.AccountId ignored -> Optional.of("build");
      case Setting.RegionName ignored -> Optional.of("build");
    };
  }

  private void lastStage() {
    Workload main = plan.main();
    file.because(plan.because("kind")).from("python:" + version + "-slim", "");
    RuntimeStage.labels(file, plan);
    RuntimeStage.systemPackages(file, plan.source().systemPackages());
    RuntimeStage.user(file);
    List<String> environment =
        new ArrayList<>(List.of("PATH", VENV + "/bin:$PATH", "PYTHONUNBUFFERED", "1"));
    environment.addAll(List.of("PYTHONDONTWRITEBYTECODE", "1"));
    main.port().ifPresent(port -> environment.addAll(List.of("PORT", Integer.toString(port))));
    file.environment(environment.toArray(String[]::new));
    file.folder(workFolder());
    file.copyFrom("build", VENV, VENV);
    if (!plan.buildLines().isEmpty() || packages.copiesSource()) {
      file.copyFrom("build", "/app", "/app");
    } else {
      file.copy(List.of(plan.folder().isEmpty() ? "." : plan.folder() + "/"), "./");
    }
    RuntimeStage.end(
        file, plan, RuntimeStage.USER, PythonImage::probe, ShellLine.exec(main.command()));
  }

  private static List<String> probe(int port, Optional<String> path) {
    String address = "'http://127.0.0.1:'+os.environ.get('PORT','" + port + "')+'";
    String code =
        path.map(p ->
                "import os,urllib.request as r; r.urlopen(" + address + literal(p) + "',timeout=4)")
            .orElse(
                "import os,socket;"
                    + " socket.create_connection(('127.0.0.1',int(os.environ.get('PORT','"
                    + port
                    + "'))),4)");
    return List.of("python", "-c", code);
  }

  private static String literal(String path) {
    return path.replace("\\", "\\\\").replace("'", "\\'").replaceAll("\\p{Cntrl}", "");
  }

  /** Production servers that the command calls and no manifest names. */
  static Optional<String> missingServer(ImagePlan plan) {
    String manifests = PythonPackages.manifests(plan);
    return plan.main().command().stream()
        .findFirst()
        .filter(SERVERS::contains)
        .filter(
            server -> !manifests.isEmpty() && !manifests.contains(server.replace("-serve", "")));
  }

  static String pipCache() {
    return PIP_CACHE;
  }
}
