package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.document.Yaml.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings new images to a platform with revisions, Cloud Run or Container Apps: without traffic
 * first, then with more and more of it.
 */
final class TrafficRelease {

  private static final String FAILED = "(failure() || cancelled())";
  private static final Provenance MIGRATIONS =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.migrations");

  private final Release release;
  private final ReleaseScripts scripts;
  private final boolean services;

  TrafficRelease(ReleaseScripts scripts) {
    this.release = scripts.release();
    this.scripts = scripts;
    this.services = !release.services().isEmpty();
  }

  List<Mapping<Provenance>> steps() {
    List<Mapping<Provenance>> steps = new ArrayList<>();
    if (services || !followers().isEmpty()) {
      steps.add(Steps.run("Write down what runs now", "before", "", Map.of(), scripts.record()));
    }
    if (!release.migrations().isEmpty()) {
      steps.add(
          Steps.because(
              MIGRATIONS,
              Steps.run("Bring the databases up to date", Map.of(), scripts.migrate())));
    }
    if (services) {
      traffic(steps);
    }
    String followers = scripts.followers();
    if (!followers.isEmpty()) {
      steps.add(Steps.run("Update workers and jobs", "followers", "", Map.of(), followers));
    }
    recovery(steps);
    return steps;
  }

  private void traffic(List<Mapping<Provenance>> steps) {
    steps.add(
        Steps.run(
            "Deploy without traffic", "candidate", "", scripts.forDeploy(), scripts.deploy()));
    if (!scripts.probed().isEmpty()) {
      steps.add(Steps.run("Ask the candidates", Map.of(), scripts.probe()));
    }
    Map<String, String> found = scripts.found(release.services(), true);
    List<Integer> percents = new ArrayList<>(release.steps());
    percents.add(100);
    for (int percent : percents) {
      String id = percent == percents.getFirst() ? "traffic" : "";
      Map<String, String> variables = percent == 100 ? revisions(found) : found;
      steps.add(
          Steps.run(
              "Send " + percent + " % of the traffic", id, "", variables, scripts.shift(percent)));
      if (scripts.asksPublic()) {
        steps.add(Steps.run("Ask the public address", Map.of(), scripts.askPublic()));
      }
      if (!release.isProduction()) {
        continue; // too few requests for a rate to mean anything
      }
      Map<String, String> checked = new LinkedHashMap<>(revisions(found));
      checked.put("ERROR_LIMIT", release.errorLimit().toPlainString());
      steps.add(
          Steps.run("Check the error rate at " + percent + " %", "", "", checked, scripts.check()));
    }
  }

  private List<Release.Target> followers() {
    List<Release.Target> all = new ArrayList<>(release.workers());
    all.addAll(release.otherJobs());
    return all;
  }

  private static Map<String, String> revisions(Map<String, String> found) {
    Map<String, String> revisions = new LinkedHashMap<>(found);
    revisions.keySet().removeIf(name -> name.startsWith("BEFORE_"));
    return revisions;
  }

  private void recovery(List<Mapping<Provenance>> steps) {
    if (services) {
      steps.add(
          Steps.run(
              "Roll back to what ran before",
              "",
              FAILED + " && steps.traffic.outcome != '' && steps.traffic.outcome != 'skipped'",
              scripts.found(release.services(), false),
              scripts.rollBack()));
    }
    if (!followers().isEmpty()) {
      steps.add(
          Steps.run(
              "Roll workers and jobs back",
              "",
              FAILED + " && steps.followers.outcome != '' && steps.followers.outcome != 'skipped'",
              scripts.found(followers(), false),
              scripts.rollBackFollowers()));
    }
    if (services) {
      steps.add(
          Steps.run(
              "Take the tag off",
              "",
              "always() && steps.candidate.outcome != '' && steps.candidate.outcome != 'skipped'",
              Map.of(),
              scripts.untag()));
    }
  }
}
