package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;

/**
 * Container apps that answer nobody. They run in the primary region only, where the queues are that
 * they work off.
 */
final class WorkerPass implements Pass {

  private static final String FILE = StackFiles.MAIN;

  @Override
  public String name() {
    return "workers";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Workload workload : blueprint.workloads()) {
      if (workload.kind() == WorkloadKind.WORKER) {
        worker(blueprint, workload, part);
      }
    }
    return part.build();
  }

  private static void worker(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    String base = "workload." + workload.name() + ".";
    Provenance why =
        Provenance.of(workload.element(), base + "kind", base + "resources", base + "scaling");
    Place place = Place.primary(blueprint);
    Containers containers = new Containers(blueprint, workload, place);
    containers.declare(part);
    Reference min = containers.replicas(part, why, false);
    Reference max = containers.replicas(part, why, true);
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.app(blueprint, workload.name()))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set(
                "container_app_environment_id", place.one(AzureAddresses.APP_ENVIRONMENT).dot("id"))
            .set("revision_mode", "Single");
    containers.frame(body);
    Body.Builder template = Body.builder().set("min_replicas", min).set("max_replicas", max);
    Shutdown.add(template, workload);
    template.block("container", containers.container(Containers.SERVICE_PLACEHOLDER, false));
    ScaleRules.queues(template, blueprint, workload);
    ScaleRules.processor(template, blueprint, workload);
    part.resource(
        FILE,
        AzureAddresses.app(workload.name()),
        workload.description(),
        containers.pipelineOwned(containers.after(place.meta()), false),
        body.block("template", template),
        why);
  }
}
