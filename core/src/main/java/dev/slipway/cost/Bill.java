package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import dev.slipway.facts.PriceBook;
import dev.slipway.facts.PriceBook.Fit;
import dev.slipway.facts.PriceBook.Meter;
import dev.slipway.facts.PriceBook.Price;
import dev.slipway.facts.PriceBook.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the lines of one environment, each at the price of its region. */
final class Bill {

  /** The name of an allowance that each project has; all others belong to a billing account. */
  private static final String PROJECTS_OWN = " (free tier, per project)";

  private final PriceBook prices;
  private final List<Line> lines = new ArrayList<>();

  Bill(PriceBook prices) {
    this.prices = prices;
  }

  /** What a line is about. */
  record Subject(Part part, Element element, String address, String region) {
    Subject in(Part other) {
      return new Subject(other, element, address, region);
    }
  }

  /** A price by its name in the price book. */
  record Tariff(String service, String meter) {}

  void known(Subject subject, String description, BigDecimal quantity, Tariff tariff) {
    if (quantity.signum() == 0) {
      return;
    }
    Optional<Quote> quote = quote(subject, tariff);
    if (quote.isEmpty()) {
      unknown(subject, description, missing(subject, tariff));
      return;
    }
    Price price = chargeable(quote.get().meter()).getFirst();
    lines.add(
        new Line.Known(
            subject.part(),
            subject.element(),
            subject.address(),
            description,
            quantity,
            unitPrice(quote.get(), price)));
  }

  void usage(
      Subject subject, String description, Range quantity, Tariff tariff, String assumption) {
    if (quantity.isZero()) {
      return;
    }
    Optional<Quote> quote = quote(subject, tariff);
    if (quote.isEmpty()) {
      unknown(subject, description, missing(subject, tariff));
      return;
    }
    List<Price> tiers = chargeable(quote.get().meter());
    for (int i = 0; i < tiers.size(); i++) {
      Range share = inTier(quantity, tiers, i).rounded();
      if (i == 0 || !share.isZero()) {
        String suffix =
            i == 0
                ? ""
                : ", beyond " + tiers.get(i).tierFrom().toPlainString() + " " + tiers.get(i).unit();
        lines.add(
            new Line.UsageDependent(
                subject.part(),
                subject.element(),
                subject.address(),
                description + suffix,
                share,
                unitPrice(quote.get(), tiers.get(i)),
                assumption));
      }
    }
  }

  void unknown(Subject subject, String description, String reason) {
    lines.add(
        new Line.Unknown(
            subject.part(), subject.element(), subject.address(), description, reason));
  }

  /** Whether the region has this price itself. */
  boolean has(Subject subject, Tariff tariff) {
    return prices.find(subject.region(), tariff.service(), tariff.meter()).isPresent();
  }

  /** Whether there is a price at all, this region's or another's in its stead. */
  boolean knows(Subject subject, Tariff tariff) {
    return quote(subject, tariff).isPresent();
  }

  /** By part, each part's lines in the order in which they were added. */
  List<Line> lines() {
    return lines.stream().sorted(Comparator.comparing(Line::part)).toList();
  }

  private Optional<Quote> quote(Subject subject, Tariff tariff) {
    return prices.findOrProxy(subject.region(), tariff.service(), tariff.meter());
  }

  private static String missing(Subject subject, Tariff tariff) {
    return "The price book has no price for \""
        + tariff.meter()
        + "\" of "
        + tariff.service()
        + " in "
        + subject.region()
        + ".";
  }

  /**
   * The tiers from which a quantity is charged. What a billing account has free is charged all the
   * same; what each project has free stays free.
   */
  private List<Price> chargeable(Meter meter) {
    List<Price> tiers = meter.tiers();
    Price first = tiers.getFirst();
    if (first.tierFrom().signum() == 0 || freeInEachProject(meter)) {
      return tiers;
    }
    List<Price> charged = new ArrayList<>(tiers);
    charged.set(0, new Price(first.unit(), first.usd(), BigDecimal.ZERO, first.source()));
    return charged;
  }

  private boolean freeInEachProject(Meter meter) {
    return prices.find(meter.region(), meter.service(), meter.meter() + PROJECTS_OWN).isPresent();
  }

  private static Range inTier(Range quantity, List<Price> tiers, int index) {
    Range from = quantity.minus(tiers.get(index).tierFrom()).atLeast(BigDecimal.ZERO);
    if (index + 1 == tiers.size()) {
      return from;
    }
    return from.atMost(tiers.get(index + 1).tierFrom().subtract(tiers.get(index).tierFrom()));
  }

  private static UnitPrice unitPrice(Quote quote, Price price) {
    return new UnitPrice(
        price.usd(),
        price.unit(),
        quote.meter().region(),
        price.source().source(),
        price.source().asOf(),
        quote.fit() == Fit.PROXY);
  }
}
