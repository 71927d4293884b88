package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** List prices of one cloud in US dollars: pay as you go, before tax and discounts. */
public final class PriceBook {

  private static final Map<Cloud, PriceBook> LOADED = new ConcurrentHashMap<>();
  private static final String GLOBAL = "global";
  private static final String TIER_2 = "tier-2 region";
  private static final List<String> EUROPEAN =
      List.of("europe", "eu-", "westeurope", "northeurope");

  /**
   * Regions where Cloud Run has its lower price; all others are tier 2. General knowledge, 2026.
   */
  private static final Set<String> CLOUD_RUN_TIER_1 =
      new LinkedHashSet<>(
          List.of(
              "asia-east1",
              "asia-northeast1",
              "asia-northeast2",
              "asia-south1",
              "europe-north1",
              "europe-north2",
              "europe-southwest1",
              "europe-west1",
              "europe-west4",
              "europe-west8",
              "europe-west9",
              "me-west1",
              "northamerica-south1",
              "us-central1",
              "us-east1",
              "us-east4",
              "us-east5",
              "us-south1",
              "us-west1"));

  private final Cloud cloud;
  private final Map<Key, Meter> meters;

  private PriceBook(Cloud cloud, Map<Key, Meter> meters) {
    this.cloud = cloud;
    this.meters = meters;
  }

  private record Key(String region, String service, String meter) {}

  /**
   * One step of a price.
   *
   * @param unit what is counted, such as {@code vCPU-second}
   * @param usd for one unit
   * @param tierFrom the quantity from which this price holds, in {@code unit}
   */
  public record Price(String unit, BigDecimal usd, BigDecimal tierFrom, FactSource source) {}

  /**
   * What one meter costs in one region.
   *
   * @param tiers by rising {@code tierFrom}; never empty
   */
  public record Meter(Cloud cloud, String region, String service, String meter, List<Price> tiers) {

    public String unit() {
      return tiers.getFirst().unit();
    }

    /** The price of the first unit that is not free; zero when all are. */
    public BigDecimal unitPrice() {
      return tiers.stream()
          .map(Price::usd)
          .filter(usd -> usd.signum() != 0)
          .findFirst()
          .orElse(BigDecimal.ZERO);
    }

    public FactSource source() {
      return tiers.getFirst().source();
    }

    /**
     * US dollars for a quantity, each step at its own price; what lies below the first is free. Not
     * rounded.
     */
    public BigDecimal cost(BigDecimal quantity) {
      BigDecimal total = BigDecimal.ZERO;
      for (int i = 0; i < tiers.size(); i++) {
        Price tier = tiers.get(i);
        BigDecimal from = tier.tierFrom();
        BigDecimal to = i + 1 < tiers.size() ? quantity.min(tiers.get(i + 1).tierFrom()) : quantity;
        if (to.compareTo(from) > 0) {
          total = total.add(to.subtract(from).multiply(tier.usd()));
        }
      }
      return total;
    }
  }

  /** How well a found price fits the region that was asked for. */
  public enum Fit {
    /** It is this region's price. */
    EXACT,
    /** It is the same in all regions. */
    GLOBAL,
    /** It is the price of the class of regions that this one belongs to. */
    REGION_CLASS,
    /**
     * No price of this region is known: it is another region's, and must be shown as an estimate.
     */
    PROXY
  }

  /** A price and how well it fits. */
  public record Quote(Meter meter, Fit fit) {}

  /** The price book of a cloud. */
  public static PriceBook of(Cloud cloud) {
    return LOADED.computeIfAbsent(cloud, PriceBook::load);
  }

  /** All meters, in the order of the data. */
  public List<Meter> meters() {
    return List.copyOf(meters.values());
  }

  /** The meters of a service in exactly this region, in the order of the data. */
  public List<Meter> meters(String region, String service) {
    return meters.values().stream()
        .filter(meter -> meter.region().equals(region) && meter.service().equals(service))
        .toList();
  }

  /** The price in this region, or the one for all regions. Empty when neither is known. */
  public Optional<Quote> find(String region, String service, String meter) {
    return quote(region, service, meter, Fit.EXACT)
        .or(() -> quote(GLOBAL, service, meter, Fit.GLOBAL));
  }

  /**
   * As {@link #find}, then the class of the region, then the nearest of the regions that are known
   * best ({@code us-central1} or {@code europe-west1} and their like), marked as {@link Fit#PROXY}.
   */
  public Optional<Quote> findOrProxy(String region, String service, String meter) {
    return find(region, service, meter)
        .or(() -> regionClass(region, service, meter))
        .or(() -> proxy(region, service, meter));
  }

  private Optional<Quote> regionClass(String region, String service, String meter) {
    if (cloud != Cloud.GCP || !service.equals("Cloud Run") || CLOUD_RUN_TIER_1.contains(region)) {
      return Optional.empty();
    }
    return quote(TIER_2, service, meter.replace("(tier 1)", "(tier 2)"), Fit.REGION_CLASS);
  }

  private Optional<Quote> proxy(String region, String service, String meter) {
    boolean european = EUROPEAN.stream().anyMatch(region::startsWith);
    List<String> known = proxies();
    String first = european ? known.getLast() : known.getFirst();
    String second = european ? known.getFirst() : known.getLast();
    // Tier 1 regions of Cloud Run share one price, so this is the class's price rather than a
    // stand-in.
    Fit fit =
        cloud == Cloud.GCP && service.equals("Cloud Run") && CLOUD_RUN_TIER_1.contains(region)
            ? Fit.REGION_CLASS
            : Fit.PROXY;
    return quote(first, service, meter, fit).or(() -> quote(second, service, meter, fit));
  }

  private List<String> proxies() {
    return switch (cloud) {
      case GCP -> List.of("us-central1", "europe-west1");
      case AWS -> List.of("us-east-1", "eu-west-1");
      case AZURE -> List.of("eastus2", "westeurope");
    };
  }

  private Optional<Quote> quote(String region, String service, String meter, Fit fit) {
    return Optional.ofNullable(meters.get(new Key(region, service, meter)))
        .map(found -> new Quote(found, fit));
  }

  private static PriceBook load(Cloud cloud) {
    Map<Key, List<Price>> tiers = new LinkedHashMap<>();
    for (String[] row : FactLines.table("prices-" + FactSource.word(cloud) + ".tsv")) {
      tiers
          .computeIfAbsent(new Key(row[1], row[2], row[3]), key -> new ArrayList<>(1))
          .add(
              new Price(
                  row[4],
                  new BigDecimal(row[5]),
                  new BigDecimal(row[6]),
                  new FactSource(row[7], row[8])));
    }
    Map<Key, Meter> meters = new LinkedHashMap<>();
    tiers.forEach((key, prices) -> {
      prices.sort((a, b) -> a.tierFrom().compareTo(b.tierFrom()));
      meters.put(
          key, new Meter(cloud, key.region(), key.service(), key.meter(), List.copyOf(prices)));
    });
    return new PriceBook(cloud, meters);
  }

  /** The capacity part of a Memorystore meter: the price of a GiB falls from one to the next. */
  public static String redisCapacity(int gib) {
    if (gib <= 4) {
      return "M1 (1-4 GiB)";
    }
    if (gib <= 10) {
      return "M2 (5-10 GiB)";
    }
    if (gib <= 35) {
      return "M3 (11-35 GiB)";
    }
    return gib <= 100 ? "M4 (36-100 GiB)" : "M5 (over 100 GiB)";
  }
}
