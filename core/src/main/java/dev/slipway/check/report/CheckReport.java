package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.vocabulary.Waiver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check has found.
 *
 * @param open what stands, in order: worst first
 * @param waived what a person has decided to live with
 * @param known old debt: what the baseline already had
 * @param paid how many findings of the baseline are gone
 * @param files how many files were looked into
 * @param resources how many Terraform resources and data sources were checked
 * @param skipped what was not checked, and why, in sentences
 * @param addresses all addresses of a finding that is about several
 */
public record CheckReport(
    List<Diagnostic> open,
    List<Waived> waived,
    List<Diagnostic> known,
    int paid,
    int files,
    int resources,
    List<String> skipped,
    Map<Diagnostic, List<String>> addresses) {

  public CheckReport {
    open = open.stream().sorted().distinct().toList();
    addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
    waived = List.copyOf(waived);
    known = List.copyOf(known);
    skipped = List.copyOf(skipped);
  }

  /** A report in which each finding is about one address at most. */
  public CheckReport(
      List<Diagnostic> open,
      List<Waived> waived,
      List<Diagnostic> known,
      int paid,
      int files,
      int resources,
      List<String> skipped) {
    this(open, waived, known, paid, files, resources, skipped, Map.of());
  }

  /**
   * What stands and what was there before: what says the same of the same place is one finding,
   * however often the module that it is in is called.
   *
   * @param standing what no waiver covers
   */
  public static CheckReport of(
      List<Diagnostic> standing,
      List<Waived> waived,
      Baseline baseline,
      Fingerprints fingerprints,
      int files,
      int resources,
      List<String> skipped) {
    SamePlace places = SamePlace.of(standing);
    List<Diagnostic> open = new ArrayList<>();
    List<Diagnostic> known = new ArrayList<>();
    for (Diagnostic finding : places.findings()) {
      (baseline.takes(finding, fingerprints) ? known : open).add(finding);
    }
    return new CheckReport(
        open, waived, known, baseline.remaining(), files, resources, skipped, places.addresses());
  }

  /** The addresses that a finding is about, in order. */
  public List<String> addresses(Diagnostic finding) {
    List<String> several = addresses.get(finding);
    return several == null ? finding.address().stream().toList() : several;
  }

  /** A finding, and why it is lived with. */
  public record Waived(Diagnostic finding, Waiver waiver) {}

  /** How many open findings have this severity. */
  public long count(Severity severity) {
    return open.stream().filter(d -> d.severity() == severity).count();
  }

  /** Whether something stands that is as bad as {@code threshold} or worse. */
  public boolean fails(Severity threshold) {
    return open.stream().anyMatch(d -> d.severity().compareTo(threshold) <= 0);
  }
}
