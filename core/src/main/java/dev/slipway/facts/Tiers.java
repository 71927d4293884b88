package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sizes of managed databases and caches. */
public final class Tiers {

  private static final String CLOUD_SQL_POSTGRESQL = "Cloud SQL for PostgreSQL";

  /** Default connection limits of Cloud SQL for PostgreSQL, band by band. */
  private static final List<Integer> CLOUD_SQL_BANDS =
      List.of(25, 50, 100, 200, 400, 500, 600, 800, 1000);

  private Tiers() {}

  /**
   * One size.
   *
   * @param service such as {@code Cloud SQL for PostgreSQL}
   * @param vcpu absent for shared cores and where none is stated
   * @param sharedCore whether the CPU is shared with others
   * @param memoryGib absent where none is stated
   * @param maxConnections the default limit; where sources disagree the lower
   * @param maxStorageGib absent where none is stated
   * @param maxIops absent where none is stated
   */
  public record Tier(
      Cloud cloud,
      String service,
      String name,
      Optional<BigDecimal> vcpu,
      boolean sharedCore,
      Optional<BigDecimal> memoryGib,
      Optional<Integer> maxConnections,
      Optional<Integer> maxStorageGib,
      Optional<Integer> maxIops,
      String notes,
      FactSource source) {}

  private static final class Loaded {
    private static final List<Tier> ROWS = load();
  }

  /** The sizes of a service, in the order of the data: as a rule smallest first. */
  public static List<Tier> of(Cloud cloud, String service) {
    return Loaded.ROWS.stream()
        .filter(tier -> tier.cloud() == cloud && tier.service().equals(service))
        .toList();
  }

  public static Optional<Tier> find(Cloud cloud, String service, String name) {
    return of(cloud, service).stream().filter(tier -> tier.name().equals(name)).findFirst();
  }

  /** The names of a cloud's services that have sizes, in the order of the data. */
  public static List<String> services(Cloud cloud) {
    return Loaded.ROWS.stream()
        .filter(tier -> tier.cloud() == cloud)
        .map(Tier::service)
        .distinct()
        .toList();
  }

  private static List<Tier> load() {
    List<Tier> tiers = new ArrayList<>();
    for (String[] row : FactLines.table("tiers.tsv")) {
      tiers.add(tier(row));
    }
    return List.copyOf(tiers);
  }

  private static Tier tier(String[] row) {
    return new Tier(
        Limits.cloud(row[0]),
        row[1],
        row[2],
        Limits.decimal(row[3]),
        row[3].contains("shared"),
        Limits.decimal(row[4]),
        Limits.decimal(row[5]).map(BigDecimal::intValue).map(n -> connections(row[1], n)),
        Limits.decimal(row[6]).map(BigDecimal::intValue),
        Limits.decimal(row[7]).map(BigDecimal::intValue),
        row[9],
        new FactSource(row[10], row[11]));
  }

  /**
   * The stated bands may be one too high: two sources disagree about 7.5 GiB, and the lower limit
   * is the safe one.
   */
  private static int connections(String service, int stated) {
    int band = CLOUD_SQL_BANDS.indexOf(stated);
    boolean doubtful = service.equals(CLOUD_SQL_POSTGRESQL) && stated > 100 && band > 0;
    return doubtful ? CLOUD_SQL_BANDS.get(band - 1) : stated;
  }
}
