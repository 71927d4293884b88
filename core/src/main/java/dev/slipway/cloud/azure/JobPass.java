package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;

/**
 * Container Apps jobs: what runs to its end, when the pipeline, a schedule or a person starts it.
 */
final class JobPass implements Pass {

  private static final String FILE = StackFiles.MAIN;

  /** A day; what takes longer is no job but a worker. */
  private static final int LONGEST = 86_400;

  @Override
  public String name() {
    return "jobs";
  }

  static boolean runsToItsEnd(Workload workload) {
    return workload.kind() == WorkloadKind.JOB || workload.kind() == WorkloadKind.SCHEDULED_JOB;
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Workload workload : blueprint.workloads()) {
      if (runsToItsEnd(workload)) {
        job(blueprint, workload, part);
      }
    }
    return part.build();
  }

  private static void job(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    String base = "workload." + workload.name() + ".";
    Provenance why =
        Provenance.of(workload.element(), base + "kind", base + "command", base + "resources");
    Place place = Place.primary(blueprint);
    Containers containers = new Containers(blueprint, workload, place);
    containers.declare(part);
    boolean once = workload.migration().isPresent();
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.app(blueprint, workload.name()))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set(
                "container_app_environment_id", place.one(AzureAddresses.APP_ENVIRONMENT).dot("id"))
            .set(
                "replica_timeout_in_seconds",
                Math.clamp(workload.compute().timeout().toSeconds(), 1, LONGEST))
            .set(
                "replica_retry_limit",
                number(once ? 0 : 1),
                once ? "A migration that failed halfway needs a person, not a second try." : "");
    containers.frame(body);
    trigger(workload, body);
    part.resource(
        FILE,
        AzureAddresses.job(workload.name()),
        workload.description(),
        containers.pipelineOwned(containers.after(place.meta()), false),
        body.block(
            "template",
            Body.builder()
                .block("container", containers.container(Containers.JOB_PLACEHOLDER, true))),
        why);
  }

  private static void trigger(Workload workload, Body.Builder body) {
    if (workload.schedule().isEmpty()) {
      body.block("manual_trigger_config", once());
      return;
    }
    Workload.Schedule schedule = workload.schedule().get();
    UtcCron utc = UtcCron.of(schedule.cron(), schedule.timeZone());
    Body.Builder trigger = Body.builder();
    trigger.set("cron_expression", text(utc.cron()), comment(schedule, utc));
    body.block("schedule_trigger_config", once(trigger));
  }

  private static String comment(Workload.Schedule schedule, UtcCron utc) {
    String wanted = schedule.cron() + " in " + schedule.timeZone();
    if (!utc.exact()) {
      return "Jobs know UTC only, and " + wanted + " cannot be said in it: these are UTC times.";
    }
    return utc.cron().equals(schedule.cron()) && !UtcCron.changes(schedule.timeZone())
        ? ""
        : "Jobs know UTC only. This is "
            + wanted
            + (UtcCron.changes(schedule.timeZone())
                ? ", an hour later by the clock in summer."
                : ".");
  }

  private static Body.Builder once() {
    return once(Body.builder());
  }

  private static Body.Builder once(Body.Builder trigger) {
    return trigger.set("parallelism", 1).set("replica_completion_count", 1);
  }
}
