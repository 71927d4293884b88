package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Expressions.expression;
import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.document.Yaml;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One job for each image: built once, scanned, signed, and from then on known by its digest. */
final class BuildJobs {

  private final Blueprint blueprint;
  private final CloudPipeline pipeline;

  private BuildJobs(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.pipeline = CloudPipeline.of(blueprint);
  }

  /** Jobs that build, push, scan and sign. */
  static Map<String, Builder<Provenance>> publishing(Blueprint blueprint, List<String> needs) {
    BuildJobs jobs = new BuildJobs(blueprint);
    Map<String, Builder<Provenance>> all = new LinkedHashMap<>();
    for (Workload image : Release.images(blueprint)) {
      if (Release.builtPerEnvironment(blueprint, image)) {
        for (Environment environment : blueprint.environments()) {
          all.put(
              Release.buildJob(image, Optional.of(environment)),
              jobs.publish(image, Optional.of(environment), needs));
        }
      } else {
        all.put(
            Release.buildJob(image, Optional.empty()),
            jobs.publish(image, Optional.empty(), needs));
      }
    }
    return all;
  }

  /** Jobs that only show that the images can be built. */
  static Map<String, Builder<Provenance>> checking(Blueprint blueprint) {
    BuildJobs jobs = new BuildJobs(blueprint);
    Map<String, Builder<Provenance>> all = new LinkedHashMap<>();
    for (Workload image : Release.images(blueprint)) {
      if (!image.source().present()) {
        continue; // nothing to build until the code is there
      }
      List<Mapping<Provenance>> steps =
          List.of(
              Steps.checkout(),
              buildx(),
              jobs.build(image, Optional.of(blueprint.environments().getFirst()), false));
      all.put(
          Release.buildJob(image, Optional.empty()),
          jobs.head(image, "Build " + image.name(), 30)
              .put("permissions", Steps.permissions("contents", "read"))
              .put("steps", Steps.steps(steps)));
    }
    return all;
  }

  private Builder<Provenance> head(Workload image, String name, int minutes) {
    return mapping()
        .because(
            Provenance.of(
                image.element(), "delivery.pipeline", "workload." + image.name() + ".kind"))
        .put("name", name)
        .put("runs-on", pipeline.runner(blueprint, image))
        .put("timeout-minutes", minutes);
  }

  private Builder<Provenance> publish(
      Workload image, Optional<Environment> environment, List<String> needs) {
    String suffix = environment.map(e -> " for " + e.name()).orElse("");
    Builder<Provenance> job = head(image, "Build " + image.name() + suffix, 40);
    if (!needs.isEmpty()) {
      job.put("needs", Yaml.flow(needs));
    }
    job.put(
        "permissions",
        Steps.permissions("contents", "read", "id-token", "write", "attestations", "write"));
    job.put("outputs", mapping().put("image", expression("steps.reference.outputs.image")));
    job.put("env", mapping().put("IMAGE_REPOSITORY", expression("vars.IMAGE_REPOSITORY")));
    return job.put("steps", Steps.steps(publishSteps(image, environment)));
  }

  private List<Mapping<Provenance>> publishSteps(
      Workload image, Optional<Environment> environment) {
    List<Mapping<Provenance>> steps = new ArrayList<>();
    steps.add(ready());
    steps.add(Steps.checkout());
    steps.addAll(pipeline.registrySignIn(blueprint));
    steps.add(buildx());
    steps.add(build(image, environment.or(() -> Optional.of(blueprint.production())), true));
    steps.add(reference(image));
    steps.add(scan());
    steps.add(attest(image));
    return steps;
  }

  private Mapping<Provenance> ready() {
    return Steps.run(
        "Check that the bootstrap was applied",
        Map.of(pipeline.builder(), expression("vars." + pipeline.builder())),
        """
        if [ -z "$IMAGE_REPOSITORY" ] || [ -z "$BUILDER" ]; then
          echo "::error::Apply terraform/bootstrap and store its outputs as variables of this repository (docs/infrastructure/RUNBOOK.md)."
          exit 1
        fi
        """
            .replace("$BUILDER", "$" + pipeline.builder()));
  }

  private static Mapping<Provenance> buildx() {
    return Steps.action("Set up Buildx", "docker/setup-buildx-action", mapping());
  }

  private Mapping<Provenance> build(
      Workload image, Optional<Environment> environment, boolean push) {
    Builder<Provenance> with =
        mapping()
            .put(
                "context",
                Expressions.literal(
                    image.image().context().isEmpty() ? "." : image.image().context()))
            .put("file", Expressions.literal(image.image().dockerfile()))
            .put("push", push);
    if (push) {
      with.put(
          "tags",
          expression("vars.IMAGE_REPOSITORY")
              + "/"
              + image.name()
              + ":"
              + expression("github.sha")
              + environment
                  .filter(e -> Release.builtPerEnvironment(blueprint, image))
                  .map(e -> "-" + e.name())
                  .orElse(""));
      with.put(
          "labels",
          "org.opencontainers.image.revision="
              + expression("github.sha")
              + "\norg.opencontainers.image.source="
              + expression("github.server_url")
              + "/"
              + expression("github.repository")
              + "\n");
      with.put("provenance", "mode=max").put("sbom", true);
    }
    String arguments = arguments(image, environment.orElse(blueprint.production()));
    if (!arguments.isEmpty()) {
      with.put("build-args", arguments);
    }
    String secrets = secrets(image);
    if (!secrets.isEmpty() && push) {
      with.put("secrets", secrets);
    }
    return Steps.actionWithId("Build", "build", "docker/build-push-action", with);
  }

  private String secrets(Workload image) {
    StringBuilder lines = new StringBuilder();
    for (Setting setting : Release.buildSettings(blueprint, image)) {
      if (setting.value() instanceof Setting.SecretReference) {
        lines
            .append(setting.name())
            .append('=')
            .append(expression("secrets." + setting.name()))
            .append('\n');
      }
    }
    return lines.toString();
  }

  private String arguments(Workload image, Environment environment) {
    StringBuilder lines = new StringBuilder();
    for (Setting setting : Release.buildSettings(blueprint, image)) {
      if (!(setting.value() instanceof Setting.SecretReference)) {
        lines.append(setting.name()).append('=').append(value(setting, environment)).append('\n');
      }
    }
    return lines.toString();
  }

  private String value(Setting setting, Environment environment) {
    return switch (setting.value()) {
      case Setting.Literal(String text) -> oneLine(text);
      case Setting.PerEnvironment(var values) ->
          values.stream()
              .filter(v -> v.environment().equals(environment.name()))
              .findFirst()
              .map(v -> oneLine(v.text()))
              .orElse("");
      case Setting.EnvironmentName ignored -> environment.name();
      case Setting.AccountId ignored -> oneLine(environment.accountId());
      case Setting.RegionName ignored -> blueprint.project().primaryRegion();
      case Setting.PublicOrigin ignored -> origin(setting, environment);
      case Setting.WorkloadUrl(String name) ->
          blueprint
                  .workload(name)
                  .map(Workload::exposure)
                  .filter(e -> e == Workload.Exposure.PUBLIC)
                  .isPresent()
              ? origin(setting, environment)
              : variable(setting, environment);
      case Setting.DatastoreUrl ignored -> variable(setting, environment);
      case Setting.DatastoreProperty ignored -> variable(setting, environment);
      case Setting.SecretReference ignored ->
          throw new IllegalStateException("a secret is no build argument");
    };
  }

  private static String origin(Setting setting, Environment environment) {
    return environment
        .domain()
        .map(domain -> "https://" + oneLine(domain))
        .orElseGet(() -> variable(setting, environment));
  }

  /**
   * What nobody knows before the first apply is a variable of the repository, such as {@code
   * API_URL_STAGING}.
   */
  static String variable(Setting setting, Environment environment) {
    return expression("vars." + Expressions.variable(setting.name(), environment.name()));
  }

  private static String oneLine(String text) {
    return Expressions.literal(text.replace('\n', ' ').replace('\r', ' '));
  }

  private static Mapping<Provenance> reference(Workload image) {
    return Steps.run(
        "Name the image by its digest",
        "reference",
        "",
        Map.of("DIGEST", expression("steps.build.outputs.digest")),
        "echo \"image=$IMAGE_REPOSITORY/" + image.name() + "@$DIGEST\" >> \"$GITHUB_OUTPUT\"");
  }

  private Mapping<Provenance> scan() {
    Builder<Provenance> step = mapping().put("name", "Scan");
    Steps.uses(step, "aquasecurity/trivy-action");
    if (!pipeline.scanLogin().isEmpty()) {
      step.put("env", Steps.variables(pipeline.scanLogin()));
    }
    return step.put(
            "with",
            mapping()
                .put("image-ref", expression("steps.reference.outputs.image"))
                .put("severity", "CRITICAL,HIGH")
                .put("ignore-unfixed", true)
                .put("exit-code", "1"))
        .build();
  }

  private Mapping<Provenance> attest(Workload image) {
    Builder<Provenance> step = mapping().put("name", "Sign where it was built from what");
    step.comment(
        "Private repositories have attestations in GitHub Enterprise Cloud only: there, set"
            + " ATTESTATIONS to enabled.");
    step.put("if", "!github.event.repository.private || vars.ATTESTATIONS == 'enabled'");
    Steps.uses(step, "actions/attest-build-provenance");
    return step.put(
            "with",
            mapping()
                .put("subject-name", expression("vars.IMAGE_REPOSITORY") + "/" + image.name())
                .put("subject-digest", expression("steps.build.outputs.digest"))
                .put("push-to-registry", true))
        .build();
  }
}
