package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.facts.Runtimes;
import dev.slipway.facts.Runtimes.Cycle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an image is built on and how it starts. */
final class ImageRules {

  private static final List<String> UNPRIVILEGED =
      List.of("nonroot", "rootless", "unprivileged", "chainguard", "cgr.dev/", "bitnami");

  private ImageRules() {}

  static void register(RuleSet.Builder<DockerFile> rules) {
    rules
        .add("SLIP-DOCKER-BASE-END-OF-LIFE", ImageRules::endOfLife, DockerRules.TARGET)
        .add("SLIP-DOCKER-BASE-LATEST", ImageRules::latest, DockerRules.TARGET)
        .add("SLIP-DOCKER-BASE-DIGEST", ImageRules::digest, DockerRules.TARGET)
        .add("SLIP-DOCKER-NO-HEALTHCHECK", ImageRules::noHealthCheck, DockerRules.TARGET)
        .add("SLIP-DOCKER-ROOT", ImageRules::root, DockerRules.TARGET)
        .add("SLIP-DOCKER-SEVERAL-COMMANDS", ImageRules::severalCommands, DockerRules.TARGET)
        .add("SLIP-DOCKER-SHELL-FORM", ImageRules::shellForm, DockerRules.TARGET)
        .add("SLIP-DOCKER-SSH-PORT", ImageRules::sshPort, DockerRules.TARGET);
  }

  static void root(DockerFile file, Report report) {
    Stage last = file.stages().getLast();
    Optional<Instruction> user = last.last("USER");
    String base = last.root().written().toLowerCase(Locale.ROOT);
    if (user.isPresent()) {
      String name = user.get().arguments().split("[:\\s]", 2)[0];
      if (name.equals("root") || name.equals("0")) {
        file.fault(report, user.get().place(), "The last USER is root.");
      }
    } else if (!base.contains("$") && UNPRIVILEGED.stream().noneMatch(base::contains)) {
      file.fault(
          report, last.from().place(), "No USER is set in the stage that becomes the image.");
    }
  }

  static void latest(DockerFile file, Report report) {
    for (Stage stage : file.stages()) {
      Optional<ImageName> image = stage.image().filter(ImageName::isUnversioned);
      image.ifPresent(i ->
          file.fault(
              report,
              stage.from().place(stage.from().arguments().split("\\s", 2)[0]),
              "The image `" + i + "` " + i.state() + "."));
    }
  }

  static void digest(DockerFile file, Report report) {
    for (Stage stage : file.stages()) {
      Optional<ImageName> image =
          stage.image().filter(i -> !i.isUnversioned() && i.digest().isEmpty());
      image.ifPresent(i ->
          file.fault(
              report,
              stage.from().place(stage.from().arguments().split("\\s", 2)[0]),
              "The image `" + i + "` is named by its tag alone."));
    }
  }

  static void endOfLife(DockerFile file, Report report) {
    for (Stage stage : file.stages()) {
      Optional<Cycle> over =
          stage.image().flatMap(ImageRules::cycle).filter(c -> c.isOver(file.today()));
      over.ifPresent(cycle ->
          file.fault(
              report,
              stage.from().place(stage.from().arguments().split("\\s", 2)[0]),
              "Support of "
                  + cycle.runtime()
                  + " "
                  + cycle.name()
                  + " has ended"
                  + cycle.endOfLife().map(day -> " on " + day).orElse("")
                  + "."));
    }
  }

  private static Optional<Cycle> cycle(ImageName image) {
    String runtime = runtime(image.name());
    String tag = image.tag().orElse("");
    int end = 0;
    while (end < tag.length() && (Character.isDigit(tag.charAt(end)) || tag.charAt(end) == '.')) {
      end++;
    }
    String version = tag.substring(0, end);
    return runtime.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Runtimes.find(runtime, version);
  }

  /** The name that the cycles of an image of a language or system are kept under. */
  private static String runtime(String image) {
    return switch (image) {
      case "node" -> "nodejs";
      case "golang" -> "go";
      case "alpine" -> "alpine-linux";
      case "postgres" -> "postgresql";
      case "mcr.microsoft.com/dotnet/aspnet",
          "mcr.microsoft.com/dotnet/sdk",
          "mcr.microsoft.com/dotnet/runtime" ->
          "dotnet";
      case "python", "ruby", "php", "debian", "ubuntu", "mysql", "mariadb", "redis", "elixir" ->
          image;
      default -> "";
    };
  }

  static void noHealthCheck(DockerFile file, Report report) {
    Stage last = file.stages().getLast();
    boolean serves = last.last("EXPOSE").isPresent();
    if (serves && last.last("HEALTHCHECK").isEmpty()) {
      file.fault(report, last.from().place(), "Ports are exposed and no HEALTHCHECK is set.");
    }
  }

  static void severalCommands(DockerFile file, Report report) {
    for (Stage stage : file.stages()) {
      for (String keyword : List.of("CMD", "ENTRYPOINT", "HEALTHCHECK")) {
        List<Instruction> all = stage.all(keyword);
        if (all.size() > 1) {
          file.fault(
              report,
              all.getFirst().place(),
              "Another "
                  + keyword
                  + " in line "
                  + all.getLast().lines().getFirst().number()
                  + " takes its place.");
        }
      }
    }
  }

  static void shellForm(DockerFile file, Report report) {
    for (String keyword : List.of("ENTRYPOINT", "CMD")) {
      Optional<Instruction> start = file.stages().getLast().last(keyword);
      boolean shell =
          start.isPresent()
              && start.get().json().isEmpty()
              && !start.get().arguments().startsWith("exec ")
              && !start.get().arguments().isEmpty();
      if (shell) {
        file.fault(report, start.get().place(), keyword + " is not written as a JSON list.");
      }
    }
  }

  static void sshPort(DockerFile file, Report report) {
    for (Stage stage : file.layers()) {
      for (Instruction expose : stage.all("EXPOSE")) {
        if (expose.words().contains("22") || expose.words().contains("22/tcp")) {
          file.fault(report, expose.place(), "Port 22 is exposed.");
        }
      }
    }
  }
}
