package dev.slipway.cost;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Element;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** RDS, Aurora, ElastiCache, DynamoDB, S3, SQS and SNS. */
final class AwsDataCost {

  private static final String STORAGE = "RDS storage";
  private static final BigDecimal REHEARSAL_DATA = new BigDecimal("0.1");
  private static final Range MESSAGE_SHARE = Range.of("0.05", "0.2", "1");

  /** Within a family the price doubles from one size to the next. */
  private static final List<String> SIZES =
      List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge");

  private final Scope scope;
  private final Bill bill;

  AwsDataCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  void database(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    boolean replica = resource.body().argument("replicate_source_db").isPresent();
    boolean standby = scope.values().isTrue(resource.body(), "multi_az");
    String name = subject.element().name() + (replica ? " read replica: " : ": ");
    Optional<String> size = scope.text(resource.body(), "instance_class");
    if (size.isEmpty()) {
      bill.unknown(subject, name + "instance", "The size is not known before Terraform runs.");
    } else {
      instance(subject, name, engine(subject), size.get(), standby);
    }
    BigDecimal gib =
        scope.number(resource.body(), "allocated_storage").orElse(BigDecimal.valueOf(20));
    BigDecimal most =
        scope
            .number(resource.body(), "max_allocated_storage")
            .filter(m -> m.signum() > 0)
            .orElse(gib)
            .max(gib);
    bill.usage(
        subject,
        name + "gp3 storage" + (standby ? " in two zones" : ""),
        new Range(gib, gib, gib.multiply(BigDecimal.TWO).min(most)),
        new Tariff(STORAGE, "gp3 storage " + place(standby)),
        "the disk as it starts; high: it has grown to twice that");
    if (!replica) {
      backups(subject, name, resource, gib);
    }
  }

  private String engine(Subject subject) {
    return scope
        .blueprint()
        .datastore(subject.element().name())
        .map(d -> d.engine().label())
        .orElse("PostgreSQL");
  }

  private static String place(boolean standby) {
    return standby ? "Multi-AZ" : "Single-AZ";
  }

  private void instance(Subject subject, String name, String engine, String size, boolean standby) {
    String words = size + (standby ? ", with a standby in another zone" : "");
    String service = "RDS for " + engine;
    Optional<Sized> priced = priced(subject, service, size, standby);
    if (priced.isEmpty()) {
      bill.unknown(
          subject,
          name + words,
          "The price book has no price for " + size + " of " + service + ".");
      return;
    }
    bill.known(
        subject,
        name + words,
        Scope.HOURS.multiply(priced.get().times()),
        new Tariff(service, priced.get().size() + " " + place(standby) + " on-demand"));
  }

  /** A size with a price, and how many of it cost what the wanted one does. */
  private record Sized(String size, BigDecimal times) {}

  private Optional<Sized> priced(Subject subject, String service, String wanted, boolean standby) {
    Tariff exact = new Tariff(service, wanted + " " + place(standby) + " on-demand");
    if (bill.knows(subject, exact)) {
      return Optional.of(new Sized(wanted, BigDecimal.ONE));
    }
    int dot = wanted.lastIndexOf('.');
    String family = wanted.substring(0, Math.max(0, dot));
    int index = SIZES.indexOf(wanted.substring(dot + 1));
    for (int smaller = index - 1; smaller >= 0; smaller--) {
      String size = family + "." + SIZES.get(smaller);
      if (bill.knows(subject, new Tariff(service, size + " " + place(standby) + " on-demand"))) {
        return Optional.of(new Sized(size, BigDecimal.valueOf(1L << (index - smaller))));
      }
    }
    return Optional.empty();
  }

  /** As much as the database is large is free. */
  private void backups(Subject subject, String name, Resource resource, BigDecimal gib) {
    BigDecimal days =
        scope.number(resource.body(), "backup_retention_period").orElse(BigDecimal.ZERO);
    if (days.signum() == 0) {
      return;
    }
    Range full = Range.of("0.1", "0.5", "1").times(gib);
    Range daily = Range.of("0.01", "0.02", "0.05").times(days).plus(Range.fixed(1));
    Range beyond =
        full.times(daily).with(Range.fixed(gib), BigDecimal::subtract).atLeast(BigDecimal.ZERO);
    bill.usage(
        subject,
        name + "backups beyond the size of the disk",
        beyond,
        new Tariff(STORAGE, "backup storage beyond the free allocation (snapshots)"),
        days.toPlainString()
            + " days of backups of a disk that is 10 / 50 / 100 % full, of which 1 / 2 / 5 % change"
            + " a day");
  }

  void aurora(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    bill.usage(
        subject,
        subject.element().name() + ": capacity of an instance",
        Range.of("0.5", "1", "4").times(Scope.HOURS),
        new Tariff("Aurora", "Serverless v2 capacity, Standard"),
        "0.5 / 1 / 4 capacity units on average");
  }

  void auroraStorage(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    bill.usage(
        subject,
        subject.element().name() + ": storage",
        data(Range.of("10", "20", "100")),
        new Tariff("Aurora", "storage, Standard"),
        "10 / 20 / 100 GiB in production, a tenth before it");
    bill.usage(
        subject,
        subject.element().name() + ": reads and writes of the storage",
        scope.requests().times(Range.of("1", "4", "15")).over("1000000"),
        new Tariff("Aurora", "I/O requests, Standard"),
        "1 / 4 / 15 for each request");
  }

  void cache(Resource resource, String region) {
    Subject subject = scope.subject(Part.CACHE, resource, region);
    String name = subject.element().name() + ": ";
    Optional<String> node = scope.text(resource.body(), "node_type");
    BigDecimal nodes = scope.number(resource.body(), "num_cache_clusters").orElse(BigDecimal.ONE);
    String engine = scope.text(resource.body(), "engine").orElse("redis");
    if (node.isEmpty()) {
      bill.unknown(subject, name + "nodes", "The size is not known before Terraform runs.");
      return;
    }
    bill.known(
        subject,
        name + nodes.toPlainString() + " × " + node.get() + ", " + engine,
        Scope.HOURS.multiply(nodes),
        new Tariff(
            "ElastiCache (" + (engine.equals("valkey") ? "Valkey" : "Redis") + ")",
            node.get() + " node"));
  }

  void documents(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    String name = subject.element().name() + ": ";
    Range requests = scope.requests().times(users(subject.element()));
    bill.usage(
        subject,
        name + "reads",
        requests.times(Range.of("1", "4", "15")).over("1000000"),
        new Tariff("DynamoDB", "on-demand read request units"),
        "1 / 4 / 15 units read for each request of a service that uses it");
    bill.usage(
        subject,
        name + "writes",
        requests.times(Range.of("0.2", "1", "3")).over("1000000"),
        new Tariff("DynamoDB", "on-demand write request units"),
        "0.2 / 1 / 3 units written for each request of a service that uses it");
    Range stored = data(Range.of("1", "10", "50"));
    bill.usage(
        subject,
        name + "stored data",
        stored,
        new Tariff("DynamoDB", "storage, Standard class (past 25 GB free)"),
        "1 / 10 / 50 GiB in production, a tenth before it");
    if (!resource.body().blocks("point_in_time_recovery").isEmpty()) {
      bill.usage(
          subject,
          name + "point-in-time recovery",
          stored,
          new Tariff("DynamoDB", "point-in-time recovery storage"),
          "as much as is stored");
    }
  }

  void bucket(Resource resource, String region) {
    if (resource.provenance().element().kind() != Element.Kind.DATASTORE) {
      return; // logs and the like, a fraction of what the application keeps
    }
    Subject subject = scope.subject(Part.STORAGE, resource, region);
    String name = subject.element().name() + ": ";
    bill.usage(
        subject,
        name + "objects",
        data(Range.of("1", "20", "200")),
        new Tariff("S3", "Standard storage"),
        "1 / 20 / 200 GiB in production, a tenth before it; older classes are cheaper");
    Range requests = scope.requests().times(users(subject.element()));
    bill.usage(
        subject,
        name + "writes and lists",
        requests.times(Range.of("0.001", "0.01", "0.1")).over("1000"),
        new Tariff("S3", "PUT, COPY, POST, LIST requests, Standard"),
        "one for 1000 / 100 / 10 requests");
    bill.usage(
        subject,
        name + "reads",
        requests.times(Range.of("0.01", "0.1", "1")).over("1000"),
        new Tariff("S3", "GET, SELECT and other requests, Standard"),
        "one for 100 / 10 / 1 requests");
  }

  /** A message is sent, received and deleted; empty receives by long polling come on top. */
  void queue(Resource resource, String region) {
    if (resource.address().name().endsWith("_dead_letter")) {
      return;
    }
    Subject subject = scope.subject(Part.MESSAGING, resource, region);
    bill.usage(
        subject,
        subject.element().name() + ": requests of " + resource.address().name(),
        scope
            .requests()
            .times(MESSAGE_SHARE)
            .times(3)
            .over("1000000")
            .plus(Range.of("0.13", "0.26", "1")),
        new Tariff("SQS", "standard queue requests, first 100 billion (past 1M free)"),
        "a message for 5 / 20 / 100 % of the requests, three calls each, and the polling of 1 / 2 /"
            + " 8 readers");
  }

  void topic(Resource resource, String region) {
    if (resource.provenance().element().kind() != Element.Kind.DATASTORE) {
      return; // alerts
    }
    Subject subject = scope.subject(Part.MESSAGING, resource, region);
    bill.usage(
        subject,
        subject.element().name() + ": published messages",
        scope.requests().times(MESSAGE_SHARE).over("1000000"),
        new Tariff("SNS", "API requests"),
        "one for 5 / 20 / 100 % of the requests; deliveries to queues are free");
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
