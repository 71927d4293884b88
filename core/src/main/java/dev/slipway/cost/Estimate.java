package dev.slipway.cost;

import dev.slipway.blueprint.Budget;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a design costs a month of 730 hours, at list prices.
 *
 * @param environments in the order of promotion
 * @param assumptions about the use of the system, each a sentence
 * @param notIncluded what also costs and is not in here, each a sentence
 * @param requests that production answers in a month
 */
public record Estimate(
    List<EnvironmentEstimate> environments,
    List<String> assumptions,
    List<String> notIncluded,
    Range requests) {

  /** Hours a month, as the vendors' own calculators take them. */
  public static final int HOURS = 730;

  private static final BigDecimal DAYS =
      new BigDecimal(HOURS).divide(new BigDecimal(24), MathContext.DECIMAL64);
  private static final BigDecimal THOUSAND = new BigDecimal(1000);

  /** How an estimate stands to a budget. */
  public enum Verdict {
    /** Even the high estimate fits. */
    WITHIN,
    /** The expected amount fits, the high one does not. */
    EXPECTED_WITHIN,
    /** The expected amount does not fit. */
    OVER
  }

  /**
   * An estimate beside a budget.
   *
   * @param budget USD a month
   * @param headroom budget less the expected amount; negative when over
   */
  public record Comparison(BigDecimal budget, BigDecimal headroom, Verdict verdict) {}

  /** A part's expected share of the whole, in percent with one decimal. */
  public record Share(Part part, BigDecimal percent) {}

  /** USD a month for all environments, without the unknown lines. */
  public Range total() {
    return sum(lines());
  }

  public List<Line> lines() {
    List<Line> all = new ArrayList<>();
    environments.forEach(environment -> all.addAll(environment.lines()));
    return all;
  }

  public Optional<EnvironmentEstimate> environment(String name) {
    return environments.stream().filter(e -> e.environment().equals(name)).findFirst();
  }

  /** USD a day for all environments. */
  public Range perDay() {
    return divided(total(), Range.fixed(DAYS));
  }

  /** USD for each thousand requests that production answers; empty when no use is expected. */
  public Optional<Range> perThousandRequests() {
    if (environments.isEmpty() || requests.low().signum() <= 0) {
      return Optional.empty();
    }
    return Optional.of(divided(environments.getLast().total().times(THOUSAND), requests));
  }

  /** The parts that cost something, in the order of the parts. */
  public List<Share> shares() {
    BigDecimal whole = total().expected();
    List<Share> shares = new ArrayList<>();
    for (Part part : Part.values()) {
      BigDecimal amount = total(part).expected();
      if (amount.signum() > 0) {
        shares.add(
            new Share(
                part, amount.multiply(new BigDecimal(100)).divide(whole, 1, RoundingMode.HALF_UP)));
      }
    }
    return List.copyOf(shares);
  }

  public Range total(Part part) {
    return sum(lines().stream().filter(line -> line.part() == part).toList());
  }

  /** How it stands to the budget; empty when there is none. */
  public Optional<Comparison> against(Budget budget) {
    return budget.monthly().map(this::compare);
  }

  private Comparison compare(BigDecimal monthly) {
    Range total = total();
    Verdict verdict =
        total.expected().compareTo(monthly) > 0
            ? Verdict.OVER
            : total.high().compareTo(monthly) > 0 ? Verdict.EXPECTED_WITHIN : Verdict.WITHIN;
    return new Comparison(monthly, monthly.subtract(total.expected()), verdict);
  }

  static Range sum(List<Line> lines) {
    Range total = Range.ZERO;
    for (Line line : lines) {
      total =
          switch (line) {
            case Line.Known known -> total.plus(Range.fixed(known.amount()));
            case Line.UsageDependent usage -> total.plus(usage.amount());
            case Line.Unknown ignored -> total;
          };
    }
    return total;
  }

  private static Range divided(Range range, Range divisor) {
    return range.with(divisor, (a, b) -> a.divide(b, MathContext.DECIMAL64));
  }
}
