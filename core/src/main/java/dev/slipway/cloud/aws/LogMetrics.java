package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Counts made from logs. What an application does not log cannot be counted; each comment says what
 * is looked for.
 */
final class LogMetrics {

  private static final String APPLICATION_ERROR =
      "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught"
          + " ?\"\\\"level\\\":\\\"error\\\"\"";
  private static final String LOST_CONNECTION =
      "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many"
          + " connections\" ?\"could not connect to server\" ?\"remaining connection slots\"";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");

  private LogMetrics() {}

  /** Where counts made from logs are. */
  static String namespace(Blueprint blueprint) {
    return "Slipway/" + blueprint.project().slug();
  }

  static Metric metric(Blueprint blueprint, String name) {
    return Metric.of(namespace(blueprint), name, "Sum");
  }

  /** Whether a workload's log is a group of this stack. */
  static boolean logged(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint);
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    if (!logged(blueprint)) {
      return;
    }
    for (LogMetric metric : blueprint.observability().logMetrics()) {
      blueprint.workload(metric.workload()).ifPresent(w -> add(blueprint, metric, w, part));
    }
    for (Datastore.Relational store : blueprint.datastores(Datastore.Relational.class)) {
      for (Workload workload : clients(blueprint, store)) {
        connectionFailures(blueprint, store, workload, part);
      }
    }
  }

  private static void add(
      Blueprint blueprint, LogMetric metric, Workload workload, StackPart.Builder part) {
    Provenance why = Provenance.of(Element.workload(metric.workload()), "observability.logs");
    if (metric.signal() == LogSignal.SLOW_QUERIES) {
      slowQueries(blueprint, metric, workload, part, why);
      return;
    }
    filter(
        blueprint,
        AwsAddresses.logMetric(metric.name()),
        metric.name(),
        comment(metric),
        AwsAddresses.logGroup(workload.name()).reference().dot("name"),
        pattern(metric),
        part,
        why);
  }

  private static String comment(LogMetric metric) {
    return switch (metric.signal()) {
      case ERRORS -> "Error lines of the application; failed requests are counted elsewhere.";
      case AUTHENTICATION_FAILURES ->
          "Lines of an access log that end in 401 or 403; they have to be logged to be counted.";
      case RATE_LIMIT_HITS ->
          "Lines of an access log that end in 429; what the firewall turns away it counts itself.";
      case EXTERNAL_API_FAILURES ->
          "Lines that name the host and then a failure; a failed call has to be logged with its"
              + " host.";
      case SLOW_QUERIES -> "Statements of a second and longer, from the database's own log.";
    };
  }

  private static String pattern(LogMetric metric) {
    return switch (metric.signal()) {
      case ERRORS -> APPLICATION_ERROR;
      case AUTHENTICATION_FAILURES -> answered("401") + " " + answered("403");
      case RATE_LIMIT_HITS -> answered("429");
      case EXTERNAL_API_FAILURES -> failedCall(metric.detail());
      case SLOW_QUERIES -> "\"duration:\"";
    };
  }

  /** An answer as the usual access logs write it, as text and as JSON. */
  private static String answered(String status) {
    return "?\"\\\" "
        + status
        + "\" ?\"\\\"status\\\":"
        + status
        + "\" ?\"\\\"status\\\": "
        + status
        + "\" ?\"\\\"statusCode\\\":"
        + status
        + "\" ?\"status="
        + status
        + "\"";
  }

  private static String failedCall(String host) {
    String plain = HOST.matcher(host).matches() ? host.replace(".", "\\.") : "";
    return "%"
        + plain
        + ".*(error|Error|timeout|Timeout|timed out|failed|Failed|exception|Exception|"
        + " [45][0-9][0-9])%";
  }

  static List<Workload> clients(Blueprint blueprint, Datastore store) {
    return Runtime.tasks(blueprint).stream()
        .filter(w -> w.connections().stream().anyMatch(c -> c.to().equals(store.element())))
        .toList();
  }

  /** Name of the metric that counts failed connections to a database. */
  static String connectionFailures(Datastore store) {
    return ResourceAddress.id(store.name()) + "_connection_failures";
  }

  private static void connectionFailures(
      Blueprint blueprint, Datastore store, Workload workload, StackPart.Builder part) {
    filter(
        blueprint,
        AwsAddresses.logMetric(connectionFailures(store) + "_" + workload.name()),
        connectionFailures(store),
        "",
        AwsAddresses.logGroup(workload.name()).reference().dot("name"),
        LOST_CONNECTION,
        part,
        Provenance.of(store.element(), "observability.alerts"));
  }

  private static void slowQueries(
      Blueprint blueprint,
      LogMetric metric,
      Workload workload,
      StackPart.Builder part,
      Provenance why) {
    List<Datastore.Relational> used =
        blueprint.datastores(Datastore.Relational.class).stream()
            .filter(d -> workload.connections().stream().anyMatch(c -> c.to().equals(d.element())))
            .toList();
    for (int i = 0; i < used.size(); i++) {
      Datastore.Relational store = used.get(i);
      boolean mysql = store.engine() == Engine.MYSQL;
      filter(
          blueprint,
          AwsAddresses.logMetric(i == 0 ? metric.name() : metric.name() + "_" + store.name()),
          metric.name(),
          comment(metric),
          DatabaseLogs.address(store)
              .reference()
              .at(text(mysql ? "slowquery" : "postgresql"))
              .dot("name"),
          mysql ? "\"Query_time\"" : "\"duration:\"",
          part,
          why);
    }
  }

  private static void filter(
      Blueprint blueprint,
      ResourceAddress address,
      String metric,
      String comment,
      Expression group,
      String pattern,
      StackPart.Builder part,
      Provenance why) {
    part.resource(
        MonitoringPass.FILE,
        address,
        comment,
        Body.builder()
            .set("name", address.name())
            .set("log_group_name", group)
            .set("pattern", pattern)
            .block(
                "metric_transformation",
                Body.builder()
                    .set("namespace", namespace(blueprint))
                    .set("name", metric)
                    .set("value", "1")
                    .set("default_value", "0")
                    .set("unit", "Count")),
        why);
  }
}
