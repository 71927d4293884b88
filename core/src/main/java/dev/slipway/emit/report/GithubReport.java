package dev.slipway.emit.report;

import dev.slipway.check.report.CheckReport;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;

/** A report as workflow commands, which GitHub Actions shows beside the lines of a change. */
public final class GithubReport {

  private GithubReport() {}

  /** One command a line. */
  public static String write(CheckReport report) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic finding : report.open()) {
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
          };
      out.append("::").append(command).append(' ');
      finding.span().ifPresent(span -> place(out, span));
      out.append("title=")
          .append(property(finding.code() + ": " + finding.summary()))
          .append("::")
          .append(message(finding.detail() + "\n" + finding.fix()))
          .append('\n');
    }
    return PlainText.of(out.toString());
  }

  private static void place(StringBuilder out, Span span) {
    out.append("file=")
        .append(property(span.file()))
        .append(",line=" + span.line() + ",endLine=" + span.endLine());
    if (span.line() == span.endLine() && span.endColumn() > span.column()) {
      out.append(",col=" + span.column() + ",endColumn=" + span.endColumn());
    }
    out.append(',');
  }

  /** Escaped, so that text of a checked file cannot begin a command of its own. */
  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
