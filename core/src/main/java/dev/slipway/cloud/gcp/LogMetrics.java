package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts made from logs. What an application does not log cannot be counted; each comment says what
 * is looked for.
 */
final class LogMetrics {

  // Plain text on standard error has no severity in Cloud Run, so its usual first words count too.
  private static final String APPLICATION_ERROR =
      "(severity>=ERROR OR"
          + " textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT"
          + " log_id(\"run.googleapis.com/requests\")";
  private static final String FAILED_CALL =
      "(severity>=WARNING OR textPayload=~\"HTTP/[0-9.]+ [45][0-9][0-9]\""
          + " OR textPayload=~\"([Tt]imeout|[Tt]imed out|[Ff]ailed|[Ee]rror|[Ee]xception)\")";
  private static final String LOST_CONNECTION =
      "(failed to connect to instance|remaining connection slots are reserved|[Tt]oo many"
          + " connections|could not connect to server|connection to server .* failed|[Cc]onnection"
          + " refused|server closed the connection unexpectedly)";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");

  private LogMetrics() {}

  /** A filter and the labels that are taken from the entries, by name. */
  private record Count(Expression filter, Map<String, String> labels, String comment) {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    LogBuckets.add(blueprint, part);
    for (LogMetric metric : blueprint.observability().logMetrics()) {
      part.resource(
          MonitoringPass.FILE,
          GcpAddresses.logMetric(metric.name()),
          count(blueprint, metric).comment(),
          body(metric.name(), metric.description(), count(blueprint, metric)),
          Provenance.of(Element.workload(metric.workload()), "observability.logs"));
    }
    for (Alert alert : blueprint.observability().alerts()) {
      if (alert.signal() == Signal.DATABASE_UNREACHABLE) {
        connectionFailures(blueprint, alert, part);
      }
    }
  }

  /** Name of the metric that counts failed connections to a database. */
  static String connectionFailures(String datastore) {
    return ResourceAddress.id(datastore) + "_connection_failures";
  }

  private static void connectionFailures(Blueprint blueprint, Alert alert, StackPart.Builder part) {
    String datastore = alert.target().name();
    List<String> sources = new ArrayList<>();
    for (Workload workload : blueprint.workloads()) {
      if (connects(workload, Element.datastore(datastore))) {
        sources.add("(" + RunMetrics.filter(blueprint, workload) + ")");
      }
    }
    if (sources.isEmpty()) {
      return;
    }
    String filter =
        "(" + String.join(" OR ", sources) + ") AND " + anyMessage("=~", LOST_CONNECTION);
    String name = connectionFailures(datastore);
    part.resource(
        MonitoringPass.FILE,
        GcpAddresses.logMetric(name),
        "Lines in which the proxy or a driver says that it could not reach `" + datastore + "`.",
        body(
            name,
            "Failed connections to " + datastore + ".",
            new Count(text(filter), Map.of(), "")),
        Provenance.of(alert.target(), "observability.alerts"));
  }

  static boolean connects(Workload workload, Element to) {
    return workload.connections().stream().anyMatch(c -> c.to().equals(to));
  }

  private static Body.Builder body(String name, String description, Count count) {
    Body.Builder descriptor =
        Body.builder()
            .set("metric_kind", "DELTA")
            .set("value_type", "INT64")
            .set("unit", "1")
            .set("display_name", description);
    Map<String, Expression> extractors = new LinkedHashMap<>();
    count
        .labels()
        .forEach((label, extractor) -> {
          extractors.put(label, text(extractor));
          descriptor.block("labels", Body.builder().set("key", label).set("value_type", "STRING"));
        });
    Body.Builder body =
        Body.builder()
            .set("name", name)
            .set("description", description)
            .set("filter", count.filter());
    if (!extractors.isEmpty()) {
      body.set("label_extractors", object(extractors));
    }
    return body.block("metric_descriptor", descriptor);
  }

  private static Count count(Blueprint blueprint, LogMetric metric) {
    Workload workload = blueprint.workload(metric.workload()).orElseThrow();
    String own = RunMetrics.filter(blueprint, workload);
    return switch (metric.signal()) {
      case ERRORS ->
          new Count(
              text(own + " AND " + APPLICATION_ERROR),
              Map.of("severity", "EXTRACT(severity)"),
              "Error lines of the application; failed requests are counted by the platform"
                  + " itself.");
      case AUTHENTICATION_FAILURES ->
          new Count(
              text(own + " AND httpRequest.status=(401 OR 403)"),
              Map.of("status", "EXTRACT(httpRequest.status)"),
              "Requests that were answered with 401 or 403.");
      case RATE_LIMIT_HITS -> rateLimit(blueprint, workload, own);
      case EXTERNAL_API_FAILURES -> failedCalls(own, metric.detail());
      case SLOW_QUERIES -> slowQueries(blueprint, workload);
    };
  }

  private static Count rateLimit(Blueprint blueprint, Workload workload, String own) {
    String answered = "(" + own + " AND httpRequest.status=429)";
    boolean edge =
        blueprint.edge().loadBalancer() && blueprint.edge().rateLimitPerMinute().isPresent();
    String denied =
        "(resource.type=\"http_load_balancer\" AND resource.labels.backend_service_name=\""
            + GcpNames.resource(blueprint, workload.name())
            + "\" AND httpRequest.status=429"
            + " AND jsonPayload.statusDetails=\"denied_by_security_policy\")";
    boolean front = edge && workload.exposure() == Workload.Exposure.PUBLIC;
    return new Count(
        text(front ? answered + " OR " + denied : answered),
        Map.of("source", "EXTRACT(resource.type)"),
        front
            ? "Requests answered with 429: by the workload itself, or by Cloud Armor in front of"
                + " it."
            : "Requests answered with 429.");
  }

  private static Count failedCalls(String own, String host) {
    String plain = HOST.matcher(host).matches() ? host : "";
    return new Count(
        text(
            own
                + " AND NOT log_id(\"run.googleapis.com/requests\") AND "
                + anyMessage(":", plain)
                + " AND "
                + FAILED_CALL),
        Map.of(),
        "Lines that name "
            + plain
            + " and are a warning, an error or a failed HTTP exchange; a failed call has to be"
            + " logged with its host.");
  }

  private static String anyMessage(String operator, String value) {
    return "(textPayload"
        + operator
        + "\""
        + value
        + "\" OR jsonPayload.message"
        + operator
        + "\""
        + value
        + "\")";
  }

  private static Count slowQueries(Blueprint blueprint, Workload workload) {
    List<Relational> used =
        blueprint.datastores(Relational.class).stream()
            .filter(d -> connects(workload, d.element()))
            .toList();
    List<Object> parts = new ArrayList<>();
    parts.add("resource.type=\"cloudsql_database\" AND (");
    for (int i = 0; i < used.size(); i++) {
      parts.add((i == 0 ? "" : " OR ") + "(resource.labels.database_id=\"");
      parts.add(var("project_id"));
      parts.add(
          ":"
              + GcpNames.instance(blueprint, used.get(i).name())
              + "\" AND "
              + slow(used.get(i))
              + ")");
    }
    parts.add(")");
    return new Count(
        template(parts.toArray()),
        Map.of("database", "EXTRACT(resource.labels.database_id)"),
        "Statements of a second and longer, from the database's own log.");
  }

  private static String slow(Datastore database) {
    return database.engine() == Engine.MYSQL
        ? "log_id(\"cloudsql.googleapis.com/mysql-slow.log\")"
        : "log_id(\"cloudsql.googleapis.com/postgres.log\") AND textPayload=~\"duration:"
            + " [0-9]{4,}\"";
  }
}
