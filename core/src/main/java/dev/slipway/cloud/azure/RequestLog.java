package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import java.util.List;
import java.util.Optional;

/**
 * The requests of a workload, one by one, where something writes them down: Front Door for what is
 * behind it, Application Insights for functions. Container Apps only counts, so that for other
 * workloads there are sums and averages and neither shares nor percentiles.
 */
final class RequestLog {

  private static final String FRONT_DOOR = "front_door_requests";

  private RequestLog() {}

  /**
   * Query lines whose rows are a workload's requests, with the columns {@code status} and {@code
   * seconds}.
   */
  static Optional<List<Expression>> of(Blueprint blueprint, Workload workload) {
    if (Requirement.kubernetes(blueprint)) {
      return Optional.empty();
    }
    if (workload.kind() == WorkloadKind.FUNCTION) {
      return Optional.of(function(blueprint, workload));
    }
    return behindFrontDoor(blueprint, workload)
        ? Optional.of(
            List.of(
                local(FRONT_DOOR),
                text(
                    "| where origin startswith \""
                        + AzureNames.app(blueprint, workload.name())
                        + ".\"")))
        : Optional.empty();
  }

  static boolean behindFrontDoor(Blueprint blueprint, Workload workload) {
    return FrontDoor.present(blueprint) && FrontDoor.behind(blueprint).contains(workload);
  }

  /** All requests that Front Door saw, those that it turned away among them. */
  static Expression frontDoor() {
    return local(FRONT_DOOR);
  }

  private static List<Expression> function(Blueprint blueprint, Workload workload) {
    return List.of(
        text("AppRequests"),
        named(blueprint, workload),
        text("| extend status = toint(ResultCode), seconds = DurationMs / 1000"));
  }

  /** The function in all its regions. */
  static Expression named(Blueprint blueprint, Workload workload) {
    List<Expression> names =
        Place.all(blueprint).stream()
            .map(place -> FunctionPass.functionName(blueprint, workload.name(), place))
            .toList();
    return template(
        "| where AppRoleName in~ (\"",
        call("join", text("\", \""), new Expression.ListOf(names)),
        "\")");
  }

  /** Columns have endings that depend on the day on which Azure first saw them. */
  static void declare(Blueprint blueprint, StackPart.Builder part) {
    if (!FrontDoor.present(blueprint)) {
      return;
    }
    part.local(
        StackFiles.LOGGING,
        FRONT_DOOR,
        call(
            "join",
            text("\n"),
            texts(
                List.of(
                    "AzureDiagnostics",
                    "| where Category == \"FrontDoorAccessLog\"",
                    "| extend origin = column_ifexists(\"originName_s\", \"\")",
                    "| extend status = coalesce(toint(column_ifexists(\"httpStatusCode_d\","
                        + " real(null))), toint(column_ifexists(\"httpStatusCode_s\", \"\")))",
                    "| extend seconds = coalesce(todouble(column_ifexists(\"timeTaken_d\","
                        + " real(null))), todouble(column_ifexists(\"timeTaken_s\", \"\")))"))),
        "Whether a column's name ends in _s or _d depends on the first value that came.",
        Monitoring.WHY);
  }
}
