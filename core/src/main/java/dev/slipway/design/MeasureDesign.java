package dev.slipway.design;

import dev.slipway.blueprint.Budget;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Measure;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Secret;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Compliance;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which measures a design takes: nothing counts that is not in it. */
final class MeasureDesign {

  private static final Element PROJECT = Element.of(Element.Kind.PROJECT);

  private MeasureDesign() {}

  /** What the whole design gives for the controls; the parts that can be missing are looked at. */
  static Set<Measure> taken(
      Project project,
      Environment production,
      List<Datastore> datastores,
      List<Secret> secrets,
      Edge edge,
      Network network,
      Observability observability,
      Budget budget,
      boolean ownKeys) {
    EnumSet<Measure> taken =
        EnumSet.of(
            Measure.TLS_AT_THE_EDGE,
            Measure.SECRETS_IN_MANAGER,
            Measure.LEAST_PRIVILEGE,
            Measure.AUDIT_LOGS,
            Measure.LOG_RETENTION,
            Measure.ENCRYPTION_AT_REST,
            Measure.IMAGE_SCANNING,
            Measure.SIGNED_IMAGES,
            Measure.NON_ROOT_IMAGES,
            Measure.PINNED_DEPENDENCIES,
            Measure.KEYLESS_PIPELINE,
            Measure.MONITORING_AND_ALERTS,
            Measure.BOUNDED_SCALING);
    databases(taken, production, datastores);
    add(
        taken,
        Measure.SECRET_ROTATION,
        secrets.stream().anyMatch(s -> s.rotationDays().isPresent()));
    add(taken, Measure.WEB_APPLICATION_FIREWALL, edge.waf());
    add(taken, Measure.RATE_LIMIT, edge.rateLimitPerMinute().isPresent());
    add(taken, Measure.CUSTOMER_MANAGED_KEYS, ownKeys);
    add(
        taken,
        Measure.DATA_RESIDENCY,
        project.regions().stream().allMatch(Regions::inEuropeanUnion));
    add(taken, Measure.PRIVATE_NETWORK, network.needed());
    add(
        taken,
        Measure.AUTHENTICATION_FAILURE_ALERTS,
        observability.logMetrics().stream()
            .anyMatch(m -> m.signal() == LogSignal.AUTHENTICATION_FAILURES));
    add(taken, Measure.BUDGET_ALERTS, budget.monthly().isPresent());
    return taken;
  }

  private static void databases(
      EnumSet<Measure> taken, Environment production, List<Datastore> datastores) {
    List<Datastore.Relational> databases =
        datastores.stream()
            .filter(Datastore.Relational.class::isInstance)
            .map(Datastore.Relational.class::cast)
            .toList();
    boolean any = !databases.isEmpty();
    add(taken, Measure.PRIVATE_DATABASE, any);
    add(taken, Measure.DATABASE_TLS, any);
    add(
        taken,
        Measure.NO_DATABASE_PASSWORDS,
        any && databases.stream().allMatch(d -> d.login() == Datastore.Login.IDENTITY));
    add(
        taken,
        Measure.BACKUPS,
        any || datastores.stream().anyMatch(Datastore.Document.class::isInstance));
    add(
        taken,
        Measure.POINT_IN_TIME_RECOVERY,
        any && databases.stream().allMatch(d -> d.size(production.name()).pointInTimeDays() > 0));
    add(
        taken,
        Measure.DELETION_PROTECTION,
        production.deletionProtection() && !datastores.isEmpty());
    add(
        taken,
        Measure.HIGH_AVAILABILITY,
        any && databases.stream().allMatch(d -> d.size(production.name()).highAvailability()));
  }

  private static void add(EnumSet<Measure> taken, Measure measure, boolean holds) {
    if (holds) {
      taken.add(measure);
    }
  }

  /**
   * Whether data is encrypted with keys of one's own: asked for, or asked for by what the project
   * has to comply with.
   */
  static boolean ownKeys(Draft draft, List<Compliance> compliance) {
    Optional<Resolved<Boolean>> said = draft.find(Subjects.CUSTOMER_MANAGED_KEYS);
    boolean regulated =
        compliance.contains(Compliance.HIPAA) || compliance.contains(Compliance.PCI_DSS);
    boolean required =
        draft.requirements().securityRequirements().stream()
            .anyMatch(r ->
                r.waiver().isEmpty()
                    && ControlDesign.matching(r.text()).contains(Measure.CUSTOMER_MANAGED_KEYS));
    boolean own = regulated || said.map(Resolved::value).orElse(required);
    Evidence evidence =
        said.map(Resolved::evidence)
            .or(() ->
                draft.find(Subjects.COMPLIANCE).map(Resolved::evidence).filter(e -> regulated))
            .orElseGet(() -> Evidence.assumed("nothing asks for keys of one's own"));
    draft
        .decide(
            "encryption",
            PROJECT,
            "Encryption at rest",
            own ? "with keys of our own" : "with the cloud's keys")
        .because(
            own
                ? "The keys are ours to turn and to withdraw; they are turned every 90 days."
                : "Everything is encrypted at rest anyway; keys of our own cost money and can be"
                    + " lost, with the data.")
        .over(
            own ? "the cloud's keys" : "keys of our own",
            own ? "What is asked for cannot be shown with them." : "Nothing asks for them.")
        .on(evidence)
        .reconsiderWhen("A customer or a regulation asks who holds the keys.");
    return own;
  }

  /** What the project has to comply with. */
  static List<Compliance> compliance(Draft draft) {
    Optional<Resolved<List<Compliance>>> said = draft.find(Subjects.COMPLIANCE);
    List<Compliance> compliance =
        said.map(Resolved::value).orElse(List.of()).stream().distinct().sorted().toList();
    draft
        .decide(
            "compliance",
            PROJECT,
            "Regulations",
            compliance.isEmpty()
                ? "none named"
                : String.join(", ", compliance.stream().map(Compliance::label).toList()))
        .because(
            compliance.isEmpty()
                ? "No record names one; the safe defaults hold anyway."
                : "They decide where data lies, how long it is kept, and whose keys it is encrypted"
                    + " with.")
        .over(
            compliance.isEmpty() ? "GDPR" : "ignoring it",
            compliance.isEmpty()
                ? "Nothing says that personal data is kept."
                : "It is the law, or a promise.")
        .on(
            said.map(Resolved::evidence)
                .orElseGet(() -> Evidence.assumed("no record names a regulation")))
        .reconsiderWhen(
            "Personal, health or payment data is kept, or a customer asks for a certificate.");
    return compliance;
  }
}
