package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.source.Evidence;
import dev.slipway.source.Located;
import dev.slipway.source.SourceTree;
import java.util.List;

/** Reads what a repository says by itself: its services, what they use, and its pipelines. */
public final class RepositoryReader {

  private RepositoryReader() {}

  /** Everything that could be read; what could not is a diagnostic and reading goes on. */
  public static Outcome<RepositoryFacts> read(SourceTree tree) {
    Located<String> name = Located.of(tree.name(), Evidence.assumed("the folder's name"));
    return new Outcome<>(
        new RepositoryFacts(name, List.of(), List.of(), List.of()), tree.diagnostics());
  }
}
