package dev.slipway.emit.docker;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.source.SourceTree;
import java.util.List;

/** Workloads to Dockerfiles and their ignore files. */
public final class DockerEmitter {

  private DockerEmitter() {}

  /**
   * The Dockerfiles that the project lacks, and an ignore file for each context that has none.
   *
   * @param tree the project's own files, without what an earlier run generated
   */
  public static Outcome<List<GeneratedFile>> emit(Blueprint blueprint, SourceTree tree) {
    return Outcome.of(List.of());
  }
}
