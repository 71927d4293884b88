package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;

/** A service account for each workload; what it may do follows from what it is connected to. */
final class IdentityPass implements Pass {

  private static final String FILE = StackFiles.IDENTITY;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder().service("iam.googleapis.com");
    for (Workload workload : blueprint.workloads()) {
      Provenance why =
          Provenance.of(workload.element(), "identity", "workload." + workload.name() + ".kind");
      part.resource(
          FILE,
          GcpAddresses.identity(workload.name()),
          "",
          Body.builder()
              .set("account_id", GcpNames.account(blueprint, workload.name()))
              .set("display_name", blueprint.project().slug() + " " + workload.name())
              .set(
                  "description",
                  "Runs " + workload.name() + "; its rights are granted one by one below."),
          why);
      if (!JobPass.runsToItsEnd(workload)) {
        part.service("cloudtrace.googleapis.com");
        Grants.project(part, workload, "roles/cloudtrace.agent", "Sends traces.", why);
      }
    }
    for (Workload workload : blueprint.workloads()) {
      new ConnectionGrants(blueprint, workload, part).grant();
    }
    return part.build();
  }
}
