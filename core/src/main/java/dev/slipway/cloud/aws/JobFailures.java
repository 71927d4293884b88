package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Failed runs of jobs, as ECS announces them; ECS itself forgets a stopped task in an hour. */
final class JobFailures {

  private static final ResourceAddress LOG =
      ResourceAddress.managed("aws_cloudwatch_log_group", "job_failures");
  private static final ResourceAddress POLICY = Policies.document("job_failures");
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");

  private JobFailures() {}

  static List<Workload> watched(Blueprint blueprint) {
    return Runtime.tasks(blueprint).stream()
        .filter(Runtime::runsToItsEnd)
        .filter(w ->
            blueprint.observability().alerts().stream()
                .anyMatch(a -> a.signal() == Signal.JOB_FAILURES && a.target().equals(w.element())))
        .toList();
  }

  static ResourceAddress rule(String workload) {
    return ResourceAddress.managed(
        "aws_cloudwatch_event_rule", ResourceAddress.id(workload) + "_failed");
  }

  static Metric metric(Workload workload) {
    return Metric.of(
        "AWS/Events",
        "Invocations",
        "Sum",
        "RuleName",
        rule(workload.name()).reference().dot("name"));
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Workload> watched = watched(blueprint);
    if (watched.isEmpty()) {
      return;
    }
    part.resource(
        MonitoringPass.FILE,
        LOG,
        "Why each failed run stopped: ECS itself forgets it in an hour.",
        LogGroups.body(
            blueprint,
            Place.PRIMARY,
            text("/aws/events/" + blueprint.project().slug() + "/job-failures")),
        WHY);
    access(blueprint, part);
    watched.forEach(workload -> rule(blueprint, workload, part));
  }

  private static void access(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        MonitoringPass.FILE,
        POLICY,
        "",
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set("actions", texts(List.of("logs:CreateLogStream", "logs:PutLogEvents")))
                    .set(
                        "resources",
                        list(
                            dev.slipway.stack.Expressions.template(
                                LOG.reference().dot("arn"), ":*")))
                    .block(
                        "principals",
                        Body.builder()
                            .set("type", "Service")
                            .set(
                                "identifiers",
                                texts(
                                    List.of(
                                        "delivery.logs.amazonaws.com", "events.amazonaws.com"))))
                    .block(
                        "condition",
                        Body.builder()
                            .set("test", "StringEquals")
                            .set("variable", "aws:SourceAccount")
                            .set("values", list(var("account_id"))))),
        WHY);
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("aws_cloudwatch_log_resource_policy", "job_failures"),
        "",
        Body.builder()
            .set("policy_name", AwsNames.resource(blueprint, "job-failures"))
            .set("policy_document", Policies.json(POLICY)),
        WHY);
  }

  private static void rule(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    Provenance why = Provenance.of(workload.element(), "observability.alerts");
    part.resource(
        MonitoringPass.FILE,
        rule(workload.name()),
        "",
        Body.builder()
            .set("name", AwsNames.resource(blueprint, workload.name() + "-failed"))
            .set("description", "Runs of " + workload.name() + " that failed or never started.")
            .set("event_pattern", call("jsonencode", pattern(blueprint, workload))),
        why);
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("aws_cloudwatch_event_target", rule(workload.name()).name()),
        "",
        Body.builder()
            .set("rule", rule(workload.name()).reference().dot("name"))
            .set("target_id", "log")
            .set("arn", LOG.reference().dot("arn")),
        why);
  }

  private static Expression pattern(Blueprint blueprint, Workload workload) {
    Expression failed =
        one("containers", one("exitCode", list(one("anything-but", list(number(0))))));
    Expression neverStarted = one("stopCode", texts(List.of("TaskFailedToStart")));
    SequencedMap<String, Expression> detail = new LinkedHashMap<>();
    detail.put("clusterArn", list(AwsAddresses.CLUSTER.reference().dot("arn")));
    detail.put("group", texts(List.of("family:" + AwsNames.resource(blueprint, workload.name()))));
    detail.put("lastStatus", texts(List.of("STOPPED")));
    detail.put("$or", list(failed, neverStarted));
    SequencedMap<String, Expression> pattern = new LinkedHashMap<>();
    pattern.put("source", texts(List.of("aws.ecs")));
    pattern.put("detail-type", texts(List.of("ECS Task State Change")));
    pattern.put("detail", object(detail));
    return object(pattern);
  }

  private static Expression one(String key, Expression value) {
    SequencedMap<String, Expression> map = new LinkedHashMap<>();
    map.put(key, value);
    return object(map);
  }
}
