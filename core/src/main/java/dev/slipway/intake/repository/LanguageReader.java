package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Language;
import java.util.List;

/**
 * Finds the services written in one language. A new language is a new implementation here, an entry
 * in {@link Language} and a line in {@link RepositoryReader}.
 */
sealed interface LanguageReader permits PythonReader, NodeReader, GoReader {

  Language language();

  /** The services of this language with everything that its own manifests and code say. */
  List<ServiceDraft> services(Repository repository);
}
