package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import java.util.List;

/**
 * A user-assigned identity for each workload; what it may do follows from what it is connected to.
 * One identity serves the workload in every region, since its rights are the same there.
 */
final class IdentityPass implements Pass {

  private static final String FILE = StackFiles.IDENTITY;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Workload workload : blueprint.workloads()) {
      part.resource(
          FILE,
          AzureAddresses.identity(workload.name()),
          "",
          Body.builder()
              .set("name", AzureNames.resource(blueprint, workload.name()))
              .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
              .set("location", var("location"))
              .set("tags", local("tags")),
          Provenance.of(workload.element(), "identity", "workload." + workload.name() + ".kind"));
    }
    return part.build();
  }

  /** The rights without which a workload's first instance would not start. */
  static List<Reference> grants(Blueprint blueprint, Workload workload) {
    return List.of();
  }
}
