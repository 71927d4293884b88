package dev.slipway.emit.record;

import dev.slipway.cost.EnvironmentEstimate;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.cost.Range;
import dev.slipway.cost.UnitPrice;
import dev.slipway.emit.record.Cost.CostAnalysis;
import dev.slipway.emit.record.Cost.CostLine;
import dev.slipway.emit.record.Cost.PartShare;
import dev.slipway.emit.record.Cost.PriceSource;
import dev.slipway.emit.record.Cost.Total;
import dev.slipway.emit.record.Cost.UnknownCost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The estimate as entries of the record, in cents. */
final class CostSection {

  private final RecordInput input;
  private final Estimate estimate;

  CostSection(RecordInput input) {
    this.input = input;
    estimate = input.estimate();
  }

  CostAnalysis build() {
    return new CostAnalysis(
        input.blueprint().budget().monthly(),
        verdict(input),
        Figures.cents(estimate.perDay().expected()),
        estimate.perThousandRequests().map(r -> Figures.cents(r.expected())),
        totals(),
        shares(),
        lines(),
        unknown(),
        estimate.assumptions(),
        estimate.notIncluded(),
        new Optimizations(input).list(),
        sources());
  }

  /** One sentence on how the estimate stands to the budget. */
  static String verdict(RecordInput input) {
    return input
        .estimate()
        .against(input.blueprint().budget())
        .map(c ->
            switch (c.verdict()) {
              case WITHIN ->
                  "Within the budget of " + Figures.dollars(c.budget()) + ", at high use too.";
              case EXPECTED_WITHIN ->
                  "Within the budget of "
                      + Figures.dollars(c.budget())
                      + " at the expected use, with "
                      + Figures.dollars(c.headroom())
                      + " to spare; above it at high use.";
              case OVER ->
                  "Over the budget of "
                      + Figures.dollars(c.budget())
                      + " by "
                      + Figures.dollars(c.headroom().negate())
                      + " at the expected use.";
            })
        .orElse("No budget is stated.");
  }

  private List<Total> totals() {
    List<Total> totals = new ArrayList<>();
    for (EnvironmentEstimate environment : estimate.environments()) {
      totals.add(total(environment.environment(), environment.total()));
    }
    totals.add(total("all", estimate.total()));
    return List.copyOf(totals);
  }

  private static Total total(String name, Range range) {
    return new Total(
        name,
        Figures.cents(range.low()),
        Figures.cents(range.expected()),
        Figures.cents(range.high()));
  }

  private List<PartShare> shares() {
    return estimate.shares().stream()
        .map(s ->
            new PartShare(
                s.part().label(), Figures.cents(estimate.total(s.part()).expected()), s.percent()))
        .toList();
  }

  private List<CostLine> lines() {
    List<CostLine> lines = new ArrayList<>();
    for (EnvironmentEstimate environment : estimate.environments()) {
      for (Line line : environment.lines()) {
        switch (line) {
          case Line.Known known ->
              lines.add(
                  line(
                      environment.environment(),
                      known,
                      Range.fixed(known.quantity()),
                      known.price(),
                      Range.fixed(known.amount()),
                      ""));
          case Line.UsageDependent usage ->
              lines.add(
                  line(
                      environment.environment(),
                      usage,
                      usage.quantity(),
                      usage.price(),
                      usage.amount(),
                      usage.assumption()));
          case Line.Unknown ignored -> {}
        }
      }
    }
    return List.copyOf(lines);
  }

  private static CostLine line(
      String environment,
      Line line,
      Range quantity,
      UnitPrice price,
      Range amount,
      String assumption) {
    return new CostLine(
        environment,
        line.part().label(),
        line.description(),
        new BigDecimal(Figures.plain(quantity.expected())),
        price.unit(),
        price.usd(),
        Figures.cents(amount.low()),
        Figures.cents(amount.expected()),
        Figures.cents(amount.high()),
        price.region() + (price.proxy() ? " (proxy)" : ""),
        assumption);
  }

  private List<UnknownCost> unknown() {
    List<UnknownCost> unknown = new ArrayList<>();
    for (EnvironmentEstimate environment : estimate.environments()) {
      environment
          .unknown()
          .forEach(u ->
              unknown.add(
                  new UnknownCost(
                      environment.environment(), u.part().label(), u.description(), u.reason())));
    }
    return List.copyOf(unknown);
  }

  private List<PriceSource> sources() {
    Map<String, Map<String, Integer>> found = new TreeMap<>();
    for (Line line : estimate.lines()) {
      switch (line) {
        case Line.Known known -> count(found, known.price());
        case Line.UsageDependent usage -> count(found, usage.price());
        case Line.Unknown ignored -> {}
      }
    }
    List<PriceSource> sources = new ArrayList<>();
    found.forEach((source, dates) ->
        dates.forEach((date, lines) -> sources.add(new PriceSource(source, date, lines))));
    sources.sort(
        Comparator.comparingInt(PriceSource::lines).reversed().thenComparing(PriceSource::source));
    return List.copyOf(sources);
  }

  private static void count(Map<String, Map<String, Integer>> found, UnitPrice price) {
    found
        .computeIfAbsent(price.source(), s -> new TreeMap<>())
        .merge(price.asOf(), 1, Integer::sum);
  }
}
