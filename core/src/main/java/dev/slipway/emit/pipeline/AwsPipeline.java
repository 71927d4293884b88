package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Expressions.expression;
import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.AwsNames;
import dev.slipway.cloud.aws.Runtime;
import dev.slipway.document.Yaml.Mapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** AWS: roles by OpenID Connect, ECR, ECS with CodeDeploy. */
final class AwsPipeline implements CloudPipeline {

  @Override
  public String name(Blueprint blueprint, Workload workload) {
    return AwsNames.resource(blueprint, workload.name());
  }

  @Override
  public String backend(String environment) {
    return "environments/" + environment + ".s3.tfbackend";
  }

  @Override
  public String builder() {
    return "AWS_BUILDER";
  }

  /** On the processor that the image is for, so that nothing has to be emulated. */
  @Override
  public String runner(Blueprint blueprint, Workload image) {
    return Runtime.arm(blueprint, image) ? Steps.RUNNER + "-arm" : Steps.RUNNER;
  }

  @Override
  public List<Mapping<Provenance>> registrySignIn(Blueprint blueprint) {
    return List.of(
        signIn("vars.AWS_BUILDER", blueprint.project().primaryRegion()),
        Steps.run(
            "Sign in to the registry",
            Map.of(),
            "aws ecr get-login-password"
                + " | docker login --username AWS --password-stdin \"${IMAGE_REPOSITORY%%/*}\""));
  }

  /** The sign-in to the registry is docker's, which the scanner finds. */
  @Override
  public SequencedMap<String, String> scanLogin() {
    return new LinkedHashMap<>();
  }

  @Override
  public List<Mapping<Provenance>> signIn(Release release, Role role) {
    String variable =
        switch (role) {
          case PLANNER -> "vars.AWS_PLANNER";
          case DEPLOYER -> "vars.AWS_DEPLOYER";
        };
    return List.of(signIn(variable, release.blueprint().project().primaryRegion()));
  }

  /**
   * Signs in without a key: the run's own signed statement is exchanged for short-lived
   * credentials.
   */
  private static Mapping<Provenance> signIn(String role, String region) {
    return Steps.action(
        "Sign in to AWS",
        "aws-actions/configure-aws-credentials",
        mapping().put("role-to-assume", expression(role)).put("aws-region", region));
  }

  @Override
  public SequencedMap<String, String> identity(Release release, Role role) {
    return new LinkedHashMap<>();
  }

  /** The runner has the AWS CLI and jq. */
  @Override
  public List<Mapping<Provenance>> tools(Release release) {
    return List.of();
  }

  @Override
  public SequencedMap<String, String> variables(Release release) {
    SequencedMap<String, String> variables = new LinkedHashMap<>();
    variables.put("CLUSTER", release.blueprint().project().slug());
    return variables;
  }

  @Override
  public List<Mapping<Provenance>> release(Release release) {
    return new AwsRelease(release).steps();
  }

  @Override
  public Duration patience(Release release) {
    return new AwsReleaseScripts(release).patience();
  }

  @Override
  public List<Mapping<Provenance>> rollback(Blueprint blueprint) {
    Map<String, String> chosen = new LinkedHashMap<>();
    chosen.put("CLUSTER", blueprint.project().slug());
    chosen.put("ENVIRONMENT", expression("inputs.environment"));
    chosen.put("SERVICE", expression("inputs.service"));
    chosen.put("REVISION", expression("inputs.revision"));
    return List.of(
        signIn("vars.AWS_DEPLOYER", blueprint.project().primaryRegion()),
        Steps.run("Go back to the revision", chosen, AwsRollbackScript.of(blueprint)));
  }
}
