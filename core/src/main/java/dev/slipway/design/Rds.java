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

/** Amazon RDS. */
final class Rds implements RelationalOffer {

  private static final String SMALLEST = "db.t4g.micro";
  private static final String SHARED = "db.t4g.small";

  /** Burstable ones first: they cost half, and the load decides whether their bursts suffice. */
  private static final List<String> DEDICATED =
      List.of(
          "db.t4g.medium",
          "db.t4g.large",
          "db.m7g.large",
          "db.m7g.xlarge",
          "db.m7g.2xlarge",
          "db.m7g.4xlarge");

  private static final Pattern NAME = Pattern.compile("db\\.[a-z0-9]{2,8}\\.[a-z0-9]{4,10}");

  /**
   * The share of its vCPU that a burstable size has around the clock, in percent: the baseline of
   * T4g, from the EC2 documentation.
   */
  private static int baselinePercent(String size) {
    return size.endsWith(".medium") || size.endsWith(".small")
        ? 20
        : size.endsWith(".micro") ? 10 : size.endsWith(".large") ? 30 : 40;
  }

  @Override
  public String service() {
    return "Amazon RDS";
  }

  @Override
  public String dearer() {
    return "Aurora";
  }

  @Override
  public String example() {
    return "db.m7g.large";
  }

  /** There is one edition; Multi-AZ brings the higher service level. */
  @Override
  public List<Tier> dedicated(Engine engine, boolean plus) {
    return DEDICATED.stream().flatMap(n -> listed(engine, n).stream()).toList();
  }

  @Override
  public Tier shared(Engine engine) {
    return listed(engine, SHARED).orElseThrow();
  }

  @Override
  public Tier smallest(Engine engine) {
    return listed(engine, SMALLEST).orElseThrow();
  }

  @Override
  public Optional<Tier> named(Engine engine, String text) {
    Matcher matcher = NAME.matcher(text);
    return matcher.find() ? listed(engine, matcher.group()) : Optional.empty();
  }

  private static Optional<Tier> listed(Engine engine, String name) {
    String service = engine == Engine.MYSQL ? "RDS for MySQL" : "RDS for PostgreSQL";
    return Tiers.find(Cloud.AWS, service, name).map(Rds::tier);
  }

  private static Tier tier(Tiers.Tier t) {
    boolean shared = t.name().equals(SMALLEST) || t.name().equals(SHARED);
    BigDecimal vcpu = t.vcpu().orElse(BigDecimal.TWO);
    BigDecimal sustained =
        t.name().startsWith("db.t")
            ? vcpu.multiply(BigDecimal.valueOf(baselinePercent(t.name()), 2))
            : vcpu;
    // The formula behind the figure counts all memory; the engine keeps up to a quarter of it.
    int connections = t.maxConnections().orElse(100) * 3 / 4;
    return new Tier(
        t.name(),
        shared ? BigDecimal.ZERO : vcpu,
        sustained,
        t.memoryGib().orElse(BigDecimal.ONE),
        connections,
        true);
  }

  @Override
  public List<String> versions(Engine engine) {
    return engine == Engine.MYSQL
        ? List.of("8.0", "8.4")
        : List.of("13", "14", "15", "16", "17", "18");
  }

  @Override
  public int leastStorageGib() {
    return 20;
  }

  @Override
  public int mostStorageGib() {
    return 65_536;
  }

  @Override
  public int mostBackups() {
    return 35;
  }

  /** Automated backups and logs are kept equally long. */
  @Override
  public int pointInTimeDays(Tier tier, int backups) {
    return backups;
  }

  /**
   * A token of the identity lasts a quarter of an hour, and drivers do not renew it by themselves.
   */
  @Override
  public Login login() {
    return Login.PASSWORD;
  }
}
