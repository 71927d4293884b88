package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;

/** Cloud Scheduler starts jobs, as an identity that may do nothing else. */
final class SchedulerPass implements Pass {

  private static final String FILE = StackFiles.MESSAGING;

  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Workload workload : blueprint.workloads()) {
      if (workload.schedule().isPresent()
          && JobPass.runsToItsEnd(workload)
          && !Requirement.kubernetes(blueprint)) {
        schedule(blueprint, workload, workload.schedule().get(), part);
      }
    }
    return part.build();
  }

  private static void schedule(
      Blueprint blueprint, Workload workload, Workload.Schedule schedule, StackPart.Builder part) {
    Provenance why = Provenance.of(workload.element(), "workload." + workload.name() + ".kind");
    ResourceAddress caller =
        ResourceAddress.managed(
            "google_service_account", ResourceAddress.id(workload.name()) + "_schedule");
    part.service("cloudscheduler.googleapis.com");
    part.resource(
        FILE,
        caller,
        "",
        Body.builder()
            .set("account_id", GcpNames.account(blueprint, workload.name() + "-cron"))
            .set("display_name", blueprint.project().slug() + " " + workload.name() + " schedule"),
        why);
    Invocation.allow(
        blueprint,
        part,
        FILE,
        ResourceAddress.id(workload.name()) + "_schedule",
        workload,
        true,
        caller.reference().dot("member"),
        why);
    part.resource(
        FILE,
        ResourceAddress.managed("google_cloud_scheduler_job", ResourceAddress.id(workload.name())),
        "",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, workload.name()))
            .set("description", "Starts " + workload.name() + ".")
            .set("region", var("region"))
            .set("schedule", schedule.cron())
            .set("time_zone", schedule.timeZone())
            .set("attempt_deadline", "180s")
            .block("retry_config", Body.builder().set("retry_count", 2))
            .block(
                "http_target",
                Body.builder()
                    .set("http_method", "POST")
                    .set(
                        "uri",
                        template(
                            "https://run.googleapis.com/v2/",
                            GcpAddresses.job(workload.name()).reference().dot("id"),
                            ":run"))
                    .block(
                        "oauth_token",
                        Body.builder()
                            .set("service_account_email", caller.reference().dot("email")))),
        why);
  }
}
