package dev.slipway.cli;

import dev.slipway.blueprint.OpenQuestion;
import dev.slipway.blueprint.Project.RecordSource;
import dev.slipway.bundle.Placement;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.run.Money;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints a summary that fits a screen and leads to the next step. */
final class SummaryPrinter {

  private static final int SHOWN_ASSUMPTIONS = 6;
  private static final int TEXT_WIDTH = 96;

  private final Terminal terminal;
  private final PrintStream out;
  private final boolean quiet;
  private final boolean verbose;

  SummaryPrinter(Terminal terminal, boolean quiet, boolean verbose) {
    this.terminal = terminal;
    this.out = terminal.out();
    this.quiet = quiet;
    this.verbose = verbose;
  }

  void print(Summary summary, List<Diagnostic> problems) {
    if (quiet) {
      new DiagnosticPrinter(terminal).print(terminal.err(), problems, Severity.ERROR);
      out.println(summary.digest());
      return;
    }
    out.println(
        terminal.bold(summary.project())
            + " on "
            + summary.cloud()
            + ", "
            + String.join(" and ", summary.regions()));
    understood(summary);
    running(summary);
    cost(summary.cost());
    assumptions(summary.assumptions());
    questions(summary.questions());
    controls(summary.controls());
    problems(problems);
    files(summary);
    heading("Digest to approve");
    out.println("  " + summary.digest());
    heading("Next");
    summary.next().forEach(step -> out.println("  " + step));
    out.println("  why is something as it is?  slipway explain ADDRESS|FILE:LINE|DECISION");
  }

  private void heading(String text) {
    out.println();
    out.println(terminal.bold(text));
  }

  private void understood(Summary summary) {
    if (summary.records().isEmpty()) {
      return;
    }
    heading("Understood from");
    for (RecordSource source : summary.records()) {
      String line = String.format(Locale.ROOT, "  %-10s %s", source.id(), source.title());
      out.println(source.inForce() ? line : terminal.dim(line + " (not in force, set aside)"));
    }
  }

  private void running(Summary summary) {
    heading("What will run in " + summary.environments().getLast());
    table(
        summary.workloads().stream()
            .map(w -> List.of(w.name(), w.kind(), w.made(), w.size(), w.instances(), w.exposure()))
            .toList());
    table(summary.datastores().stream().map(d -> List.of(d.name(), d.engine(), d.size())).toList());
    summary.domain().ifPresent(domain -> out.println("  at https://" + domain));
  }

  /** Columns as wide as their widest cell; the last one runs free. */
  private void table(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int[] widths = new int[rows.getFirst().size()];
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void cost(Summary.Cost cost) {
    heading("Cost a month, expected (low to high)");
    cost.environments().forEach(e -> out.println(amount(e.environment(), e.amount())));
    String total = amount("all", cost.total());
    out.println(
        cost.budget()
            .map(budget ->
                total
                    + ", "
                    + (cost.withinBudget() ? terminal.green("within") : terminal.red("over"))
                    + " the budget of "
                    + Money.dollars(budget))
            .orElse(total + "; no budget is stated"));
    if (!cost.savingsTaken().isEmpty()) {
      wrapped("  saved: ", String.join("; ", cost.savingsTaken()));
    }
    cost.bestWithinBudget()
        .ifPresent(a ->
            wrapped(
                "  within budget: ",
                Money.dollars(a.expected()) + ", giving up " + String.join("; ", a.givesUp())));
  }

  private static String amount(String label, Summary.Amount amount) {
    return String.format(
        Locale.ROOT,
        "  %-12s %7s  (%s to %s)",
        label,
        Money.dollars(amount.expected()),
        Money.dollars(amount.low()),
        Money.dollars(amount.high()));
  }

  private void assumptions(List<Summary.Assumption> assumptions) {
    if (assumptions.isEmpty()) {
      return;
    }
    heading("Assumed, because nothing says otherwise");
    int shown = verbose ? assumptions.size() : Math.min(SHOWN_ASSUMPTIONS, assumptions.size());
    for (Summary.Assumption assumption : assumptions.subList(0, shown)) {
      wrapped("  " + assumption.decision() + ": ", assumption.choice());
    }
    if (shown < assumptions.size()) {
      out.println(
          terminal.dim("  and " + (assumptions.size() - shown) + " more; --verbose shows them"));
    }
  }

  private void questions(List<OpenQuestion> questions) {
    if (questions.isEmpty()) {
      return;
    }
    heading("Open questions");
    for (OpenQuestion question : questions) {
      wrapped("  ? ", question.text());
      wrapped(
          "    until then: ",
          question.takenMeanwhile() + terminal.dim("  [" + question.settle() + "]"));
    }
  }

  private void controls(List<Summary.ControlLine> controls) {
    if (controls.isEmpty()) {
      return;
    }
    long satisfied = controls.stream().filter(c -> c.status().equals("satisfied")).count();
    long waived = controls.stream().filter(c -> c.status().equals("waived")).count();
    heading("Security requirements");
    out.println(
        "  "
            + satisfied
            + " satisfied, "
            + waived
            + " waived, "
            + (controls.size() - satisfied - waived)
            + " open");
    controls.stream()
        .filter(c -> c.status().equals("open"))
        .forEach(c ->
            wrapped(
                "  " + terminal.yellow("open") + " " + c.id() + " (" + c.level() + "): ",
                c.text()));
  }

  private static String counted(List<Diagnostic> problems, Severity severity) {
    long count = count(problems, severity);
    return count + " " + severity.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
  }

  private void problems(List<Diagnostic> problems) {
    heading("Problems");
    out.println(
        "  "
            + counted(problems, Severity.ERROR)
            + ", "
            + counted(problems, Severity.WARNING)
            + ", "
            + counted(problems, Severity.NOTE)
            + (verbose ? "" : " (--verbose shows the notes)"));
    out.println();
    new DiagnosticPrinter(terminal)
        .print(out, problems, verbose ? Severity.NOTE : Severity.WARNING);
  }

  private static long count(List<Diagnostic> problems, Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).count();
  }

  private void files(Summary summary) {
    out.println(terminal.bold(summary.written() ? "Files" : "Files that would change"));
    for (Placement.Change.Kind kind : Placement.Change.Kind.values()) {
      List<String> paths =
          summary.files().stream()
              .filter(c -> c.kind() == kind)
              .map(Placement.Change::path)
              .toList();
      if (!paths.isEmpty()) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        out.println(
            "  " + paths.size() + " " + word + (listed(kind, summary.written()) ? ":" : ""));
        if (listed(kind, summary.written())) {
          paths.forEach(p -> out.println("    " + p));
        }
      }
    }
  }

  private boolean listed(Placement.Change.Kind kind, boolean written) {
    return switch (kind) {
      case UNCHANGED -> false;
      case CREATED -> verbose || !written;
      case UPDATED, MERGED, CONFLICTED, REMOVED, KEPT -> true;
    };
  }

  private void wrapped(String lead, String text) {
    StringBuilder line = new StringBuilder(lead);
    int length = lead.length();
    for (String word : text.split(" ")) {
      if (length + word.length() > TEXT_WIDTH) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder("    ");
        length = 4;
      }
      line.append(word).append(' ');
      length += word.length() + 1;
    }
    out.println(line.toString().stripTrailing());
  }
}
