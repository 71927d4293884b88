package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.vocabulary.Waiver;
import java.util.List;

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
 */
public record CheckReport(
    List<Diagnostic> open,
    List<Waived> waived,
    List<Diagnostic> known,
    int paid,
    int files,
    int resources,
    List<String> skipped) {

  public CheckReport {
    open = open.stream().sorted().distinct().toList();
    waived = List.copyOf(waived);
    known = List.copyOf(known);
    skipped = List.copyOf(skipped);
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
