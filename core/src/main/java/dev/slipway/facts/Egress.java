package dev.slipway.facts;

import dev.slipway.facts.PriceBook.Meter;
import dev.slipway.facts.PriceBook.Quote;
import dev.slipway.vocabulary.Cloud;
import java.util.List;
import java.util.Optional;

/** What leaves a cloud for the internet, which is also the way to another cloud. */
public final class Egress {

  private static final List<String> ASIAN =
      List.of(
          "asia", "japan", "korea", "india", "australia", "newzealand", "malaysia", "indonesia");

  private Egress() {}

  /** Its price by the GB or GiB from a region; empty when none is known. */
  public static Optional<Meter> price(Cloud cloud, String region) {
    PriceBook prices = PriceBook.of(cloud);
    Optional<Quote> quote =
        switch (cloud) {
          case GCP ->
              prices.findOrProxy(
                  region,
                  "Network egress (premium tier)",
                  "internet, worldwide destinations except China and Australia");
          case AWS -> prices.findOrProxy(region, "Data transfer", "out to internet");
          case AZURE ->
              prices.find(
                  zone(region), "Bandwidth", "internet egress, Microsoft network, first 10 TB");
        };
    return quote.map(Quote::meter);
  }

  /** Azure's price goes by the part of the world. */
  private static String zone(String region) {
    return ASIAN.stream().anyMatch(region::contains)
        ? "zone 2 (Asia)"
        : "zone 1 (North America, Europe)";
  }
}
