package dev.slipway.emit.report;

import dev.slipway.check.report.CheckReport;
import dev.slipway.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in one sentence, and the words for its parts. */
public final class Counts {

  private Counts() {}

  /** Such as {@code 2 errors, 1 warning in 14 files; 3 waived; 20 in the baseline.} */
  public static String sentence(CheckReport report) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = report.count(severity);
      if (count > 0) {
        parts.add(count + " " + (count == 1 ? word(severity) : word(severity) + "s"));
      }
    }
    StringBuilder sentence =
        new StringBuilder(parts.isEmpty() ? "Nothing found" : String.join(", ", parts))
            .append(" in ")
            .append(number(report.files(), "file"));
    if (report.resources() > 0) {
      sentence.append(" with ").append(number(report.resources(), "resource"));
    }
    if (!report.waived().isEmpty()) {
      sentence.append("; ").append(report.waived().size()).append(" waived");
    }
    if (!report.known().isEmpty() || report.paid() > 0) {
      sentence.append("; ").append(debt(report));
    }
    return sentence.append('.').toString();
  }

  private static String debt(CheckReport report) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = report.known().stream().filter(d -> d.severity() == severity).count();
      if (count > 0) {
        parts.add(count + " " + (count == 1 ? word(severity) : word(severity) + "s"));
      }
    }
    return "old debt in the baseline: "
        + (parts.isEmpty() ? "none left" : String.join(", ", parts))
        + (report.paid() > 0 ? " (" + report.paid() + " gone since)" : "");
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  static String plural(Severity severity) {
    return switch (severity) {
      case ERROR -> "Errors";
      case WARNING -> "Warnings";
      case NOTE -> "Notes";
    };
  }

  private static String number(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
