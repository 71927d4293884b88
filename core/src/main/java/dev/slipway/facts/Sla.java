package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What vendors promise about availability. */
public final class Sla {

  private Sla() {}

  /**
   * One promise.
   *
   * @param configuration what it holds for, such as {@code Enterprise, regional (HA), excludes
   *     planned maintenance}
   * @param percent availability in percent; empty where there is no promise
   */
  public record Promise(
      Cloud cloud,
      String service,
      String configuration,
      Optional<BigDecimal> percent,
      FactSource source) {}

  private static final class Loaded {
    private static final List<Promise> ROWS = load();
  }

  /** The promises for a service, in the order of the data. */
  public static List<Promise> of(Cloud cloud, String service) {
    return Loaded.ROWS.stream()
        .filter(promise -> promise.cloud() == cloud && promise.service().equals(service))
        .toList();
  }

  /** The promise for a service in one configuration. */
  public static Optional<Promise> find(Cloud cloud, String service, String configuration) {
    return of(cloud, service).stream()
        .filter(promise -> promise.configuration().equals(configuration))
        .findFirst();
  }

  private static List<Promise> load() {
    List<Promise> promises = new ArrayList<>();
    for (String[] row : FactLines.table("sla.tsv")) {
      promises.add(
          new Promise(
              Limits.cloud(row[0]),
              row[1],
              row[2],
              Limits.decimal(row[3]),
              new FactSource(row[4], row[5])));
    }
    return List.copyOf(promises);
  }
}
