package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Expressions.expression;
import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.document.Yaml;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The job that brings one environment to a new state, and back when that fails. */
final class ReleaseJob {

  private final Release release;
  private final CloudPipeline pipeline;

  ReleaseJob(Release release) {
    this.release = release;
    this.pipeline = CloudPipeline.of(release.blueprint());
  }

  static String id(Release release) {
    return "deploy-" + release.environment().name();
  }

  static String planId(Release release) {
    return "plan-" + release.environment().name();
  }

  /**
   * The plan that the person who approves looks at; it runs under an environment that asks for no
   * approval.
   */
  Builder<Provenance> plan(List<String> needs) {
    Set<String> all = new LinkedHashSet<>(needs);
    String created = createdWith();
    if (!created.equals("{}")) {
      release.blueprint().workloads().stream()
          .filter(this::isCreatedWithImage)
          .forEach(w -> all.add(release.buildJob(w)));
    }
    Builder<Provenance> job = planJob(release, List.copyOf(all));
    if (!created.equals("{}")) {
      job.comment("As in the deployment, or the two plans would differ.");
      job.put("env", mapping().put("TF_VAR_images", created));
    }
    return job.put("outputs", mapping().put("digest", expression("steps.digest.outputs.digest")))
        .put("steps", Steps.steps(planSteps(release, true)));
  }

  static Builder<Provenance> planJob(Release release, List<String> needs) {
    Builder<Provenance> job =
        mapping()
            .because(why())
            .put("name", "Plan " + release.environment().name())
            .put("runs-on", Steps.RUNNER)
            .put("timeout-minutes", 20);
    if (!needs.isEmpty()) {
      job.put("needs", Yaml.flow(needs));
    }
    return job.put("environment", release.environment().name() + "-plan")
        .put("permissions", Steps.permissions("contents", "read", "id-token", "write"))
        .put("defaults", mapping().put("run", mapping().put("working-directory", "terraform")));
  }

  static List<Mapping<Provenance>> planSteps(Release release, boolean digest) {
    String name = release.environment().name();
    List<Mapping<Provenance>> steps = new ArrayList<>();
    steps.add(Steps.checkout());
    CloudPipeline pipeline = CloudPipeline.of(release.blueprint());
    steps.addAll(pipeline.signIn(release, CloudPipeline.Role.PLANNER));
    steps.add(Steps.terraform());
    Map<String, String> identity = pipeline.identity(release, CloudPipeline.Role.PLANNER);
    steps.add(Steps.run("Initialize", identity, PlanScripts.initialize(pipeline.backend(name))));
    steps.add(Steps.run("Plan", identity, PlanScripts.plan(name, false)));
    steps.add(Steps.run("Show", Map.of(), PlanScripts.show(name)));
    if (digest) {
      steps.add(
          Steps.run(
              "Take the digest of the changes",
              "digest",
              "",
              Map.of(),
              PlanScripts.digestOutput()));
    }
    return steps;
  }

  private static Provenance why() {
    return Provenance.of(
        Element.of(Element.Kind.DELIVERY), "delivery.pipeline", "delivery.strategy");
  }

  Builder<Provenance> job(List<String> earlier) {
    Set<String> needs = new LinkedHashSet<>(earlier);
    Map<String, String> images = new LinkedHashMap<>();
    for (Workload workload : release.blueprint().workloads()) {
      if (workload.kind() != WorkloadKind.FUNCTION) {
        String build = release.buildJob(workload);
        needs.add(build);
        images.put(Release.image(workload), expression("needs." + build + ".outputs.image"));
      }
    }
    return mapping()
        .because(why())
        .put("name", "Deploy to " + release.environment().name())
        .put("runs-on", Steps.RUNNER)
        .put("timeout-minutes", pipeline.patience(release).toMinutes())
        .put("needs", Yaml.texts(List.copyOf(needs)))
        .put("environment", release.environment().name())
        .comment("Two deployments to one place never overlap, and none is cut off halfway.")
        .put(
            "concurrency",
            mapping()
                .put("group", "deploy-" + release.environment().name())
                .put("cancel-in-progress", false))
        .put("permissions", Steps.permissions("contents", "read", "id-token", "write"))
        .put("env", environment(images))
        .put("steps", Yaml.list(steps()));
  }

  private Builder<Provenance> environment(Map<String, String> images) {
    Builder<Provenance> variables = mapping();
    pipeline.variables(release).forEach(variables::put);
    images.forEach(variables::put);
    String created = createdWith();
    if (!created.equals("{}")) {
      variables.comment(
          "A workload that starts with a command of its own cannot be created with a placeholder.");
      variables.put("TF_VAR_images", created);
    }
    return variables;
  }

  /**
   * The images of workloads that start with a command of their own in another's image, as the JSON
   * object that Terraform's variable takes. All others are created with a placeholder, before their
   * database has its schema.
   */
  private String createdWith() {
    List<String> entries = new ArrayList<>();
    for (Workload workload : release.blueprint().workloads()) {
      if (isCreatedWithImage(workload)) {
        String image = expression("needs." + release.buildJob(workload) + ".outputs.image");
        entries.add("\"" + workload.name() + "\": \"" + image + "\"");
      }
    }
    return release.blueprint().project().platform() == Platform.KUBERNETES
        ? "{}"
        : "{" + String.join(", ", entries) + "}";
  }

  private boolean isCreatedWithImage(Workload workload) {
    boolean starts = Release.isService(workload) || workload.kind() == WorkloadKind.WORKER;
    return starts && !workload.image().of().equals(workload.name());
  }

  private List<Mapping<Provenance>> steps() {
    List<Mapping<Provenance>> steps = new ArrayList<>();
    steps.add(Steps.checkout());
    steps.addAll(pipeline.signIn(release, CloudPipeline.Role.DEPLOYER));
    steps.addAll(pipeline.tools(release));
    steps.add(Steps.terraform());
    terraform(steps);
    steps.addAll(pipeline.release(release));
    return steps;
  }

  private void terraform(List<Mapping<Provenance>> steps) {
    String name = release.environment().name();
    Map<String, String> identity = pipeline.identity(release, CloudPipeline.Role.DEPLOYER);
    steps.add(
        inTerraform(
            Steps.run(
                "Initialize Terraform", identity, PlanScripts.initialize(pipeline.backend(name)))));
    steps.add(inTerraform(Steps.run("Plan", identity, PlanScripts.plan(name, true))));
    if (release.approval()) {
      steps.add(
          inTerraform(
              Steps.run(
                  "Compare with the approved plan",
                  PlanScripts.approved(planId(release)),
                  PlanScripts.compare())));
    } else {
      steps.add(inTerraform(Steps.run("Show", Map.of(), PlanScripts.show(name))));
    }
    steps.add(
        inTerraform(
            Steps.run(
                "Apply",
                identity,
                "terraform apply -input=false -no-color \"$RUNNER_TEMP/plan\"")));
  }

  private static Mapping<Provenance> inTerraform(Mapping<Provenance> step) {
    Builder<Provenance> inside = mapping();
    step.entries().forEach(e -> inside.put(e.key(), e.value(), e.note()));
    return inside.put("working-directory", "terraform").build();
  }
}
