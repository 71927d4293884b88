package dev.slipway.emit.compose;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.source.SourceTree;
import java.util.List;

/** Blueprint to a compose file for local work. */
public final class ComposeEmitter {

  private ComposeEmitter() {}

  /**
   * The compose file, unless the project has one.
   *
   * @param tree the project's own files, without what an earlier run generated
   */
  public static Outcome<List<GeneratedFile>> emit(Blueprint blueprint, SourceTree tree) {
    return Outcome.of(List.of());
  }
}
