package dev.slipway.requirements;

import dev.slipway.evidence.Located;
import dev.slipway.intake.RecordReference;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Service;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Variable;
import dev.slipway.intake.Workflow;
import dev.slipway.vocabulary.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the project wants, each subject settled once.
 *
 * @param projectName never absent
 * @param resolved by subject path and scope, the key as in {@link #key}; sorted
 * @param services with the records' variables merged in and overrides applied
 * @param endpoints of the records that no service claims
 * @param variables of the records where there is no service to give them to
 * @param questions open questions for a person, each with the default that is taken meanwhile
 */
public record Requirements(
    Located<String> projectName,
    Map<String, Resolved<?>> resolved,
    List<Service> services,
    List<Endpoint> endpoints,
    List<Variable> variables,
    List<SecurityRequirement> securityRequirements,
    List<RecordReference> records,
    List<Workflow> workflows,
    List<Located<String>> monitoringNeeds,
    List<Located<String>> infrastructureNeeds,
    List<Question> questions) {

  /**
   * Something that only a person can settle.
   *
   * @param text the question
   * @param takenMeanwhile what the design does until it is answered
   * @param settle the key in {@code slipway.yaml} that answers it
   */
  public record Question(String text, String takenMeanwhile, String settle) {}

  public static String key(Subject<?> subject, String scope) {
    return scope.isEmpty() ? subject.path() : "services." + scope + "." + subject.path();
  }

  /** What holds for the whole project, if anything says so. */
  public <T> Optional<Resolved<T>> find(Subject<T> subject) {
    return find(subject, "");
  }

  /** What holds for one service: said of it, or of the whole project. */
  @SuppressWarnings("unchecked") // the key is made from the subject, whose type is the claim's type
  public <T> Optional<Resolved<T>> find(Subject<T> subject, String service) {
    Resolved<?> own = resolved.get(key(subject, service));
    return Optional.ofNullable((Resolved<T>) (own == null ? resolved.get(key(subject, "")) : own));
  }
}
