package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Counts made from logs, as queries whose rows are the entries that count. What an application does
 * not log cannot be counted.
 */
final class LogQueries {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
  private static final String ERROR_LINE =
      "| where message matches regex"
          + " @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches"
          + " regex"
          + " @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"";
  private static final String FAILED_CALL =
      "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches"
          + " regex @\"(?i)(timeout|timed out|failed|error|exception)\"";
  private static final String LOST_CONNECTION =
      "| where message matches regex @\"(?i)(remaining connection slots are reserved|too many"
          + " connections|could not connect to server|connection to server .* failed|connection"
          + " refused|server closed the connection unexpectedly)\"";

  private LogQueries() {}

  /** The entries of a log metric; none where only a metric of the platform counts them. */
  static Optional<List<Expression>> of(Blueprint blueprint, LogMetric metric) {
    Workload workload = blueprint.workload(metric.workload()).orElseThrow();
    return switch (metric.signal()) {
      case ERRORS -> Optional.of(errors(blueprint, workload));
      case EXTERNAL_API_FAILURES -> Optional.of(failedCalls(blueprint, workload, metric.detail()));
      case SLOW_QUERIES -> slowQueries(blueprint, workload);
      case AUTHENTICATION_FAILURES -> answered(blueprint, workload, "status in (401, 403)");
      case RATE_LIMIT_HITS -> rateLimit(blueprint, workload);
    };
  }

  private static List<Expression> errors(Blueprint blueprint, Workload workload) {
    return workload.kind() == WorkloadKind.FUNCTION
        ? plus(messages(blueprint, workload), "| where SeverityLevel >= 3")
        : plus(messages(blueprint, workload), ERROR_LINE);
  }

  private static List<Expression> failedCalls(
      Blueprint blueprint, Workload workload, String detail) {
    String host = HOST.matcher(detail).matches() ? detail : "";
    return plus(
        plus(messages(blueprint, workload), "| where message has \"" + host + "\""), FAILED_CALL);
  }

  private static Optional<List<Expression>> answered(
      Blueprint blueprint, Workload workload, String condition) {
    return RequestLog.of(blueprint, workload).map(lines -> plus(lines, "| where " + condition));
  }

  /** What Front Door turns away itself never has an origin. */
  private static Optional<List<Expression>> rateLimit(Blueprint blueprint, Workload workload) {
    if (!RequestLog.behindFrontDoor(blueprint, workload)) {
      return answered(blueprint, workload, "status == 429");
    }
    return Optional.of(
        List.of(
            RequestLog.frontDoor(),
            text(
                "| where status == 429 and (origin startswith \""
                    + AzureNames.app(blueprint, workload.name())
                    + ".\" or origin in (\"\", \"N/A\"))")));
  }

  private static Optional<List<Expression>> slowQueries(Blueprint blueprint, Workload workload) {
    List<Relational> used =
        blueprint.datastores(Relational.class).stream()
            .filter(d -> connects(workload, d.element()))
            .toList();
    if (used.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> lines = new ArrayList<>();
    lines.add(text("AzureDiagnostics"));
    for (int i = 0; i < used.size(); i++) {
      lines.add(
          template(
              (i == 0 ? "| where " : "  or ") + "(_ResourceId =~ \"",
              server(used.get(i)).dot("id"),
              "\" and " + slow(used.get(i)) + ")"));
    }
    return Optional.of(List.copyOf(lines));
  }

  private static Expression.Reference server(Relational database) {
    return (database.engine() == Engine.MYSQL
            ? AzureAddresses.mysql(database.name())
            : AzureAddresses.postgresql(database.name()))
        .reference();
  }

  private static String slow(Datastore database) {
    return database.engine() == Engine.MYSQL
        ? "Category == \"MySqlSlowLogs\""
        : "Category == \"PostgreSQLLogs\" and column_ifexists(\"Message\", \"\") matches regex"
            + " @\"duration: [0-9]{4,}\"";
  }

  /** Lines in which workloads say that they could not reach a database. */
  static Optional<List<Expression>> connectionFailures(Blueprint blueprint, Element datastore) {
    if (Requirement.kubernetes(blueprint)) {
      return Optional.empty();
    }
    List<String> names =
        blueprint.workloads().stream()
            .filter(AppEnvironmentPass::contained)
            .filter(w -> connects(w, datastore))
            .map(w -> "\"" + AzureNames.app(blueprint, w.name()) + "\"")
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            text("ContainerAppConsoleLogs_CL"),
            text("| extend message = Log_s, workload = " + APP),
            text("| where workload in (" + String.join(", ", names) + ")"),
            text(LOST_CONNECTION)));
  }

  private static final String APP =
      "coalesce(column_ifexists(\"ContainerAppName_s\", \"\"),"
          + " column_ifexists(\"ContainerJobName_s\", \"\"))";

  static boolean connects(Workload workload, Element to) {
    return workload.connections().stream().anyMatch(c -> c.to().equals(to));
  }

  /** What a workload writes, with the column {@code message}. */
  private static List<Expression> messages(Blueprint blueprint, Workload workload) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of(
          text("ContainerLogV2"),
          text("| where ContainerName == \"" + workload.name() + "\""),
          text("| extend message = tostring(LogMessage)"));
    }
    if (workload.kind() == WorkloadKind.FUNCTION) {
      return List.of(
          text("union isfuzzy=true AppTraces, AppExceptions"),
          RequestLog.named(blueprint, workload),
          text("| extend message = coalesce(Message, column_ifexists(\"OuterMessage\", \"\"))"));
    }
    return List.of(
        text("ContainerAppConsoleLogs_CL"),
        text("| where " + APP + " == \"" + AzureNames.app(blueprint, workload.name()) + "\""),
        text("| extend message = Log_s"));
  }

  private static List<Expression> plus(List<Expression> lines, String line) {
    List<Expression> longer = new ArrayList<>(lines);
    longer.add(text(line));
    return List.copyOf(longer);
  }
}
