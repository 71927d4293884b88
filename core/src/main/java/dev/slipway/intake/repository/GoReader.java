package dev.slipway.intake.repository;

import dev.slipway.intake.Language;
import java.util.List;

final class GoReader implements LanguageReader {
  @Override
  public Language language() {
    return Language.GO;
  }

  @Override
  public List<ServiceDraft> services(Repository repository) {
    return List.of();
  }
}
