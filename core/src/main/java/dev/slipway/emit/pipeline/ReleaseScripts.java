package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Workload;
import dev.slipway.emit.pipeline.Release.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scripts that bring new images into one environment of a platform with revisions. Names in
 * them are resource names, which need no quoting.
 */
abstract sealed class ReleaseScripts permits AzureReleaseScripts, GcpReleaseScripts {

  static final int BAKE_SECONDS = 300;

  /** Below so many requests a rate of errors says nothing. */
  static final int ENOUGH_REQUESTS = 20;

  final Release release;

  ReleaseScripts(Release release) {
    this.release = release;
  }

  Release release() {
    return release;
  }

  /** Writes down which revisions have the traffic, so that a rollback knows where to go. */
  abstract String record();

  /** Brings the databases up to date with the new image, before anything new answers. */
  abstract String migrate();

  /** Deploys new revisions that nobody is sent to, and waits until they can serve. */
  abstract String deploy();

  /** The variables that {@link #deploy} reads. */
  Map<String, String> forDeploy() {
    return Map.of();
  }

  /** Asks the new revisions at addresses of their own. */
  abstract String probe();

  /** Sends a share of the traffic to the new revisions. */
  abstract String shift(int percent);

  /** Waits, then compares the share of failed answers with what the objectives allow. */
  abstract String check();

  /** Workers and jobs take the image that has just proved itself; empty where there are none. */
  abstract String followers();

  /** Takes away what let the new revisions be asked by themselves. */
  abstract String untag();

  abstract String rollBack();

  abstract String rollBackFollowers();

  static String before(Target target) {
    return Expressions.variable("before", target.key());
  }

  static String revision(Target target) {
    return Expressions.variable("revision", target.key());
  }

  /** The variables that carry what earlier steps found out. */
  Map<String, String> found(List<Target> targets, boolean revisions) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Target target : targets) {
      variables.put(before(target), Expressions.expression("steps.before.outputs." + target.key()));
      if (revisions) {
        variables.put(
            revision(target), Expressions.expression("steps.candidate.outputs." + target.key()));
      }
    }
    return variables;
  }

  /** The services whose candidate can be asked by its own address. */
  List<Target> probed() {
    return release.services().stream().filter(t -> release.reachable(t.workload())).toList();
  }

  /**
   * Without a health path any answer will do: nobody promised that the start page is there for
   * everybody.
   */
  static String strictness(Workload workload) {
    return Release.hasHealthPath(workload) ? "--fail" : "--no-fail";
  }

  /** The services that the public address leads to. */
  private List<Target> publicServices() {
    return release.services().stream()
        .filter(t -> t.region().equals(release.regions().getFirst()))
        .filter(t -> release.publicHealth(t.workload()).isPresent())
        .toList();
  }

  boolean asksPublic() {
    return !publicServices().isEmpty();
  }

  String askPublic() {
    StringBuilder script = new StringBuilder();
    for (Target target : publicServices()) {
      script
          .append("curl ")
          .append(strictness(target.workload()))
          .append(
              " --silent --show-error --output /dev/null --max-time 30 --retry 5 --retry-all-errors"
                  + " ")
          .append(
              dev.slipway.emit.docker.ShellLine.quote(
                  release.publicHealth(target.workload()).orElseThrow()))
          .append('\n');
    }
    return Expressions.literal(script.toString());
  }

  /**
   * How long the job may take: the migrations, the waits between the steps, and time for the rest.
   */
  Duration patience() {
    long migrations =
        release.migrations().stream()
            .mapToLong(t -> t.workload().compute().timeout().toMinutes() + 1)
            .sum();
    long waits = (release.steps().size() + 1L) * (BAKE_SECONDS / 60 + 3);
    return Duration.ofMinutes(Math.min(350, 40 + migrations + waits));
  }
}
