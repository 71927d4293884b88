package dev.slipway.emit.docker;

import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Workload;
import dev.slipway.emit.docker.Instruction.Command;
import dev.slipway.emit.docker.Instruction.Expose;
import dev.slipway.emit.docker.Instruction.HealthCheck;
import dev.slipway.emit.docker.Instruction.Labels;
import dev.slipway.emit.docker.Instruction.User;
import dev.slipway.emit.docker.Instruction.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the last stage of every image has in common. */
final class RuntimeStage {

  /**
   * A fixed number, so that a platform can check that it is not root without reading the image's
   * user list.
   */
  static final String USER = "10001:10001";

  private static final int DEFAULT_PORT = 8080;

  private RuntimeStage() {}

  /** How the program inside the image can be asked over HTTP. */
  interface Prober {
    /** The command; {@code path} is empty when only the port can be probed. */
    List<String> command(int port, Optional<String> path);
  }

  static void labels(DockerfileDraft file, ImagePlan plan) {
    Project project = plan.blueprint().project();
    List<Variable> labels = new ArrayList<>();
    labels.add(
        new Variable(
            "org.opencontainers.image.title", project.slug() + "-" + plan.main().name(), false));
    labels.add(
        new Variable("org.opencontainers.image.description", plan.main().description(), false));
    project
        .repository()
        .ifPresent(name ->
            labels.add(
                new Variable(
                    "org.opencontainers.image.source", "https://github.com/" + name, false)));
    file.because(plan.because("kind")).add(new Labels(labels));
  }

  static void systemPackages(DockerfileDraft file, List<String> packages) {
    List<String> clean = packages.stream().filter(RuntimeStage::isPackageName).toList();
    if (clean.isEmpty()) {
      return;
    }
    file.comment(
        "Debian keeps one version of a package in a release, so a pinned version would vanish with"
            + " the next fix.\n"
            + "hadolint ignore=DL3008");
    file.run(
        "apt-get update",
        "apt-get install --yes --no-install-recommends " + String.join(" ", clean),
        "rm -rf /var/lib/apt/lists/*");
  }

  private static boolean isPackageName(String name) {
    return !name.isEmpty()
        && Character.isLetterOrDigit(name.charAt(0))
        && name.chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "+-.".indexOf(c) >= 0);
  }

  /** Creates the user on a Debian image. */
  static void user(DockerfileDraft file) {
    file.run(
        "groupadd --gid 10001 app",
        "useradd --uid 10001 --gid app --no-create-home --home-dir /tmp --shell /usr/sbin/nologin"
            + " app");
  }

  static int port(Workload workload) {
    return workload.port().orElse(DEFAULT_PORT);
  }

  /** User, port, health check and command: the end of the file. */
  static void end(
      DockerfileDraft file, ImagePlan plan, String user, Prober prober, List<String> command) {
    Workload main = plan.main();
    file.gap().add(new User(user));
    if (main.port().isPresent()) {
      file.because(plan.because("port")).add(new Expose(main.port().get()));
      file.because(plan.because("health"));
      file.add(new HealthCheck(prober.command(main.port().get(), main.health().liveness())));
    } else {
      file.because(plan.because("health"));
      file.comment(
          "It listens on no port, so there is nothing to ask; the platform watches the process.");
      file.add(new HealthCheck(List.of()));
    }
    if (!command.isEmpty()) {
      file.because(plan.because("command")).add(new Command(command));
    }
  }
}
