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

  private static final String FAILED = "(failure() || cancelled())";

  private final Release release;
  private final ReleaseScripts scripts;
  private final boolean services;

  ReleaseJob(Release release) {
    this.release = release;
    this.scripts = new ReleaseScripts(release);
    this.services = !release.services().isEmpty();
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
    steps.add(Steps.signIn("vars.GCP_WORKLOAD_IDENTITY_PROVIDER", "vars.GCP_PLANNER"));
    steps.add(Steps.terraform());
    steps.add(Steps.run("Initialize", Map.of(), PlanScripts.initialize(name)));
    steps.add(Steps.run("Plan", Map.of(), PlanScripts.plan(name, false)));
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

  private static Provenance migrations() {
    return Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.migrations");
  }

  Builder<Provenance> job(List<String> earlier) {
    Set<String> needs = new LinkedHashSet<>(earlier);
    Map<String, String> images = new LinkedHashMap<>();
    for (Workload workload : release.blueprint().workloads()) {
      if (workload.kind() != WorkloadKind.FUNCTION) {
        String build = release.buildJob(workload);
        needs.add(build);
        images.put(ReleaseScripts.image(workload), expression("needs." + build + ".outputs.image"));
      }
    }
    return mapping()
        .because(why())
        .put("name", "Deploy to " + release.environment().name())
        .put("runs-on", Steps.RUNNER)
        .put("timeout-minutes", scripts.patience().toMinutes())
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
    Builder<Provenance> variables =
        mapping().put("PROJECT", Expressions.literal(release.environment().accountId()));
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
    steps.add(Steps.signIn("vars.GCP_WORKLOAD_IDENTITY_PROVIDER", "vars.GCP_DEPLOYER"));
    steps.add(Steps.gcloud(release.environment().accountId()));
    steps.add(Steps.terraform());
    terraform(steps);
    if (services || !followers().isEmpty()) {
      steps.add(Steps.run("Write down what runs now", "before", "", Map.of(), scripts.record()));
    }
    if (!release.migrations().isEmpty()) {
      steps.add(
          because(
              migrations(),
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

  private static Mapping<Provenance> because(Provenance reason, Mapping<Provenance> step) {
    Builder<Provenance> again = mapping().because(reason);
    step.entries().forEach(e -> again.put(e.key(), e.value(), e.note()));
    return again.build();
  }

  private void terraform(List<Mapping<Provenance>> steps) {
    String name = release.environment().name();
    steps.add(
        inTerraform(Steps.run("Initialize Terraform", Map.of(), PlanScripts.initialize(name))));
    steps.add(inTerraform(Steps.run("Plan", Map.of(), PlanScripts.plan(name, true))));
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
                Map.of(),
                "terraform apply -input=false -no-color \"$RUNNER_TEMP/plan\"")));
  }

  private static Mapping<Provenance> inTerraform(Mapping<Provenance> step) {
    Builder<Provenance> inside = mapping();
    step.entries().forEach(e -> inside.put(e.key(), e.value(), e.note()));
    return inside.put("working-directory", "terraform").build();
  }

  private void traffic(List<Mapping<Provenance>> steps) {
    steps.add(Steps.run("Deploy without traffic", "candidate", "", Map.of(), scripts.deploy()));
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
