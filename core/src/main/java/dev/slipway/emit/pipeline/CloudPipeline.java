package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.document.Yaml.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;

/** What a pipeline does each cloud's own way: signing in, the registry, the release itself. */
sealed interface CloudPipeline permits AwsPipeline, AzurePipeline, GcpPipeline {

  /** Whom a job signs in as. */
  enum Role {
    /** Who may read, and see what would change. */
    PLANNER,
    /** Who may change. */
    DEPLOYER
  }

  static CloudPipeline of(Blueprint blueprint) {
    return switch (blueprint.project().cloud()) {
      case GCP -> new GcpPipeline();
      case AWS -> new AwsPipeline();
      case AZURE -> new AzurePipeline();
    };
  }

  /** What the cloud calls a workload. */
  String name(Blueprint blueprint, Workload workload);

  /** The file that completes Terraform's backend, from Terraform's folder. */
  String backend(String environment);

  /** The repository's variable that is there once the bootstrap was applied. */
  String builder();

  /** The machine that builds an image. */
  default String runner(Blueprint blueprint, Workload image) {
    return Steps.RUNNER;
  }

  /** Signs in as the builder, and to the registry. */
  List<Mapping<Provenance>> registrySignIn(Blueprint blueprint);

  /** The scanner's variables, with which it reads the registry. */
  SequencedMap<String, String> scanLogin();

  List<Mapping<Provenance>> signIn(Release release, Role role);

  /** The variables by which Terraform itself signs in, where that is not the job's sign-in. */
  SequencedMap<String, String> identity(Release release, Role role);

  /** Sets up what the scripts call besides Terraform. */
  List<Mapping<Provenance>> tools(Release release);

  /** The variables of the deploying job by which its scripts find the environment. */
  SequencedMap<String, String> variables(Release release);

  /** From the applied plan to the new images' serving everybody, and back when that fails. */
  List<Mapping<Provenance>> release(Release release);

  /** How long the deploying job may take. */
  Duration patience(Release release);

  /**
   * Of the workflow that a person starts; its inputs are {@code environment}, {@code service},
   * {@code revision}.
   */
  List<Mapping<Provenance>> rollback(Blueprint blueprint);
}
