package dev.slipway.emit.report;

import dev.slipway.check.report.CheckReport;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report as JUnit XML: a suite for each file, a failed case for each finding that fails the
 * check, a passed one with its text for each that does not, and a skipped one for each that is
 * waived.
 */
public final class JunitReport {

  private final StringBuilder out = new StringBuilder();
  private final Severity threshold;

  private JunitReport(Severity threshold) {
    this.threshold = threshold;
  }

  /** One case of a suite. */
  private record Case(Diagnostic finding, String waivedBecause) {}

  /**
   * The text of the file.
   *
   * @param threshold the least bad severity that fails the check
   */
  public static String write(CheckReport report, Severity threshold) {
    return new JunitReport(threshold).document(report);
  }

  private String document(CheckReport report) {
    Map<String, List<Case>> suites = new TreeMap<>();
    report.open().forEach(d -> suite(suites, d).add(new Case(d, "")));
    report
        .waived()
        .forEach(w -> suite(suites, w.finding()).add(new Case(w.finding(), w.waiver().reason())));
    long failures = report.open().stream().filter(this::fails).count();
    int tests = suites.values().stream().mapToInt(List::size).sum();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"slipway check\"")
        .append(" tests=\"" + Math.max(tests, 1) + "\" failures=\"" + failures + "\">\n");
    suites.forEach(this::suite);
    if (tests == 0) {
      out.append("  <testsuite name=\"slipway check\" tests=\"1\" failures=\"0\" skipped=\"0\">\n")
          .append("    <testcase classname=\"slipway\" name=\"nothing was found\"/>\n")
          .append("  </testsuite>\n");
    }
    return out.append("</testsuites>\n").toString();
  }

  private static List<Case> suite(Map<String, List<Case>> suites, Diagnostic finding) {
    String file = finding.span().map(Span::file).orElse("slipway check");
    return suites.computeIfAbsent(file, f -> new ArrayList<>());
  }

  private boolean fails(Diagnostic finding) {
    return finding.severity().compareTo(threshold) <= 0;
  }

  private void suite(String file, List<Case> cases) {
    long failures =
        cases.stream().filter(c -> c.waivedBecause().isEmpty() && fails(c.finding())).count();
    long skipped = cases.stream().filter(c -> !c.waivedBecause().isEmpty()).count();
    out.append("  <testsuite name=\"" + XmlText.of(file) + "\" tests=\"" + cases.size())
        .append("\" failures=\"" + failures + "\" skipped=\"" + skipped + "\">\n");
    cases.forEach(this::testCase);
    out.append("  </testsuite>\n");
  }

  private void testCase(Case one) {
    Diagnostic finding = one.finding();
    String where = finding.span().map(Span::toString).or(finding::address).orElse("");
    out.append("    <testcase classname=\"" + XmlText.of(finding.code()))
        .append("\" name=\"" + XmlText.of(finding.summary() + " (" + where + ")") + "\"");
    finding.span().ifPresent(s -> out.append(" file=\"" + XmlText.of(s.file()) + "\""));
    finding.span().ifPresent(s -> out.append(" line=\"" + s.line() + "\""));
    out.append(">\n");
    if (!one.waivedBecause().isEmpty()) {
      out.append("      <skipped message=\"" + XmlText.of("waived: " + one.waivedBecause()))
          .append("\"/>\n");
    } else {
      element(finding, fails(finding) ? "failure" : "system-out", where);
    }
    out.append("    </testcase>\n");
  }

  private void element(Diagnostic finding, String element, String where) {
    out.append("      <" + element);
    if (element.equals("failure")) {
      out.append(" type=\"" + finding.severity().name().toLowerCase(Locale.ROOT))
          .append("\" message=\"" + XmlText.of(finding.summary()) + "\"");
    }
    String text = where + "\n" + finding.detail() + "\n" + finding.fix();
    out.append('>').append(XmlText.of(text)).append("</" + element + ">\n");
  }
}
