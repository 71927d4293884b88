package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Workflow;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the pipelines that are there. */
final class Workflows {

  private Workflows() {}

  static List<Workflow> of(Repository repository) {
    List<Workflow> found = new ArrayList<>();
    for (String path : repository.tree().under(".github/workflows")) {
      if (path.endsWith(".yml") || path.endsWith(".yaml")) {
        found.add(workflow(repository, path));
      }
    }
    for (String path : List.of(".gitlab-ci.yml", "cloudbuild.yaml", "cloudbuild.yml")) {
      if (repository.contains(path)) {
        found.add(workflow(repository, path));
      }
    }
    return List.copyOf(found);
  }

  private static Workflow workflow(Repository repository, String path) {
    String excerpt =
        repository
            .document(path)
            .flatMap(d -> d.text("name"))
            .map(n -> "name: " + n)
            .orElse(Names.last(path));
    return new Workflow(path, Evidence.stated(Origin.REPOSITORY, Span.line(path, 1), excerpt));
  }

  /** What runs the pipeline at a path. */
  static Optional<PipelineProvider> provider(String path) {
    if (path.startsWith(".github/")) {
      return Optional.of(PipelineProvider.GITHUB_ACTIONS);
    }
    if (path.startsWith(".gitlab-ci")) {
      return Optional.of(PipelineProvider.GITLAB_CI);
    }
    return path.startsWith("cloudbuild")
        ? Optional.of(PipelineProvider.CLOUD_BUILD)
        : Optional.empty();
  }
}
