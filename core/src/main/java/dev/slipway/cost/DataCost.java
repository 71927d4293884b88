package dev.slipway.cost;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Element;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;

/** Firestore, buckets, topics and queues. */
final class DataCost {

  private static final String FIRESTORE = "Firestore (Native, regional)";
  private static final String STORAGE = "Cloud Storage";
  private static final Tariff THROUGHPUT = new Tariff("Pub/Sub", "message throughput");
  private static final Tariff RETAINED =
      new Tariff("Pub/Sub", "retained acknowledged message or snapshot storage");

  /** Data that an environment before production keeps, as a share of production's. */
  private static final BigDecimal REHEARSAL_DATA = new BigDecimal("0.1");

  private static final Range MESSAGE_SHARE = Range.of("0.05", "0.2", "1");
  private static final Range MESSAGE_KIB = Range.of("1", "2", "5");

  private final Scope scope;
  private final Bill bill;

  DataCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  void firestore(Resource resource, String region) {
    Subject subject = scope.subject(Part.DATABASE, resource, region);
    String name = subject.element().name() + ": ";
    Range requests = scope.requests().times(users(subject.element()));
    bill.usage(
        subject,
        name + "document reads",
        requests.times(Range.of("1", "4", "15")).over("100000"),
        new Tariff(FIRESTORE, "document reads"),
        "1 / 4 / 15 documents read for each request of a service that uses it");
    bill.usage(
        subject,
        name + "document writes",
        requests.times(Range.of("0.2", "1", "3")).over("100000"),
        new Tariff(FIRESTORE, "document writes"),
        "0.2 / 1 / 3 documents written for each request of a service that uses it");
    bill.usage(
        subject,
        name + "stored data",
        data(Range.of("1", "10", "50")),
        new Tariff(FIRESTORE, "stored data"),
        "1 / 10 / 50 GiB in production, a tenth before it");
    if (scope
        .text(resource.body(), "point_in_time_recovery_enablement")
        .filter("POINT_IN_TIME_RECOVERY_ENABLED"::equals)
        .isPresent()) {
      bill.unknown(
          subject,
          name + "versions kept for point-in-time recovery, and backups",
          "The price book has no price for Firestore's backup storage.");
    }
  }

  void bucket(Resource resource, String region) {
    Subject subject = scope.subject(Part.STORAGE, resource, region);
    String name = subject.element().name() + ": ";
    bill.usage(
        subject,
        name + "objects",
        data(Range.of("1", "20", "200")),
        new Tariff(STORAGE, "Standard storage (regional)"),
        "1 / 20 / 200 GiB in production, a tenth before it; older classes are cheaper");
    Range requests = scope.requests().times(users(subject.element()));
    bill.usage(
        subject,
        name + "writes and lists",
        requests.times(Range.of("0.001", "0.01", "0.1")).over("1000"),
        new Tariff(STORAGE, "class A operations, Standard regional"),
        "one for 1000 / 100 / 10 requests");
    bill.usage(
        subject,
        name + "reads",
        requests.times(Range.of("0.01", "0.1", "1")).over("1000"),
        new Tariff(STORAGE, "class B operations, Standard regional"),
        "one for 100 / 10 / 1 requests");
  }

  void topic(Resource resource, String region) {
    Subject subject = scope.subject(Part.MESSAGING, resource, region);
    if (resource.address().name().endsWith("_dead_letter")) {
      return; // what fails is a sliver of what the topic itself carries
    }
    Range gib = scope.gib(MESSAGE_SHARE.times(MESSAGE_KIB));
    String name = subject.element().name() + ": ";
    bill.usage(
        subject,
        name + "messages, published and delivered",
        gib.times(2).over("1024"),
        THROUGHPUT,
        "a message of 1 / 2 / 5 KiB for 5 / 20 / 100 % of the requests, counted once in and once"
            + " out");
    scope
        .text(resource.body(), "message_retention_duration")
        .flatMap(DataCost::days)
        .ifPresent(days ->
            bill.usage(
                subject,
                name + "messages kept for replay",
                gib.times(days).over("30.4"),
                RETAINED,
                days.toPlainString() + " days of messages"));
  }

  private static java.util.Optional<BigDecimal> days(String seconds) {
    return ComputeCost.cpu(
            seconds.endsWith("s") ? seconds.substring(0, seconds.length() - 1) : seconds)
        .map(s ->
            s.divide(BigDecimal.valueOf(86_400), 2, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros());
  }

  void taskQueue(Resource resource, String region) {
    bill.unknown(
        scope.subject(Part.MESSAGING, resource, region),
        resource.provenance().element().name() + ": tasks",
        "The price book has no price for Cloud Tasks; it charges for operations, and few of them"
            + " cost cents.");
  }

  void schedule(Resource resource, String region) {
    bill.unknown(
        scope.subject(Part.MESSAGING, resource, region),
        resource.provenance().element().name() + ": schedule",
        "The price book has no price for Cloud Scheduler; it charges cents for each job.");
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
