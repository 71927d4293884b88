package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.document.Yaml;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a commit on the main branch to production, one environment after the other. */
final class DeployWorkflow {

  private DeployWorkflow() {}

  static Mapping<Provenance> of(Blueprint blueprint, SourceTree tree, Provenance why) {
    Builder<Provenance> jobs = mapping();
    Map<String, Builder<Provenance>> tests = TestJobs.of(blueprint, tree);
    tests.forEach((id, job) -> jobs.gap().put(id, job));
    Map<String, Builder<Provenance>> builds =
        BuildJobs.publishing(blueprint, List.copyOf(tests.keySet()));
    builds.forEach((id, job) -> jobs.gap().put(id, job));
    List<String> needs = new ArrayList<>(builds.isEmpty() ? tests.keySet() : builds.keySet());
    for (Release release : Release.all(blueprint)) {
      ReleaseJob job = new ReleaseJob(release);
      List<String> before = List.copyOf(needs);
      List<String> forDeploy = new ArrayList<>(before);
      if (release.approval()) {
        jobs.gap().put(ReleaseJob.planId(release), job.plan(before));
        forDeploy = new ArrayList<>(List.of(ReleaseJob.planId(release)));
        forDeploy.addAll(before.stream().filter(id -> id.startsWith("deploy-")).toList());
      }
      jobs.gap().put(ReleaseJob.id(release), job.job(forDeploy));
      needs = new ArrayList<>(List.of(ReleaseJob.id(release)));
    }
    return mapping()
        .because(why)
        .put("name", "Deploy")
        .gap()
        .put(
            "on",
            mapping()
                .put("push", mapping().put("branches", Yaml.flow(List.of("main"))))
                .put("workflow_dispatch", mapping()))
        .gap()
        .put("permissions", mapping())
        .gap()
        .put("defaults", WorkflowParts.shell())
        .gap()
        .put("jobs", jobs)
        .build();
  }
}
