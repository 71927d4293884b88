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

/** What a change has to pass before a person looks at it. */
final class PullRequestWorkflow {

  private PullRequestWorkflow() {}

  static Mapping<Provenance> of(Blueprint blueprint, SourceTree tree, Provenance why) {
    Builder<Provenance> jobs = mapping();
    TestJobs.of(blueprint, tree).forEach((id, job) -> jobs.gap().put(id, job));
    BuildJobs.checking(blueprint).forEach((id, job) -> jobs.gap().put(id, job));
    jobs.gap().put("terraform", terraform());
    for (Release release : Release.all(blueprint)) {
      jobs.gap().put(ReleaseJob.planId(release), plan(release));
    }
    return mapping()
        .because(why)
        .put("name", "Pull request")
        .gap()
        .put("on", mapping().put("pull_request", mapping()))
        .gap()
        .put(
            "concurrency",
            mapping()
                .put(
                    "group",
                    "pull-request-" + Expressions.expression("github.event.pull_request.number"))
                .put("cancel-in-progress", true))
        .gap()
        .put("permissions", mapping())
        .gap()
        .put("defaults", WorkflowParts.shell())
        .gap()
        .put("jobs", jobs)
        .build();
  }

  private static Builder<Provenance> terraform() {
    List<Mapping<Provenance>> steps = new ArrayList<>();
    steps.add(Steps.checkout());
    steps.add(Steps.terraform());
    steps.add(Steps.run("Format", Map.of(), "terraform fmt -check -recursive -diff terraform"));
    for (String folder : List.of("terraform", "terraform/bootstrap")) {
      steps.add(
          Steps.run(
              "Validate " + folder,
              Map.of(),
              "terraform -chdir="
                  + folder
                  + " init -backend=false -input=false\nterraform -chdir="
                  + folder
                  + " validate -no-color"));
    }
    return Steps.job("Check Terraform", 15)
        .put("permissions", Steps.permissions("contents", "read"))
        .put("steps", Steps.steps(steps));
  }

  private static Builder<Provenance> plan(Release release) {
    return ReleaseJob.planJob(release, List.of("terraform"))
        .comment(
            "A fork has no identity here, and before the bootstrap there is nothing to compare"
                + " with.")
        .put(
            "if",
            "github.event.pull_request.head.repo.full_name == github.repository && vars."
                + CloudPipeline.of(release.blueprint()).builder()
                + " != ''")
        .put("steps", Yaml.list(ReleaseJob.planSteps(release, false)));
  }
}
