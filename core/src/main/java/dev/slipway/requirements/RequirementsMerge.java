package dev.slipway.requirements;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Facts;
import dev.slipway.intake.Service;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.vocabulary.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts merged by precedence: each subject settled once, with what lost. */
public final class RequirementsMerge {

  private RequirementsMerge() {}

  /** As {@link #merge(Facts, Configuration)} where nothing is waived. */
  public static Outcome<Requirements> merge(Facts facts) {
    return merge(facts, Configuration.NONE);
  }

  /**
   * The requirements. Sources that contradict each other are diagnostics that name both places.
   *
   * @param facts with the claims of the command line, the configuration, the records and the
   *     repository
   * @param configuration for its waivers; its claims have to be among the facts already
   */
  public static Outcome<Requirements> merge(Facts facts, Configuration configuration) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    ServiceMerge serviceMerge = new ServiceMerge(facts.services(), diagnostics);
    Map<String, Resolved<?>> resolved = resolve(facts, serviceMerge, diagnostics);
    List<Service> services = serviceMerge.apply(resolved, facts.variables(), facts.endpoints());
    List<Endpoint> unclaimed = serviceMerge.unclaimed(facts.endpoints(), services);
    Requirements requirements =
        new Requirements(
            projectName(facts, resolved),
            resolved,
            services,
            unclaimed,
            services.isEmpty() ? facts.variables() : List.of(),
            WaiverMerge.apply(facts.securityRequirements(), configuration, diagnostics),
            facts.records(),
            facts.workflows(),
            facts.monitoringNeeds(),
            facts.infrastructureNeeds(),
            OpenQuestions.of(resolved));
    Plausibility.check(requirements, diagnostics);
    return new Outcome<>(requirements, diagnostics);
  }

  private static Map<String, Resolved<?>> resolve(
      Facts facts, ServiceMerge services, List<Diagnostic> diagnostics) {
    List<Claim<?>> claims = new ArrayList<>(services.claims());
    facts.claims().forEach(c -> claims.add(services.scoped(c)));
    Map<String, List<Claim<?>>> byKey = new TreeMap<>();
    for (Claim<?> claim : Plausibility.check(claims, diagnostics)) {
      byKey
          .computeIfAbsent(Requirements.key(claim.subject(), claim.scope()), k -> new ArrayList<>())
          .add(claim);
    }
    Map<String, Resolved<?>> resolved = new TreeMap<>();
    byKey.forEach((key, all) -> resolved.put(key, ClaimResolution.of(key, all, diagnostics)));
    return Collections.unmodifiableMap(resolved);
  }

  private static Located<String> projectName(Facts facts, Map<String, Resolved<?>> resolved) {
    Resolved<?> name = resolved.get(Subjects.PROJECT_NAME.path());
    return name != null && name.value() instanceof String text
        ? new Located<>(text, name.evidence())
        : facts.projectName();
  }
}
