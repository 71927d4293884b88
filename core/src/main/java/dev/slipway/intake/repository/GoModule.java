package dev.slipway.intake.repository;

import dev.slipway.source.Located;
import java.util.Optional;

final class GoModule {
  private GoModule() {}

  static Optional<Located<String>> name(Repository repository) {
    return Optional.empty();
  }
}
