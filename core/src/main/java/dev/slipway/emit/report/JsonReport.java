package dev.slipway.emit.report;

import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Fingerprints;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.evidence.Span;
import dev.slipway.vocabulary.Waiver;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A report as JSON, for programs and agents. A change of its form raises {@code version}. */
public final class JsonReport {

  private static final int VERSION = 1;

  private JsonReport() {}

  /** The whole. */
  record Document(
      int version,
      String tool,
      boolean passed,
      Summary summary,
      List<Finding> findings,
      List<Waived> waived,
      List<Finding> baseline,
      List<String> notChecked) {}

  /** The totals. */
  record Summary(
      long errors,
      long warnings,
      long notes,
      int waived,
      int inBaseline,
      int goneFromBaseline,
      int files,
      int resources) {}

  /**
   * One finding; several addresses where one place stands for them, the first alone too; line and
   * column from 1, columns in UTF-16 code units, the end behind it.
   */
  record Finding(
      String rule,
      Kind kind,
      Severity severity,
      Optional<String> address,
      List<String> addresses,
      Optional<String> file,
      Optional<Integer> line,
      Optional<Integer> column,
      Optional<Integer> endLine,
      Optional<Integer> endColumn,
      String summary,
      String detail,
      String fix,
      String fingerprint) {}

  /** A finding, and the decision to live with it. */
  record Waived(Finding finding, Waiver waiver) {}

  /**
   * The text of the file.
   *
   * @param text the text of a checked file by its path
   */
  public static String write(
      CheckReport report,
      Severity threshold,
      String tool,
      Function<String, Optional<String>> text) {
    Fingerprints fingerprints = new Fingerprints(text);
    Function<Diagnostic, Finding> finding = d -> finding(d, report.addresses(d), fingerprints);
    return JsonWriter.write(
        RecordCodec.write(
            new Document(
                VERSION,
                tool,
                !report.fails(threshold),
                summary(report),
                report.open().stream().map(finding).toList(),
                report.waived().stream()
                    .map(w -> new Waived(finding.apply(w.finding()), w.waiver()))
                    .toList(),
                report.known().stream().map(finding).toList(),
                report.skipped())));
  }

  private static Summary summary(CheckReport report) {
    return new Summary(
        report.count(Severity.ERROR),
        report.count(Severity.WARNING),
        report.count(Severity.NOTE),
        report.waived().size(),
        report.known().size(),
        report.paid(),
        report.files(),
        report.resources());
  }

  private static Finding finding(Diagnostic d, List<String> addresses, Fingerprints fingerprints) {
    return new Finding(
        d.code(),
        Kind.of(d),
        d.severity(),
        d.address(),
        addresses,
        d.span().map(Span::file),
        d.span().map(Span::line),
        d.span().map(Span::column),
        d.span().map(Span::endLine),
        d.span().map(Span::endColumn),
        d.summary(),
        d.detail(),
        d.fix(),
        fingerprints.of(d));
  }
}
