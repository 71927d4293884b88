package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Claim;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.Service;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Workflow;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the services' datastores and the pipelines say about the whole project. */
final class RepositoryClaims {

  private final List<Claim<?>> claims = new ArrayList<>();
  private final Set<String> made = new TreeSet<>();

  private RepositoryClaims() {}

  static List<Claim<?>> of(Repository repository, List<Service> services) {
    RepositoryClaims claims = new RepositoryClaims();
    for (Service service : services) {
      service.datastores().forEach(claims::datastore);
    }
    for (Workflow workflow : Workflows.of(repository)) {
      Optional<PipelineProvider> provider = Workflows.provider(workflow.path());
      provider.ifPresent(p -> claims.claim(Subjects.PIPELINE, p, workflow.evidence()));
    }
    return List.copyOf(claims.claims);
  }

  private void datastore(DatastoreUse use) {
    switch (use.engine().family()) {
      case RELATIONAL -> {
        claim(Subjects.DATABASE_ENGINE, use.engine(), use.evidence());
        use.version().ifPresent(v -> claim(Subjects.DATABASE_VERSION, v, use.evidence()));
      }
      case DOCUMENT -> claim(Subjects.DOCUMENT_ENGINE, use.engine(), use.evidence());
      case CACHE -> claim(Subjects.CACHE_ENGINE, use.engine(), use.evidence());
      case QUEUE, TOPIC -> claim(Subjects.QUEUE_ENGINE, use.engine(), use.evidence());
      case OBJECT_STORE -> claim(Subjects.OBJECT_STORE, true, use.evidence());
      case SEARCH, EMBEDDED -> {
        // No subject: a search engine stays with its service, and a file database is for the design
        // to replace.
      }
    }
  }

  /**
   * One claim per subject and value: a second service that uses the same database says nothing new.
   */
  private <T> void claim(Subject<T> subject, T value, Evidence evidence) {
    if (made.add(subject.path() + "=" + value)) {
      claims.add(Claim.of(subject, value, evidence));
    }
  }
}
