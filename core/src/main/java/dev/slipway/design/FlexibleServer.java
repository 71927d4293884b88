package dev.slipway.design;

import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.facts.Tiers;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Engine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure Database, flexible server. Its sizes carry the letters of their class in front, as
 * Terraform takes them, such as {@code GP_Standard_D2ds_v5}.
 */
final class FlexibleServer implements RelationalOffer {

  private static final Pattern NAME = Pattern.compile("Standard_[A-Z][A-Za-z0-9]{1,8}(?:_v[0-9])?");

  @Override
  public String service() {
    return "Azure Database";
  }

  @Override
  public String dearer() {
    return "Azure SQL Hyperscale or Cosmos DB";
  }

  @Override
  public String example() {
    return "GP_Standard_D2ds_v5";
  }

  /** There is one edition; the standby in another zone brings the higher service level. */
  @Override
  public List<Tier> dedicated(Engine engine, boolean plus) {
    List<String> sizes =
        engine == Engine.MYSQL
            ? List.of("D2ads_v5", "D4ads_v5", "D8ads_v5", "D16ads_v5", "D32ads_v5", "D64ads_v5")
            : List.of("D2ds_v5", "D4ds_v5", "D8ds_v5", "D16ds_v5", "D32ds_v5", "D64ds_v5");
    return sizes.stream().flatMap(n -> listed(engine, "Standard_" + n).stream()).toList();
  }

  @Override
  public Tier shared(Engine engine) {
    return listed(engine, "Standard_B2s").orElseThrow();
  }

  @Override
  public Tier smallest(Engine engine) {
    return listed(engine, "Standard_B1ms").orElseThrow();
  }

  @Override
  public Optional<Tier> named(Engine engine, String text) {
    Matcher matcher = NAME.matcher(text);
    return matcher.find() ? listed(engine, matcher.group()) : Optional.empty();
  }

  private static Optional<Tier> listed(Engine engine, String name) {
    String service =
        "Azure Database for "
            + (engine == Engine.MYSQL ? "MySQL" : "PostgreSQL")
            + " flexible server";
    return Tiers.find(Cloud.AZURE, service, name).map(FlexibleServer::tier);
  }

  private static Tier tier(Tiers.Tier t) {
    boolean burstable = t.name().startsWith("Standard_B");
    BigDecimal vcpu = t.vcpu().orElse(BigDecimal.ONE);
    return new Tier(
        sizeClass(t.name()) + t.name(),
        burstable ? BigDecimal.ZERO : vcpu,
        burstable ? vcpu.multiply(new BigDecimal("0.2")) : vcpu,
        t.memoryGib().orElse(BigDecimal.ONE),
        t.maxConnections().orElse(50) - RESERVED_CONNECTIONS,
        !burstable);
  }

  /** Of the connections the service keeps some for its own watching and replication. */
  private static final int RESERVED_CONNECTIONS = 15;

  private static String sizeClass(String name) {
    return switch (name.substring("Standard_".length()).toUpperCase(Locale.ROOT).charAt(0)) {
      case 'B' -> "B_";
      case 'E' -> "MO_";
      default -> "GP_";
    };
  }

  @Override
  public List<String> versions(Engine engine) {
    return engine == Engine.MYSQL
        ? List.of("8.0", "8.4")
        : List.of("13", "14", "15", "16", "17", "18");
  }

  @Override
  public int leastStorageGib() {
    return 32;
  }

  @Override
  public int mostStorageGib() {
    return 16_384;
  }

  @Override
  public int mostBackups() {
    return 35;
  }

  /** Backups and logs are kept equally long, and never less than a week. */
  @Override
  public int pointInTimeDays(Tier tier, int backups) {
    return Math.max(7, backups);
  }

  /** A token of the identity lasts an hour, and drivers do not renew it by themselves. */
  @Override
  public Login login() {
    return Login.PASSWORD;
  }
}
