package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.source.SourceTree;
import java.util.List;

/** Blueprint to GitHub Actions workflows. */
public final class GithubActionsEmitter {

  private GithubActionsEmitter() {}

  /**
   * The workflows for pull requests, deployment and rollback.
   *
   * @param tree the project's own files, without what an earlier run generated
   */
  public static Outcome<List<GeneratedFile>> emit(Blueprint blueprint, SourceTree tree) {
    return Outcome.of(List.of());
  }
}
