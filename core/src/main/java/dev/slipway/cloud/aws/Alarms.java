package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** One alarm an alert: its condition, whom it tells, and what that person reads. */
final class Alarms {

  private static final String RUNBOOK = "docs/infrastructure/RUNBOOK.md#alert-";
  private static final int DESCRIPTION_LIMIT = 1024;

  private Alarms() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    limits(blueprint, part);
    for (Alert alert : blueprint.observability().alerts()) {
      for (Place place : Place.of(blueprint)) {
        if (place == Place.PRIMARY || AlarmConditions.everywhere(alert)) {
          AlarmConditions.of(blueprint, alert, place)
              .ifPresent(alarm -> add(blueprint, alert, alarm, place, part));
        }
      }
    }
  }

  /** What tells of an alert that needs two windows to be sure. */
  static ResourceAddress composite(String alert) {
    return ResourceAddress.managed("aws_cloudwatch_composite_alarm", ResourceAddress.id(alert));
  }

  private static boolean burning(Alert alert) {
    return alert.signal() == Signal.BURN_RATE_FAST || alert.signal() == Signal.BURN_RATE_SLOW;
  }

  private static void add(
      Blueprint blueprint, Alert alert, Alarm alarm, Place place, StackPart.Builder part) {
    if (burning(alert)) {
      burn(blueprint, alert, alarm, place, part);
      return;
    }
    Body.Builder body = Body.builder().set("alarm_name", name(blueprint, alert.name()));
    body.set("alarm_description", description(blueprint, alert));
    alarm.into(body);
    part.resource(
        MonitoringPass.FILE,
        place.at(AwsAddresses.alarm(alert.name())),
        alarm.comment(),
        meta(blueprint, alert, place),
        telling(blueprint, alert, place, body),
        why(alert));
  }

  /** What is measured in us-east-1 alarms there. */
  private static boolean global(Blueprint blueprint, Alert alert) {
    return alert.signal() == Signal.UPTIME
        && HealthChecks.checked(blueprint).stream()
            .anyMatch(w -> w.element().equals(alert.target()));
  }

  private static Meta meta(Blueprint blueprint, Alert alert, Place place) {
    return global(blueprint, alert)
        ? Meta.NONE.withProvider(Place.provider(MainStack.GLOBAL))
        : place.meta();
  }

  private static Body.Builder telling(
      Blueprint blueprint, Alert alert, Place place, Body.Builder body) {
    Expression topic =
        global(blueprint, alert)
            ? HealthChecks.TOPIC.reference().dot("arn")
            : AlarmTopics.arn(alert.severity(), place);
    return body.set("alarm_actions", list(topic)).set("ok_actions", list(topic));
  }

  /** A long window makes it significant, a short one lets it end soon after the cause. */
  private static void burn(
      Blueprint blueprint, Alert alert, Alarm alarm, Place place, StackPart.Builder part) {
    int period = AlarmConditions.period(alert);
    int shorter = Math.max(60, period / 12 / 60 * 60);
    window(blueprint, alert, alarm.over(period), "long", place, part);
    window(blueprint, alert, alarm.over(shorter), "short", place, part);
    Body.Builder body =
        Body.builder()
            .set("alarm_name", name(blueprint, alert.name()))
            .set("alarm_description", description(blueprint, alert))
            .set(
                "alarm_rule",
                template(
                    "ALARM(\"",
                    place.ref(AwsAddresses.alarm(alert.name() + "-long")).dot("alarm_name"),
                    "\") AND ALARM(\"",
                    place.ref(AwsAddresses.alarm(alert.name() + "-short")).dot("alarm_name"),
                    "\")"));
    part.resource(
        MonitoringPass.FILE,
        place.at(composite(alert.name())),
        "Both windows have to burn: the long one makes it significant, the short one lets it end"
            + " soon after the cause.",
        place.meta(),
        telling(blueprint, alert, place, body),
        why(alert));
  }

  private static void window(
      Blueprint blueprint,
      Alert alert,
      Alarm alarm,
      String window,
      Place place,
      StackPart.Builder part) {
    String name = alert.name() + "-" + window;
    Body.Builder body =
        Body.builder()
            .set("alarm_name", name(blueprint, name))
            .set("alarm_description", description(blueprint, alert));
    part.resource(
        MonitoringPass.FILE,
        place.at(AwsAddresses.alarm(name)),
        "",
        place.meta(),
        alarm.into(body),
        why(alert));
  }

  private static String name(Blueprint blueprint, String alert) {
    return AwsNames.resource(blueprint, alert);
  }

  static String runbook(Blueprint blueprint, Alert alert) {
    return blueprint
            .project()
            .repository()
            .map(r -> "https://github.com/" + r + "/blob/HEAD/")
            .orElse("")
        + RUNBOOK
        + alert.name();
  }

  private static Expression description(Blueprint blueprint, Alert alert) {
    String title = blueprint.project().name() + ": " + alert.title() + ". ";
    String ending = " Runbook: " + runbook(blueprint, alert);
    int room = DESCRIPTION_LIMIT - title.length() - ending.length();
    String meaning = alert.meaning();
    return text(
        title + meaning.substring(0, Math.clamp(meaning.length(), 0, Math.max(0, room))) + ending);
  }

  private static Provenance why(Alert alert) {
    String target = alert.target().name();
    return Provenance.of(
        Element.alert(alert.name()),
        "observability.alerts",
        switch (alert.signal()) {
          case UPTIME, BURN_RATE_FAST, BURN_RATE_SLOW -> "objectives.availability";
          case ERROR_RATE -> "objectives.error-rate";
          case LATENCY_P95, LATENCY_P99 -> "objectives.latency";
          case INSTANCE_CEILING -> "workload." + target + ".scaling";
          case DATABASE_CONNECTIONS -> "database." + target + ".connections";
          case DATABASE_DISK -> "database." + target + ".storage";
          case DATABASE_CPU, DATABASE_MEMORY -> "database." + target + ".tier";
          case CACHE_MEMORY -> "cache." + target + ".size";
          case DAILY_COST -> "budget";
          case LOG_COUNT, JOB_FAILURES, DATABASE_UNREACHABLE, QUEUE_AGE, DEAD_LETTERS ->
              "observability.logs";
        });
  }

  private static void limits(Blueprint blueprint, StackPart.Builder part) {
    Provenance why = Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");
    for (Environment environment : blueprint.environments()) {
      SequencedMap<String, Expression> values = new LinkedHashMap<>();
      for (Alert alert : blueprint.observability().alerts()) {
        if (AlarmConditions.watchable(blueprint, alert)) {
          AlarmConditions.limit(blueprint, alert, environment.name())
              .ifPresent(limit -> values.put(ResourceAddress.id(alert.name()), number(limit)));
        }
      }
      if (values.isEmpty()) {
        return;
      }
      if (environment.equals(blueprint.environments().getFirst())) {
        part.add(variable(List.copyOf(values.keySet()), why));
      }
      part.value(
          environment.name(),
          AlarmConditions.LIMITS,
          object(values),
          "From this environment's own sizes: tasks, connections, bytes.",
          why);
    }
  }

  private static InputVariable variable(List<String> keys, Provenance why) {
    SequencedMap<String, Expression> types = new LinkedHashMap<>();
    keys.forEach(key -> types.put(key, ref("number")));
    return new InputVariable(
        AlarmConditions.LIMITS,
        StackFiles.VARIABLES,
        call("object", object(types)),
        "Thresholds of the alarms whose limits differ between environments, by alert.",
        Optional.empty(),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                call(
                    "alltrue",
                    new Expression.ForList(
                        Optional.empty(),
                        "limit",
                        call("values", var(AlarmConditions.LIMITS)),
                        new Expression.Binary(Expression.Operator.GREATER, ref("limit"), number(0)),
                        Optional.empty())),
                "Each limit is greater than zero.")),
        why);
  }

  /** Severity of what a deployment goes back for. */
  static boolean critical(Alert alert) {
    return alert.severity() == Severity.CRITICAL;
  }
}
