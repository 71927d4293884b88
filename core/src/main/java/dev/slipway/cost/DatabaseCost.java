package dev.slipway.cost;

import static dev.slipway.cost.ComputeCost.block;

import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.facts.PriceBook;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud SQL instances and their replicas, Memorystore. */
final class DatabaseCost {

  private static final String SQL = "Cloud SQL (MySQL/PostgreSQL)";
  private static final String REDIS = "Memorystore for Redis";
  private static final Pattern CUSTOM = Pattern.compile("db-custom-(\\d{1,3})-(\\d{1,7})");
  private static final Pattern STANDARD = Pattern.compile("db-n1-(standard|highmem)-(\\d{1,3})");
  private static final Pattern PERFORMANCE = Pattern.compile("db-perf-optimized-N-(\\d{1,3})");
  private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);

  private final Scope scope;
  private final Bill bill;

  DatabaseCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  private record Machine(BigDecimal cpu, BigDecimal gib, String edition) {}

  void sql(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    Body settings = block(resource.body(), "settings");
    boolean regional =
        scope.text(settings, "availability_type").filter("REGIONAL"::equals).isPresent();
    boolean replica = resource.body().argument("master_instance_name").isPresent();
    String name = subject.element().name() + (replica ? " read replica: " : ": ");
    Optional<String> tier = scope.text(settings, "tier");
    if (tier.isEmpty()) {
      bill.unknown(subject, name + "instance", "The tier is not known before Terraform runs.");
    } else {
      instance(subject, name, tier.get(), regional);
    }
    storage(subject, name, settings, regional);
    if (!replica) {
      backups(subject, name, settings);
    }
  }

  private void instance(Subject subject, String name, String tier, boolean regional) {
    String place = regional ? "regional HA" : "zonal";
    String words = tier + (regional ? ", with a standby in another zone" : "");
    if (tier.equals("db-f1-micro") || tier.equals("db-g1-small")) {
      bill.known(subject, name + words, Scope.HOURS, new Tariff(SQL, tier + " " + place));
      return;
    }
    Optional<Machine> machine = machine(tier);
    if (machine.isEmpty()) {
      bill.unknown(subject, name + words, "The size of the tier " + tier + " is not known.");
      return;
    }
    Machine m = machine.get();
    bill.known(
        subject,
        name + "vCPU of " + words,
        Scope.HOURS.multiply(m.cpu()),
        new Tariff(SQL, m.edition() + " vCPU " + place));
    bill.known(
        subject,
        name + "memory of " + words,
        Scope.HOURS.multiply(m.gib()),
        memory(subject, m.edition(), place));
  }

  /** Where a price is listed under another name in one region, that one is taken. */
  private Tariff memory(Subject subject, String edition, String place) {
    Tariff plain = new Tariff(SQL, edition + " memory " + place);
    Tariff halved = new Tariff(SQL, plain.meter() + " (half of the regional HA figure)");
    return bill.has(subject, halved) ? halved : plain;
  }

  private static Optional<Machine> machine(String tier) {
    Matcher custom = CUSTOM.matcher(tier);
    if (custom.matches()) {
      return Optional.of(
          new Machine(
              new BigDecimal(custom.group(1)),
              new BigDecimal(custom.group(2)).divide(MIB_PER_GIB, MathContext.DECIMAL32),
              "Enterprise"));
    }
    Matcher standard = STANDARD.matcher(tier);
    if (standard.matches()) {
      BigDecimal cpu = new BigDecimal(standard.group(2));
      String perCpu = standard.group(1).equals("standard") ? "3.75" : "6.5";
      return Optional.of(new Machine(cpu, cpu.multiply(new BigDecimal(perCpu)), "Enterprise"));
    }
    Matcher performance = PERFORMANCE.matcher(tier);
    if (performance.matches()) {
      BigDecimal cpu = new BigDecimal(performance.group(1));
      return Optional.of(new Machine(cpu, cpu.multiply(new BigDecimal(8)), "Enterprise Plus"));
    }
    return Optional.empty();
  }

  private void storage(Subject subject, String name, Body settings, boolean regional) {
    BigDecimal size = scope.number(settings, "disk_size").orElse(BigDecimal.TEN);
    Tariff named = new Tariff(SQL, "SSD storage " + (regional ? "regional HA" : "zonal"));
    Tariff plus = new Tariff(SQL, named.meter() + " (Enterprise Plus meter)");
    BigDecimal limit =
        scope
            .number(settings, "disk_autoresize_limit")
            .filter(l -> l.signum() > 0)
            .orElse(size.multiply(BigDecimal.valueOf(4)));
    Range gib = new Range(size, size, size.multiply(BigDecimal.valueOf(2)).min(limit.max(size)));
    bill.usage(
        subject,
        name + "SSD storage" + (regional ? " in two zones" : ""),
        gib,
        bill.has(subject, plus) ? plus : named,
        "the disk as it starts; high: it has grown to twice that");
  }

  private void backups(Subject subject, String name, Body settings) {
    Body backup = block(settings, "backup_configuration");
    if (!scope.values().isTrue(backup, "enabled")) {
      return;
    }
    BigDecimal size = scope.number(settings, "disk_size").orElse(BigDecimal.TEN);
    BigDecimal kept =
        scope
            .number(block(backup, "backup_retention_settings"), "retained_backups")
            .orElse(BigDecimal.valueOf(7));
    Range full = Range.of("0.1", "0.5", "1").times(size);
    Range daily = Range.of("0.01", "0.02", "0.05").times(kept).plus(Range.fixed(1));
    bill.usage(
        subject,
        name + "backups",
        full.times(daily),
        new Tariff(SQL, "backup storage"),
        kept.toPlainString()
            + " daily backups of a disk that is 10 / 50 / 100 % full, of which 1 / 2 / 5 % change a"
            + " day");
  }

  void redis(Resource resource, String region) {
    Subject subject = scope.subject(Part.CACHE, resource, region);
    boolean standard =
        scope.text(resource.body(), "tier").filter("STANDARD_HA"::equals).isPresent();
    Optional<BigDecimal> gib = scope.number(resource.body(), "memory_size_gb");
    String name = subject.element().name() + ": ";
    if (gib.isEmpty()) {
      bill.unknown(subject, name + "Redis", "The size is not known before Terraform runs.");
      return;
    }
    BigDecimal size = gib.get();
    bill.known(
        subject,
        name
            + "Redis, "
            + size.toPlainString()
            + " GiB"
            + (standard ? ", with a replica" : ", no replica"),
        Scope.HOURS.multiply(size),
        new Tariff(
            REDIS,
            (standard ? "Standard" : "Basic")
                + " tier "
                + PriceBook.redisCapacity(size.intValue())));
  }
}
