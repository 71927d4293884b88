package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.cloud.azure.AlertRule.Criterion;
import dev.slipway.cloud.azure.AlertRule.Dimension;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.vocabulary.Engine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Conditions on what databases, caches and queues measure of themselves. */
final class DatastoreConditions {

  static final String POSTGRESQL = "Microsoft.DBforPostgreSQL/flexibleServers";
  static final String MYSQL = "Microsoft.DBforMySQL/flexibleServers";
  static final String REDIS = "Microsoft.Cache/redisEnterprise";
  static final String SERVICE_BUS = "Microsoft.ServiceBus/namespaces";
  private static final Duration SOON = Duration.ofMinutes(5);

  private DatastoreConditions() {}

  static List<AlertRule> of(Blueprint blueprint, Alert alert) {
    return blueprint
        .datastore(alert.target().name())
        .map(store ->
            switch (store) {
              case Datastore.Relational database -> database(blueprint, alert, database);
              case Datastore.Cache cache -> cache(blueprint, alert, cache);
              case Datastore.Topic topic -> queue(blueprint, alert, entities(blueprint, topic));
              case Datastore.TaskQueue queue ->
                  queue(blueprint, alert, List.of(new Entity(queue.name(), queue.maxConcurrent())));
              case Datastore.Document _, Datastore.Bucket _, Datastore.External _ ->
                  List.<AlertRule>of();
            })
        .orElse(List.of());
  }

  static Reference server(Datastore.Relational database) {
    return (database.engine() == Engine.MYSQL
            ? AzureAddresses.mysql(database.name())
            : AzureAddresses.postgresql(database.name()))
        .reference()
        .dot("id");
  }

  static String namespace(Datastore.Relational database) {
    return database.engine() == Engine.MYSQL ? MYSQL : POSTGRESQL;
  }

  private static List<AlertRule> database(
      Blueprint blueprint, Alert alert, Datastore.Relational database) {
    return switch (alert.signal()) {
      case DATABASE_UNREACHABLE -> unreachable(blueprint, alert, database);
      case DATABASE_CPU -> List.of(used(blueprint, alert, database, "cpu_percent"));
      case DATABASE_MEMORY -> List.of(used(blueprint, alert, database, "memory_percent"));
      case DATABASE_DISK -> List.of(used(blueprint, alert, database, "storage_percent"));
      case DATABASE_CONNECTIONS ->
          List.of(
              metric(
                  blueprint,
                  server(database),
                  alert.window(),
                  new Criterion(
                      namespace(database),
                      "active_connections",
                      "Maximum",
                      "GreaterThan",
                      AlertConditions.limitOf(alert),
                      List.of())));
      case UPTIME,
          ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          JOB_FAILURES,
          LOG_COUNT,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS,
          DAILY_COST ->
          List.of();
    };
  }

  private static AlertRule used(
      Blueprint blueprint, Alert alert, Datastore.Relational database, String what) {
    return metric(
        blueprint,
        server(database),
        alert.window(),
        new Criterion(
            namespace(database),
            what,
            "Average",
            "GreaterThan",
            number(alert.threshold()),
            List.of()));
  }

  /** PostgreSQL's servers say every minute that they live; of both Azure says when they do not. */
  private static List<AlertRule> unreachable(
      Blueprint blueprint, Alert alert, Datastore.Relational database) {
    List<AlertRule> rules = new ArrayList<>();
    rules.add(new AlertRule.Health(server(database)));
    if (database.engine() != Engine.MYSQL) {
      rules.add(
          metric(
              blueprint,
              server(database),
              longer(alert.window()),
              new Criterion(
                  POSTGRESQL, "is_db_alive", "Maximum", "LessThan", number(1), List.of())));
    }
    LogQueries.connectionFailures(blueprint, alert.target())
        .ifPresent(lines -> {
          List<Expression> all = new ArrayList<>(lines);
          all.add(text("| summarize entries = count()"));
          all.add(text("| where entries > 5"));
          rules.add(new AlertRule.Query(List.copyOf(all), Windows.query(alert.window()), ""));
        });
    return List.copyOf(rules);
  }

  private static Duration longer(Duration window) {
    return window.compareTo(SOON) < 0 ? SOON : window;
  }

  private static List<AlertRule> cache(Blueprint blueprint, Alert alert, Datastore.Cache cache) {
    return List.of(
        metric(
            blueprint,
            AzureAddresses.cache(cache.name()).reference().dot("id"),
            alert.window(),
            new Criterion(
                REDIS,
                "usedmemorypercentage",
                "Maximum",
                "GreaterThan",
                number(alert.threshold()),
                List.of())));
  }

  /**
   * What messages wait in.
   *
   * @param atOnce how many are worked on at the same time at most; Service Bus counts them among
   *     those that wait
   */
  record Entity(String name, long atOnce) {}

  /** A subscription whose messages are posted to a workload hands them on to a queue. */
  static List<Entity> entities(Blueprint blueprint, Datastore.Topic topic) {
    List<Entity> entities = new ArrayList<>();
    long pulled = 0;
    boolean pulls = false;
    for (Datastore.Subscription subscription : topic.subscriptions()) {
      long atOnce = atOnce(blueprint, subscription);
      if (QueueDelivery.pushes(blueprint, subscription)) {
        entities.add(new Entity(subscription.name(), atOnce));
      } else {
        pulled += atOnce;
        pulls = true;
      }
    }
    if (pulls) {
      entities.addFirst(new Entity(topic.name(), pulled));
    }
    return List.copyOf(entities);
  }

  private static long atOnce(Blueprint blueprint, Datastore.Subscription subscription) {
    return blueprint
        .workload(subscription.workload())
        .map(w -> (long) w.compute().concurrency() * w.scaling(blueprint.production().name()).max())
        .orElse(1L);
  }

  private static List<AlertRule> queue(Blueprint blueprint, Alert alert, List<Entity> entities) {
    if (entities.isEmpty()) {
      return List.of();
    }
    return switch (alert.signal()) {
      case QUEUE_AGE ->
          entities.stream()
              .flatMap(e ->
                  waiting(blueprint, alert, e, e.equals(entities.getFirst()) ? "" : e.name())
                      .stream())
              .toList();
      case DEAD_LETTERS ->
          List.of(
              metric(
                  blueprint,
                  AzureAddresses.NAMESPACE.reference().dot("id"),
                  alert.window(),
                  messages(
                      "DeadletteredMessages",
                      "Maximum",
                      "GreaterThanOrEqual",
                      alert.threshold().max(BigDecimal.ONE),
                      entities.stream().map(Entity::name).toList())));
      case UPTIME,
          ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          JOB_FAILURES,
          LOG_COUNT,
          DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY,
          DAILY_COST ->
          List.of();
    };
  }

  /**
   * Service Bus does not measure how old messages are. A rule on several metrics takes one value of
   * a dimension, so that each queue has its own.
   */
  private static List<AlertRule> waiting(
      Blueprint blueprint, Alert alert, Entity entity, String part) {
    Duration age = Duration.ofSeconds(seconds(alert).longValue());
    Duration window = Windows.metric(age.compareTo(alert.window()) < 0 ? alert.window() : age);
    List<String> name = List.of(entity.name());
    return List.of(
        messages(
            blueprint,
            part,
            window,
            "How old messages are is not measured: here some wait all the time, and none is"
                + " finished.",
            messages("ActiveMessages", "Minimum", "GreaterThan", BigDecimal.ZERO, name),
            messages("CompleteMessage", "Total", "LessThanOrEqual", BigDecimal.ZERO, name)),
        messages(
            blueprint,
            part.isEmpty() ? "backlog" : part + "-backlog",
            window,
            "And here more wait, all the time, than can be worked on at once.",
            messages(
                "ActiveMessages",
                "Minimum",
                "GreaterThan",
                BigDecimal.valueOf(Math.max(1, entity.atOnce())),
                name)));
  }

  private static AlertRule messages(
      Blueprint blueprint, String part, Duration window, String comment, Criterion... criteria) {
    return new AlertRule.Metric(
        part,
        Place.primary(blueprint),
        AzureAddresses.NAMESPACE.reference().dot("id"),
        List.of(criteria),
        window,
        comment);
  }

  private static Criterion messages(
      String metric, String aggregation, String operator, BigDecimal limit, List<String> entities) {
    return new Criterion(
        SERVICE_BUS,
        metric,
        aggregation,
        operator,
        number(limit),
        List.of(new Dimension("EntityName", entities)));
  }

  private static BigDecimal seconds(Alert alert) {
    return switch (alert.unit()) {
      case "min", "minutes" -> alert.threshold().multiply(BigDecimal.valueOf(60));
      case "h", "hours" -> alert.threshold().multiply(BigDecimal.valueOf(3600));
      default -> alert.threshold();
    };
  }

  private static AlertRule metric(
      Blueprint blueprint, Reference scope, Duration window, Criterion criterion) {
    return new AlertRule.Metric(
        "", Place.primary(blueprint), scope, List.of(criterion), Windows.metric(window), "");
  }
}
