package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.document.Yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings new images to ECS. */
final class AwsRelease {

  private static final String FAILED = "(failure() || cancelled())";
  private static final Provenance MIGRATIONS =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.migrations");

  private final Release release;
  private final AwsReleaseScripts scripts;

  AwsRelease(Release release) {
    this.release = release;
    this.scripts = new AwsReleaseScripts(release);
  }

  List<Mapping<Provenance>> steps() {
    List<Mapping<Provenance>> steps = new ArrayList<>();
    if (!scripts.running().isEmpty()) {
      steps.add(Steps.run("Write down what runs now", "before", "", Map.of(), scripts.record()));
    }
    if (!release.migrations().isEmpty()) {
      steps.add(
          Steps.because(
              MIGRATIONS,
              Steps.run("Bring the databases up to date", Map.of(), scripts.migrate())));
    }
    if (!release.services().isEmpty()) {
      steps.add(Steps.run("Release the services", "services", "", Map.of(), scripts.deploy()));
    }
    if (scripts.asksPublic()) {
      steps.add(Steps.run("Ask the public address", Map.of(), scripts.askPublic()));
    }
    String followers = scripts.followers();
    if (!followers.isEmpty()) {
      steps.add(Steps.run("Update workers and jobs", "followers", "", Map.of(), followers));
    }
    recovery(steps);
    return steps;
  }

  private void recovery(List<Mapping<Provenance>> steps) {
    if (!release.services().isEmpty()) {
      steps.add(
          Steps.run(
              "Roll back to what ran before",
              "",
              FAILED + " && steps.services.outcome != '' && steps.services.outcome != 'skipped'",
              scripts.before(release.services()),
              scripts.rollBack(release.services())));
    }
    if (!release.workers().isEmpty()) {
      steps.add(
          Steps.run(
              "Roll workers back",
              "",
              FAILED + " && steps.followers.outcome != '' && steps.followers.outcome != 'skipped'",
              scripts.before(release.workers()),
              scripts.rollBack(release.workers())));
    }
  }
}
