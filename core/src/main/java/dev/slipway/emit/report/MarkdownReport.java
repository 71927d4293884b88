package dev.slipway.emit.report;

import dev.slipway.check.report.CheckReport;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.util.List;

/** A report for a comment on a change or a job's summary page. */
public final class MarkdownReport {

  /** Comments on GitHub end at 65,536 characters; the worst come first, so the rest is counted. */
  private static final int MOST_FINDINGS = 100;

  private final StringBuilder out = new StringBuilder();

  private MarkdownReport() {}

  public static String write(CheckReport report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.head(report);
    markdown.findings(report.open());
    markdown.waived(report);
    markdown.skipped(report.skipped());
    return PlainText.of(markdown.out.toString());
  }

  private void head(CheckReport report) {
    out.append("## slipway check\n\n").append(Counts.sentence(report)).append("\n\n");
  }

  private void findings(List<Diagnostic> findings) {
    for (Severity severity : Severity.values()) {
      List<Diagnostic> these =
          findings.stream().filter(d -> d.severity() == severity).limit(MOST_FINDINGS).toList();
      if (!these.isEmpty()) {
        out.append("### ").append(Counts.plural(severity)).append("\n\n");
        these.forEach(this::finding);
        out.append('\n');
      }
    }
    long hidden =
        findings.size()
            - List.of(Severity.values()).stream()
                .mapToLong(s ->
                    Math.min(
                        MOST_FINDINGS, findings.stream().filter(d -> d.severity() == s).count()))
                .sum();
    if (hidden > 0) {
      out.append("… and ").append(hidden).append(" more.\n\n");
    }
  }

  private void finding(Diagnostic finding) {
    out.append("- **").append(text(finding.summary())).append("** ");
    finding.span().ifPresent(s -> out.append(code(s.toString())).append(' '));
    finding.address().ifPresent(a -> out.append(code(a)).append(' '));
    out.append(code(finding.code()))
        .append("  \n  ")
        .append(text(finding.detail()))
        .append("  \n  ")
        .append(text(finding.fix()))
        .append('\n');
  }

  private void waived(CheckReport report) {
    if (report.waived().isEmpty()) {
      return;
    }
    out.append("### Waived\n\n| rule | where | reason | owner | until |\n|---|---|---|---|---|\n");
    for (CheckReport.Waived waived : report.waived()) {
      Diagnostic finding = waived.finding();
      out.append("| ")
          .append(code(finding.code()))
          .append(" | ")
          .append(code(finding.address().or(() -> finding.span().map(Object::toString)).orElse("")))
          .append(" | ")
          .append(text(waived.waiver().reason()))
          .append(" | ")
          .append(text(waived.waiver().owner()))
          .append(" | ")
          .append(text(waived.waiver().until()))
          .append(" |\n");
    }
    out.append('\n');
  }

  private void skipped(List<String> skipped) {
    if (!skipped.isEmpty()) {
      out.append("### Not checked\n\n");
      skipped.forEach(s -> out.append("- ").append(text(s)).append('\n'));
    }
  }

  /** Text of checked files may stand in a message; it must stay text. */
  private static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    boolean code = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      code ^= c == '`';
      if (c == '\n') {
        escaped.append("<br>");
      } else if (c == '<' && !code) {
        escaped.append("&lt;");
      } else if (!code && "*_[]|@#!".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else if (c == '|') {
        escaped.append("\\|");
      } else {
        escaped.append(c);
      }
    }
    return code ? escaped.append('`').toString() : escaped.toString();
  }

  private static String code(String text) {
    return "`" + text.replace('`', '\'').replace("|", "\\|").replace('\n', ' ') + "`";
  }
}
