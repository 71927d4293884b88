package dev.slipway.intake.repository;

import dev.slipway.intake.Language;
import java.util.List;

final class NodeReader implements LanguageReader {
  @Override
  public Language language() {
    return Language.NODE;
  }

  @Override
  public List<ServiceDraft> services(Repository repository) {
    return List.of();
  }
}
