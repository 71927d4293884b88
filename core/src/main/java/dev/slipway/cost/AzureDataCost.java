package dev.slipway.cost;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Element;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flexible servers, Managed Redis, Cosmos DB, Blob Storage and Service Bus. */
final class AzureDataCost {

  private static final Pattern SIZE =
      Pattern.compile("(B|GP|MO)_Standard_([BDE])([0-9]{1,3})([a-z]{0,4})(?:_v([0-9]))?");
  private static final BigDecimal REHEARSAL_DATA = new BigDecimal("0.1");
  private static final Range MESSAGE_SHARE = Range.of("0.05", "0.2", "1");
  private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);

  private final Scope scope;
  private final Bill bill;

  AzureDataCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  void server(Resource resource, String region, String engine) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    boolean replica =
        scope.text(resource.body(), "create_mode").filter("Replica"::equals).isPresent();
    boolean standby = standby(resource);
    String name = subject.element().name() + (replica ? " read replica: " : ": ");
    String service = engine + " Flexible Server";
    Optional<String> sku = scope.text(resource.body(), "sku_name");
    if (sku.isEmpty()) {
      bill.unknown(subject, name + "server", "The size is not known before Terraform runs.");
    } else {
      compute(subject, name, service, sku.get(), standby);
    }
    BigDecimal gib = gib(resource);
    BigDecimal copies = standby ? BigDecimal.TWO : BigDecimal.ONE;
    bill.usage(
        subject,
        name + "storage" + (standby ? " in two zones" : ""),
        new Range(gib, gib, gib.multiply(BigDecimal.TWO)).times(copies),
        new Tariff(service, "storage"),
        "the disk as it starts; high: it has grown to twice that");
    if (!replica) {
      backups(subject, name, service, resource, gib);
    }
  }

  /** The standby's block is there where a variable says so, which a dynamic block does. */
  private boolean standby(Resource resource) {
    return !resource.body().blocks("high_availability").isEmpty()
        || scope
            .blueprint()
            .datastore(resource.provenance().element().name())
            .filter(d -> d instanceof dev.slipway.blueprint.Datastore.Relational)
            .map(d -> (dev.slipway.blueprint.Datastore.Relational) d)
            .map(d -> d.size(scope.environment().name()).highAvailability())
            .orElse(false);
  }

  private BigDecimal gib(Resource resource) {
    return scope
        .number(resource.body(), "storage_mb")
        .map(mib -> mib.divide(MIB_PER_GIB, MathContext.DECIMAL32))
        .or(() -> scope.number(ComputeCost.block(resource.body(), "storage"), "size_gb"))
        .orElse(BigDecimal.valueOf(32));
  }

  private void compute(Subject subject, String name, String service, String sku, boolean standby) {
    Matcher matcher = SIZE.matcher(sku);
    String words = sku + (standby ? ", with a standby in another zone" : "");
    if (!matcher.matches()) {
      bill.unknown(subject, name + words, "The size " + sku + " is not known.");
      return;
    }
    BigDecimal servers = standby ? BigDecimal.TWO : BigDecimal.ONE;
    BigDecimal cores = new BigDecimal(matcher.group(3));
    Tariff tariff = tariff(service, matcher);
    boolean perServer = matcher.group(1).equals("B");
    if (!bill.knows(subject, tariff)) {
      bill.unknown(
          subject, name + words, "The price book has no price for " + sku + " of " + service + ".");
      return;
    }
    bill.known(
        subject,
        name + (perServer ? words : "vCores of " + words),
        Scope.HOURS.multiply(servers).multiply(perServer ? BigDecimal.ONE : cores),
        tariff);
  }

  private static Tariff tariff(String service, Matcher size) {
    return switch (size.group(1)) {
      case "B" ->
          new Tariff(
              service,
              "B" + size.group(3) + size.group(4).toUpperCase(java.util.Locale.ROOT) + " compute");
      case "MO" -> new Tariff(service, "Memory Optimized Edsv5 compute");
      default -> new Tariff(service, "General Purpose Ddsv5 compute");
    };
  }

  /** As much as the server is large is free. */
  private void backups(
      Subject subject, String name, String service, Resource resource, BigDecimal gib) {
    BigDecimal days =
        scope.number(resource.body(), "backup_retention_days").orElse(BigDecimal.valueOf(7));
    Range full = Range.of("0.1", "0.5", "1").times(gib);
    Range daily = Range.of("0.01", "0.02", "0.05").times(days).plus(Range.fixed(1));
    bill.usage(
        subject,
        name + "backups beyond the size of the disk",
        full.times(daily).with(Range.fixed(gib), BigDecimal::subtract).atLeast(BigDecimal.ZERO),
        new Tariff(service, "backup storage LRS"),
        days.toPlainString()
            + " days of backups of a disk that is 10 / 50 / 100 % full, of which 1 / 2 / 5 % change"
            + " a day");
  }

  void cache(Resource resource, String region) {
    Subject subject = scope.subject(Part.CACHE, resource, region);
    String name = subject.element().name() + ": ";
    Optional<String> sku = scope.text(resource.body(), "sku_name");
    boolean replicated =
        !scope
            .text(resource.body(), "high_availability_enabled")
            .filter("false"::equals)
            .isPresent();
    if (sku.isEmpty()) {
      bill.unknown(subject, name + "Redis", "The size is not known before Terraform runs.");
      return;
    }
    Tariff tariff =
        new Tariff(
            "Azure Managed Redis",
            sku.get().replace('_', ' ') + " per node (x2 with high availability)");
    if (!bill.knows(subject, tariff)) {
      bill.unknown(subject, name + sku.get(), "The price book has no price for it.");
      return;
    }
    bill.known(
        subject,
        name + sku.get() + (replicated ? ", two nodes" : ", one node"),
        Scope.HOURS.multiply(replicated ? BigDecimal.TWO : BigDecimal.ONE),
        tariff);
  }

  void documents(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    String name = subject.element().name() + ": ";
    Range requests = scope.requests().times(users(subject.element()));
    bill.usage(
        subject,
        name + "request units",
        requests.times(Range.of("2", "10", "35")).over("1000000"),
        new Tariff("Cosmos DB", "serverless request units"),
        "2 / 10 / 35 units for each request of a service that uses it");
    bill.usage(
        subject,
        name + "stored data",
        data(Range.of("1", "10", "50")),
        new Tariff("Cosmos DB", "transactional storage"),
        "1 / 10 / 50 GiB in production, a tenth before it");
  }

  void storage(Resource resource, String region) {
    if (resource.provenance().element().kind() != Element.Kind.DATASTORE) {
      return; // audit logs and functions' packages, a fraction of what the application keeps
    }
    Subject subject = scope.subject(Part.STORAGE, resource, region);
    String name = subject.element().name() + ": ";
    boolean zones =
        scope
            .text(resource.body(), "account_replication_type")
            .filter(t -> t.contains("ZRS"))
            .isPresent();
    bill.usage(
        subject,
        name + "objects" + (zones ? " in three zones" : ""),
        data(Range.of("1", "20", "200")),
        new Tariff("Blob Storage", (zones ? "Hot ZRS" : "Hot LRS") + " data stored"),
        "1 / 20 / 200 GiB in production, a tenth before it; cooler tiers are cheaper");
    Range requests = scope.requests().times(users(subject.element()));
    bill.usage(
        subject,
        name + "writes and lists",
        requests.times(Range.of("0.001", "0.01", "0.1")).over("10000"),
        new Tariff("Blob Storage", "Hot LRS write operations"),
        "one for 1000 / 100 / 10 requests");
    bill.usage(
        subject,
        name + "reads",
        requests.times(Range.of("0.01", "0.1", "1")).over("10000"),
        new Tariff("Blob Storage", "Hot LRS read operations"),
        "one for 100 / 10 / 1 requests");
  }

  /** One namespace for all topics and queues. */
  void messaging(Resource resource, String region) {
    Subject subject = scope.subject(Part.MESSAGING, resource, region);
    if (scope.text(resource.body(), "sku").filter("Premium"::equals).isPresent()) {
      bill.known(
          subject,
          "Service Bus: a messaging unit",
          Scope.HOURS.multiply(scope.number(resource.body(), "capacity").orElse(BigDecimal.ONE)),
          new Tariff("Service Bus", "Premium messaging unit"));
      return;
    }
    bill.known(
        subject,
        "Service Bus: namespace",
        Scope.HOURS,
        new Tariff("Service Bus", "Standard base charge"));
    bill.usage(
        subject,
        "Service Bus: operations",
        scope
            .requests()
            .times(MESSAGE_SHARE)
            .times(3)
            .over("1000000")
            .plus(Range.of("0.5", "2", "8")),
        new Tariff("Service Bus", "Standard operations"),
        "a message for 5 / 20 / 100 % of the requests, three operations each, and the readers'"
            + " polling");
  }

  private Range data(Range production) {
    return scope.environment().equals(scope.blueprint().production())
        ? production
        : production.times(REHEARSAL_DATA);
  }

  /** How many workloads use a datastore; at least one. */
  private long users(Element datastore) {
    long users =
        scope.blueprint().workloads().stream()
            .filter(w -> w.connections().stream().map(Connection::to).anyMatch(datastore::equals))
            .filter(w -> w.port().isPresent())
            .count();
    return Math.max(1, users);
  }
}
