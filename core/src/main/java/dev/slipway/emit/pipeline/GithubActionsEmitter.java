package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Yaml;
import dev.slipway.document.YamlWriter;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.TextFile;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.PipelineProvider;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.List;

/** Blueprint to GitHub Actions workflows. */
public final class GithubActionsEmitter {

  private static final String FOLDER = ".github/workflows/";
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline", "delivery.strategy");

  private GithubActionsEmitter() {}

  /**
   * The workflows for pull requests, deployment and rollback. A workflow of the project's own
   * stays; ours then goes beside it, its name led by {@code slipway-}.
   *
   * @param tree the project's own files, without what an earlier run generated
   * @return with {@code SLIP-PIPELINE-…} notes and warnings
   */
  public static Outcome<List<GeneratedFile>> emit(Blueprint blueprint, SourceTree tree) {
    List<GeneratedFile> files = new ArrayList<>();
    files.add(
        file(
            path("pull-request", tree),
            "Checks every pull request.",
            PullRequestWorkflow.of(blueprint, tree, WHY)));
    files.add(
        file(
            path("deploy", tree),
            "Tests, builds once, and deploys to one environment after the other.",
            DeployWorkflow.of(blueprint, tree, WHY)));
    if (Release.all(blueprint).stream().anyMatch(r -> !r.services().isEmpty())) {
      files.add(
          file(
              path("rollback", tree),
              "Sends the traffic of one service back to a revision that ran before.",
              RollbackWorkflow.of(blueprint, WHY)));
    }
    return new Outcome<>(List.copyOf(files), problems(blueprint));
  }

  /** Where a workflow is written: under its plain name unless the project has one of that name. */
  public static String path(String name, SourceTree tree) {
    boolean taken = tree.contains(FOLDER + name + ".yml") || tree.contains(FOLDER + name + ".yaml");
    return FOLDER + (taken ? "slipway-" : "") + name + ".yml";
  }

  private static GeneratedFile file(
      String path, String purpose, Yaml.Mapping<Provenance> document) {
    TextFile file = TextFile.at(path);
    for (YamlWriter.Line<Provenance> line : YamlWriter.lines(List.of(purpose), document)) {
      line.reason().ifPresentOrElse(file::because, file::withoutReason);
      file.line(line.text());
    }
    return file.build();
  }

  private static List<Diagnostic> problems(Blueprint blueprint) {
    List<Diagnostic> problems = new ArrayList<>();
    String delivery = Element.of(Element.Kind.DELIVERY).toString();
    if (blueprint.delivery().pipeline() != PipelineProvider.GITHUB_ACTIONS) {
      problems.add(
          Diagnostic.of(
              "SLIP-PIPELINE-UNSUPPORTED",
              Severity.WARNING,
              delivery,
              "The pipeline is written for GitHub Actions",
              "The design asks for another provider, which Slipway does not write yet. The"
                  + " workflows show every step and command that a pipeline there needs.",
              "Carry the steps over by hand, or set `pipeline: github-actions` in slipway.yaml."));
    }
    if (blueprint.project().platform() == Platform.KUBERNETES) {
      problems.add(
          Diagnostic.of(
              "SLIP-PIPELINE-KUBERNETES",
              Severity.WARNING,
              delivery,
              "The pipeline does not deploy to Kubernetes",
              "The design runs on Kubernetes. The workflows test, build, scan and sign the images"
                  + " and apply Terraform, and stop there.",
              "Add steps with `kubectl set image` and `kubectl rollout status`."));
    }
    blueprint.workloads().stream()
        .filter(w -> w.kind() == WorkloadKind.FUNCTION)
        .map(GithubActionsEmitter::function)
        .forEach(problems::add);
    Release.images(blueprint).stream()
        .filter(image -> Release.builtPerEnvironment(blueprint, image))
        .map(GithubActionsEmitter::perEnvironment)
        .forEach(problems::add);
    return problems;
  }

  private static Diagnostic function(Workload workload) {
    return Diagnostic.of(
        "SLIP-PIPELINE-FUNCTION",
        Severity.WARNING,
        workload.element().toString(),
        "The pipeline does not deploy the function " + workload.name(),
        "Functions are deployed from source, and the workflows deploy images.",
        "Make it a service, or add a step with `gcloud functions deploy`.");
  }

  private static Diagnostic perEnvironment(Workload image) {
    return Diagnostic.of(
        "SLIP-PIPELINE-BUILD-PER-ENVIRONMENT",
        Severity.NOTE,
        image.element().toString(),
        "The image of " + image.name() + " is built once for each environment",
        "Settings that differ between environments are compiled into it, so what staging tested is"
            + " not byte for byte what production runs.",
        "Let the program ask for these settings at run time.");
  }
}
