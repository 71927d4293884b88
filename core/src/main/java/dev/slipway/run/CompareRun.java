package dev.slipway.run;

import dev.slipway.compare.CloudDesign;
import dev.slipway.compare.Comparer;
import dev.slipway.compare.Comparison;
import dev.slipway.design.Saving;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Strength;
import dev.slipway.facts.PriceBook;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The same project designed for several clouds: what {@code slipway design --cloud} would make. */
public final class CompareRun {

  private CompareRun() {}

  /**
   * The comparison; none when the input has errors.
   *
   * @param clouds in the order in which they are shown; none for all, the chosen one first
   */
  public static Outcome<Optional<Comparison>> compare(DesignRequest request, List<Cloud> clouds) {
    Outcome<Requirements> requirements = DesignRun.requirements(request);
    if (requirements.diagnostics().stream().anyMatch(DesignRun.Blocking::stops)) {
      return new Outcome<>(Optional.empty(), requirements.diagnostics());
    }
    request.progress().begin("compare");
    return new Outcome<>(
        Optional.of(compare(requirements.value(), clouds)), requirements.diagnostics());
  }

  /** The comparison of what is known to be wanted. */
  static Comparison compare(Requirements requirements, List<Cloud> clouds) {
    Cloud chosen = chosen(requirements);
    CloudDesign first = design(requirements, chosen);
    List<CloudDesign> designs = new ArrayList<>();
    for (Cloud cloud : shown(chosen, clouds)) {
      designs.add(cloud == chosen ? first : design(onto(requirements, cloud), cloud));
    }
    return Comparer.compare(first, List.copyOf(designs));
  }

  private static List<Cloud> shown(Cloud chosen, List<Cloud> clouds) {
    if (!clouds.isEmpty()) {
      return clouds.stream().distinct().toList();
    }
    List<Cloud> all = new ArrayList<>(List.of(Cloud.values()));
    all.remove(chosen);
    all.addFirst(chosen);
    return all;
  }

  private static Cloud chosen(Requirements requirements) {
    return requirements.find(Subjects.CLOUD).map(Resolved::value).orElse(Cloud.GCP);
  }

  private static CloudDesign design(Requirements requirements, Cloud cloud) {
    BudgetSearch.Found found = new BudgetSearch(requirements, PriceBook.of(cloud)).search();
    BudgetSearch.Priced priced = found.chosen();
    List<Diagnostic> diagnostics = new ArrayList<>(priced.blueprint().diagnostics());
    diagnostics.addAll(BudgetSearch.diagnostics(found));
    return new CloudDesign(
        priced.blueprint().value(),
        priced.main(),
        priced.estimate(),
        found.fit().taken().stream().map(Saving::label).toList(),
        List.copyOf(diagnostics));
  }

  /**
   * The same wishes with another cloud, as the command line would set it. What was said in the
   * words of the chosen cloud gives way: regions become near ones, and a machine's name means
   * nothing elsewhere.
   */
  private static Requirements onto(Requirements requirements, Cloud cloud) {
    Map<String, Resolved<?>> resolved = new TreeMap<>(requirements.resolved());
    resolved.put(
        Subjects.CLOUD.path(),
        new Resolved<>(
            cloud,
            new Evidence(
                Origin.COMMAND_LINE, Strength.STATED, Optional.empty(), "compared with it"),
            List.of()));
    requirements
        .find(Subjects.REGIONS)
        .ifPresent(r -> resolved.put(Subjects.REGIONS.path(), saidInAFile(r)));
    resolved.remove(Subjects.DATABASE_TIER.path());
    return new Requirements(
        requirements.projectName(),
        resolved,
        requirements.services(),
        requirements.endpoints(),
        requirements.variables(),
        requirements.securityRequirements(),
        requirements.records(),
        requirements.workflows(),
        requirements.monitoringNeeds(),
        requirements.infrastructureNeeds(),
        requirements.questions());
  }

  /** A region that was set beside the cloud would be a slip of the person who set both. */
  private static <T> Resolved<T> saidInAFile(Resolved<T> regions) {
    Evidence said = regions.evidence();
    return said.origin() == Origin.COMMAND_LINE
        ? new Resolved<>(
            regions.value(),
            new Evidence(Origin.CONFIGURATION, said.strength(), said.span(), said.excerpt()),
            regions.overridden())
        : regions;
  }
}
