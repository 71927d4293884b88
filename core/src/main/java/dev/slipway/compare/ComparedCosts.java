package dev.slipway.compare;

import dev.slipway.compare.Comparison.Amount;
import dev.slipway.compare.Comparison.CostRow;
import dev.slipway.compare.Comparison.Summary;
import dev.slipway.cost.EnvironmentEstimate;
import dev.slipway.cost.Line;
import dev.slipway.cost.Part;
import dev.slipway.cost.Range;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What each cloud's design costs, by environment and part. */
final class ComparedCosts {

  private static final int LARGEST = 3;

  private ComparedCosts() {}

  static Summary summary(CloudDesign design, CloudDesign chosen) {
    List<Line> lines = design.estimate().lines();
    BigDecimal expected = design.estimate().total().expected();
    BigDecimal difference = expected.subtract(chosen.estimate().total().expected());
    return new Summary(
        design.cloud(),
        design.cloud().label(),
        design.blueprint().project().regions(),
        amount(design.estimate().total()),
        cents(difference),
        cents(fixed(lines)),
        (int) lines.stream().filter(Line.Unknown.class::isInstance).count(),
        largest(design),
        design.savings(),
        problems(design.diagnostics()));
  }

  private static BigDecimal fixed(List<Line> lines) {
    return lines.stream()
        .filter(Line.Known.class::isInstance)
        .map(ComparedCosts::expected)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> largest(CloudDesign design) {
    record Named(String environment, Line line) {}
    List<Named> all = new ArrayList<>();
    for (EnvironmentEstimate environment : design.estimate().environments()) {
      environment.lines().forEach(l -> all.add(new Named(environment.environment(), l)));
    }
    return all.stream()
        .filter(n -> expected(n.line()).signum() > 0)
        .sorted(Comparator.comparing((Named n) -> expected(n.line())).reversed())
        .limit(LARGEST)
        .map(n ->
            n.environment()
                + ": "
                + n.line().description()
                + ", $"
                + cents(expected(n.line())).toPlainString())
        .toList();
  }

  private static BigDecimal expected(Line line) {
    return switch (line) {
      case Line.Known known -> known.amount();
      case Line.UsageDependent usage -> usage.amount().expected();
      case Line.Unknown ignored -> BigDecimal.ZERO;
    };
  }

  private static List<String> problems(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .map(Diagnostic::summary)
        .distinct()
        .toList();
  }

  static List<CostRow> rows(List<CloudDesign> designs) {
    List<CostRow> rows = new ArrayList<>();
    List<String> environments =
        designs.getFirst().estimate().environments().stream()
            .map(EnvironmentEstimate::environment)
            .toList();
    for (String environment : environments) {
      for (Part part : Part.values()) {
        CostRow row =
            row(environment, part.label(), designs, d -> of(d, environment, e -> e.total(part)));
        if (row.amounts().stream().anyMatch(a -> a.high().signum() > 0)) {
          rows.add(row);
        }
      }
      rows.add(
          row(environment, "Total", designs, d -> of(d, environment, EnvironmentEstimate::total)));
    }
    rows.add(row("all", "Total", designs, d -> d.estimate().total()));
    return List.copyOf(rows);
  }

  private static Range of(
      CloudDesign design, String environment, Function<EnvironmentEstimate, Range> total) {
    return design.estimate().environment(environment).map(total).orElse(Range.ZERO);
  }

  private static CostRow row(
      String environment,
      String part,
      List<CloudDesign> designs,
      Function<CloudDesign, Range> total) {
    return new CostRow(
        environment, part, designs.stream().map(d -> amount(total.apply(d))).toList());
  }

  static Amount amount(Range range) {
    return new Amount(cents(range.low()), cents(range.expected()), cents(range.high()));
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
