package dev.slipway.compare;

import dev.slipway.compare.Comparison.Amount;
import dev.slipway.compare.Comparison.Change;
import dev.slipway.compare.Comparison.CostRow;
import dev.slipway.compare.Comparison.Figure;
import dev.slipway.compare.Comparison.Freedom;
import dev.slipway.compare.Comparison.Met;
import dev.slipway.compare.Comparison.Move;
import dev.slipway.compare.Comparison.Summary;
import dev.slipway.compare.Comparison.Tie;
import dev.slipway.compare.Comparison.Verdict;
import dev.slipway.compare.Comparison.Way;
import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A comparison as sections of plain text, for whatever writes them. */
public final class ComparisonText {

  private static final BigDecimal WHOLE_FROM = BigDecimal.TEN;

  private final Comparison comparison;

  private ComparisonText(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * A heading with what stands under it.
   *
   * @param header empty where there is no table
   * @param rows as many cells each as the header
   * @param items below the table
   */
  public record Section(
      String title, String note, List<String> header, List<List<String>> rows, List<String> items) {

    static Section list(String title, String note, List<String> items) {
      return new Section(title, note, List.of(), List.of(), items);
    }
  }

  /** Everything, in reading order; sections with nothing to say are left out. */
  public static List<Section> of(Comparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    return Stream.of(
            text.summary(),
            text.costs(),
            text.objectives(),
            text.services(),
            text.limits(),
            text.changes(),
            text.ties(),
            text.moves())
        .filter(s -> !s.rows().isEmpty() || !s.items().isEmpty())
        .toList();
  }

  private Section summary() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("Cost a month, expected", s -> dollars(s.total().expected())));
    rows.add(row("From little to much use", s -> span(s.total())));
    rows.add(row("Against the chosen cloud", s -> signed(s.difference())));
    rows.add(row("Paid although nobody calls", s -> dollars(s.fixed())));
    rows.add(row("Lines without a known price", s -> Integer.toString(s.unknown())));
    rows.add(row("Regions", s -> String.join(", ", s.regions())));
    rows.add(row("Objectives not met", s -> notMet(s.cloud())));
    List<String> items = new ArrayList<>();
    for (Summary summary : comparison.clouds()) {
      items.add(summary.label() + " costs most by " + String.join("; ", summary.largest()) + ".");
      if (!summary.savings().isEmpty()) {
        items.add(
            summary.label()
                + " saves to fit the budget: "
                + String.join("; ", summary.savings())
                + ".");
      }
      summary.problems().forEach(p -> items.add(summary.label() + ": " + p + "."));
    }
    return new Section(
        "In Short",
        "The project is on "
            + comparison.chosen().label()
            + " now. Amounts are USD at list prices.",
        header(""),
        rows,
        items);
  }

  private String notMet(Cloud cloud) {
    int index = comparison.clouds().stream().map(Summary::cloud).toList().indexOf(cloud);
    long count =
        comparison.objectives().stream()
            .filter(o -> o.verdicts().get(index).met() == Met.NO)
            .count();
    return Long.toString(count);
  }

  private List<String> row(String name, Function<Summary, String> cell) {
    return cells(name, comparison.clouds().stream().map(cell).toList());
  }

  private Section costs() {
    List<List<String>> rows = new ArrayList<>();
    for (CostRow row : comparison.costs()) {
      List<String> cells =
          cells(row.part(), row.amounts().stream().map(ComparisonText::range).toList());
      cells.addFirst(row.environment());
      rows.add(cells);
    }
    List<String> header = header("Part");
    header.addFirst("Environment");
    return new Section("Cost", "USD a month: low / expected / high.", header, rows, List.of());
  }

  private Section services() {
    return table(
        "What Becomes What",
        "Read from the resources of each design.",
        comparison.services().stream().map(r -> cells(r.part(), r.services())).toList());
  }

  private Section limits() {
    List<String> sources =
        comparison.limits().stream()
            .flatMap(r -> r.figures().stream())
            .flatMap(f -> f.known().stream())
            .map(f -> f.service() + ": " + f.source() + ", " + dated(f.asOf()))
            .distinct()
            .sorted()
            .toList();
    Section table =
        table(
            "Limits",
            "An empty cell: the design has no such part, or no fact is known.",
            comparison.limits().stream()
                .map(r ->
                    cells(
                        r.what(),
                        r.figures().stream()
                            .map(f -> f.known().map(ComparisonText::figure).orElse(""))
                            .toList()))
                .toList());
    return new Section(table.title(), table.note(), table.header(), table.rows(), sources);
  }

  private static String dated(String asOf) {
    return asOf.equals("not shown") ? "undated" : asOf;
  }

  private static String figure(Figure figure) {
    String value = (figure.value() + " " + figure.unit()).strip();
    return value + " (" + figure.service() + ")";
  }

  private Section objectives() {
    return table(
        "Objectives",
        "What production promises, and how each design stands to it.",
        comparison.objectives().stream()
            .map(r ->
                cells(r.objective(), r.verdicts().stream().map(ComparisonText::verdict).toList()))
            .toList());
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict.met()) {
          case YES -> "met";
          case NO -> "not met";
          case UNKNOWN -> "unknown";
        }
        + ": "
        + verdict.how();
  }

  private Section changes() {
    return Section.list(
        "Lost and Gained",
        "Against the design for " + comparison.chosen().label() + ".",
        comparison.changes().stream().map(ComparisonText::change).toList());
  }

  private static String change(Change change) {
    return change.cloud().label()
        + (change.way() == Way.LOST ? " loses, " : " gains, ")
        + change.part()
        + ": "
        + change.text();
  }

  private Section ties() {
    List<List<String>> rows = new ArrayList<>();
    comparison
        .ties()
        .forEach(
            r -> rows.add(cells(r.part(), r.ties().stream().map(ComparisonText::tie).toList())));
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < comparison.clouds().size(); i++) {
      int cloud = i;
      counts.add(
          comparison.ties().stream()
                  .filter(r -> r.ties().get(cloud).freedom() == Freedom.OWN)
                  .count()
              + " of "
              + comparison.ties().size());
    }
    if (!rows.isEmpty()) {
      rows.add(cells("Tied to the cloud", counts));
    }
    return table(
        "Lock-in",
        "What each part speaks: an open protocol, one that others copied, or its own.",
        rows);
  }

  private static String tie(Tie tie) {
    return switch (tie.freedom()) {
          case OPEN -> "open";
          case COPIED -> "copied by others";
          case OWN -> "own";
        }
        + ": "
        + tie.protocol();
  }

  private Section moves() {
    List<String> items = new ArrayList<>();
    for (Move move : comparison.moves()) {
      String to = "To " + move.cloud().label() + ": ";
      items.add(to + data(move));
      move.codeChanges().forEach(c -> items.add(to + "code, " + c + "."));
      items.add(
          to
              + move.codeChanges().size()
              + (move.codeChanges().size() == 1 ? " place" : " places")
              + " in the code and "
              + move.resources()
              + " Terraform resources.");
      move.steps().forEach(s -> items.add(to + s));
    }
    return Section.list("Effort to Move", "From " + comparison.chosen().label() + ".", items);
  }

  private static String data(Move move) {
    String sized =
        move.largestGib() == 0
            ? "no database to carry"
            : "at most "
                + move.storedGib()
                + " GiB of databases now and "
                + move.largestGib()
                + " GiB when grown"
                + move.egress()
                    .map(a ->
                        ", "
                            + dollars(a.low())
                            + " to "
                            + dollars(a.high())
                            + " once for the transfer ("
                            + move.priceSource()
                            + ")")
                    .orElse("");
    return move.unknownSizes().isEmpty()
        ? sized + "."
        : sized + "; of unknown size: " + String.join(", ", move.unknownSizes()) + ".";
  }

  private Section table(String title, String note, List<List<String>> rows) {
    return new Section(title, note, header("Part"), rows, List.of());
  }

  private List<String> header(String first) {
    return cells(first, comparison.clouds().stream().map(Summary::label).toList());
  }

  private static List<String> cells(String first, List<String> others) {
    List<String> cells = new ArrayList<>();
    cells.add(first);
    cells.addAll(others);
    return cells;
  }

  private static String span(Amount amount) {
    return dollars(amount.low()) + " to " + dollars(amount.high());
  }

  private static String range(Amount amount) {
    return dollars(amount.low())
        + " / "
        + dollars(amount.expected())
        + " / "
        + dollars(amount.high());
  }

  private static String signed(BigDecimal amount) {
    return amount.signum() > 0
        ? "+" + dollars(amount)
        : amount.signum() < 0 ? "-" + dollars(amount.negate()) : "–";
  }

  /** Whole dollars from ten on: more digits would only look exact. */
  private static String dollars(BigDecimal amount) {
    int scale = amount.abs().compareTo(WHOLE_FROM) >= 0 ? 0 : 2;
    return "$" + amount.setScale(scale, RoundingMode.HALF_UP).toPlainString();
  }
}
