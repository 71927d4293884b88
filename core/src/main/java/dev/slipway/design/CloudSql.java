package dev.slipway.design;

import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.facts.Tiers;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Engine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud SQL. */
final class CloudSql implements RelationalOffer {

  private static final String SMALLEST = "db-f1-micro";
  private static final String SHARED = "db-g1-small";

  /** Memory in proportion to the CPU, as the cloud offers it by default. */
  private static final List<String> DEDICATED =
      List.of(
          "db-custom-1-3840",
          "db-custom-2-7680",
          "db-custom-4-15360",
          "db-custom-8-30720",
          "db-custom-16-61440",
          "db-custom-32-122880",
          "db-custom-64-245760");

  private static final List<String> DEDICATED_PLUS =
      List.of(
          "db-perf-optimized-N-2",
          "db-perf-optimized-N-4",
          "db-perf-optimized-N-8",
          "db-perf-optimized-N-16",
          "db-perf-optimized-N-32",
          "db-perf-optimized-N-64");

  private static final Pattern NAME = Pattern.compile("db-[a-zA-Z0-9-]{4,40}");
  private static final Pattern CUSTOM = Pattern.compile("db-custom-([0-9]{1,2})-([0-9]{4,6})");
  private static final int MYSQL_CONNECTIONS = 4000;

  @Override
  public String service() {
    return "Cloud SQL";
  }

  @Override
  public String dearer() {
    return "AlloyDB or Spanner";
  }

  @Override
  public String example() {
    return "db-custom-2-7680";
  }

  @Override
  public List<String> versions(Engine engine) {
    return engine == Engine.MYSQL
        ? List.of("8.0", "8.4")
        : List.of("13", "14", "15", "16", "17", "18");
  }

  @Override
  public int leastStorageGib() {
    return 10;
  }

  @Override
  public int mostStorageGib() {
    return 65_536;
  }

  @Override
  public int mostBackups() {
    return 365;
  }

  @Override
  public int pointInTimeDays(Tier tier, int backups) {
    return tier.name().startsWith("db-perf-optimized") ? 14 : 7;
  }

  @Override
  public Login login() {
    return Login.IDENTITY;
  }

  @Override
  public List<Tier> dedicated(Engine engine, boolean plus) {
    return (plus ? DEDICATED_PLUS : DEDICATED)
        .stream().flatMap(n -> listed(engine, n).stream()).toList();
  }

  @Override
  public Tier shared(Engine engine) {
    return listed(engine, SHARED).orElseThrow();
  }

  @Override
  public Tier smallest(Engine engine) {
    return listed(engine, SMALLEST).orElseThrow();
  }

  /** One of the list, or a custom one with a valid shape. */
  @Override
  public Optional<Tier> named(Engine engine, String text) {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group();
    return listed(engine, name).or(() -> custom(engine, name));
  }

  private static Optional<Tier> listed(Engine engine, String name) {
    return Tiers.find(Cloud.GCP, service(engine), name)
        .map(t ->
            tier(
                t.name(),
                t.sharedCore() ? BigDecimal.ZERO : t.vcpu().orElse(BigDecimal.ONE),
                t.memoryGib().orElse(BigDecimal.ONE),
                t.maxConnections().orElse(25)));
  }

  private static Tier tier(String name, BigDecimal vcpu, BigDecimal memoryGib, int maxConnections) {
    return new Tier(name, vcpu, vcpu, memoryGib, maxConnections, vcpu.signum() > 0);
  }

  /**
   * Cloud SQL takes 1 or an even number of vCPU, with 0.9 to 6.5 GiB each and at least 3.75 GiB.
   */
  private Optional<Tier> custom(Engine engine, String name) {
    Matcher matcher = CUSTOM.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int vcpu = Integer.parseInt(matcher.group(1));
    int mebibytes = Integer.parseInt(matcher.group(2));
    boolean valid =
        (vcpu == 1 || vcpu % 2 == 0)
            && vcpu >= 1
            && vcpu <= 96
            && mebibytes % 256 == 0
            && mebibytes >= 3840
            && mebibytes >= vcpu * 922
            && mebibytes <= vcpu * 6656;
    return valid
        ? Optional.of(
            tier(
                name,
                BigDecimal.valueOf(vcpu),
                new BigDecimal(mebibytes).divide(new BigDecimal("1024")),
                connections(engine, mebibytes)))
        : Optional.empty();
  }

  /** The default of the next smaller listed size, so on the safe side. */
  private int connections(Engine engine, int mebibytes) {
    if (engine == Engine.MYSQL) {
      return MYSQL_CONNECTIONS;
    }
    int connections = 100;
    for (Tier tier : dedicated(engine, false)) {
      if (tier.memoryGib().multiply(new BigDecimal("1024")).intValue() <= mebibytes) {
        connections = tier.maxConnections();
      }
    }
    return connections;
  }

  private static String service(Engine engine) {
    return engine == Engine.MYSQL ? "Cloud SQL for MySQL" : "Cloud SQL for PostgreSQL";
  }
}
