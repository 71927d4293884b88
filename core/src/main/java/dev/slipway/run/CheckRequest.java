package dev.slipway.run;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.SourceTree;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be checked.
 *
 * @param tree the project; what its {@link SourceTree#paths()} name is looked into
 * @param parts the paths that findings are wanted for, folders and files; the empty path is all
 * @param only the kinds of finding that are wanted
 * @param baseline old debt
 * @param today the day on which waivers are judged
 * @param terraformVersion the version of Terraform that configurations are meant for
 * @param outside what other programs found, with codes such as {@code checkov/CKV_AWS_20}
 * @param skipped what was left out before the check began, in sentences
 * @param packs the texts of packs of the project\'s own rules, by their paths
 */
public record CheckRequest(
    SourceTree tree,
    List<String> parts,
    Set<Kind> only,
    Baseline baseline,
    LocalDate today,
    String terraformVersion,
    List<Diagnostic> outside,
    List<String> skipped,
    Map<String, String> packs) {

  public CheckRequest(
      SourceTree tree,
      List<String> parts,
      Set<Kind> only,
      Baseline baseline,
      LocalDate today,
      String terraformVersion,
      List<Diagnostic> outside,
      List<String> skipped) {
    this(tree, parts, only, baseline, today, terraformVersion, outside, skipped, Map.of());
  }

  /** This request with packs of the project's own rules, by their paths. */
  public CheckRequest with(Map<String, String> rules) {
    return new CheckRequest(
        tree, parts, only, baseline, today, terraformVersion, outside, skipped, rules);
  }

  public CheckRequest {
    packs = Collections.unmodifiableMap(new TreeMap<>(packs));
    parts = List.copyOf(parts);
    outside = List.copyOf(outside);
    skipped = List.copyOf(skipped);
  }

  /** Whether findings in this file are wanted. */
  boolean covers(String path) {
    for (String part : parts) {
      if (part.isEmpty() || path.equals(part) || path.startsWith(part + "/")) {
        return true;
      }
    }
    return false;
  }
}
