package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** Cloud Run worker pools: programs that run all the time and answer nobody. */
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
        pool(blueprint, workload, part.service("run.googleapis.com"));
      }
    }
    return part.build();
  }

  private static void pool(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    String base = "workload." + workload.name() + ".";
    Provenance why =
        Provenance.of(workload.element(), base + "kind", base + "resources", base + "scaling");
    Containers containers = new Containers(blueprint, workload);
    ContainerSettings settings = new ContainerSettings(blueprint, workload, var("region"));
    settings.declare(part);
    Reference instances =
        new EnvironmentInputs(blueprint, part, why)
            .number(
                ResourceAddress.id(workload.name()) + "_instances",
                "Instances of " + workload.name() + ", all of them running all the time.",
                0,
                100,
                e -> workload.scaling(e.name()).min());
    Meta meta = containers.after(Meta.NONE, settings.grants());
    part.resource(
        FILE,
        GcpAddresses.workerPool(workload.name()),
        workload.description(),
        meta.withLifecycle(pipelineOwned()),
        Body.builder()
            .set("name", GcpNames.service(blueprint, workload.name()))
            .set("location", var("region"))
            .set("deletion_protection", bool(false), "It keeps no data and can be made again.")
            .block(
                "scaling",
                Body.builder()
                    .set("scaling_mode", "MANUAL")
                    .set("manual_instance_count", instances))
            .block("template", template(blueprint, workload, containers, settings)),
        why);
  }

  private static Body pipelineOwned() {
    return Body.builder()
        .set(
            "ignore_changes",
            list(
                ref("client"),
                ref("client_version"),
                ref("template").at(number(0)).dot("containers").at(number(0)).dot("image")),
            "The pipeline owns the image.")
        .build();
  }

  private static Body.Builder template(
      Blueprint blueprint, Workload workload, Containers containers, ContainerSettings settings) {
    Body.Builder template =
        Body.builder()
            .set(
                "service_account", GcpAddresses.identity(workload.name()).reference().dot("email"));
    containers.network(
        template,
        blueprint.network().needed()
            ? GcpAddresses.subnetwork(blueprint.project().primaryRegion()).reference().dot("id")
            : var("region"));
    Body.Builder container =
        Body.builder().set("name", workload.name()).set("image", containers.image("worker-pool"));
    containers.command(container);
    if (containers.proxied()) {
      container.set("depends_on", texts(List.of(Containers.PROXY)));
    }
    container.block("resources", Body.builder().set("limits", containers.limits()));
    settings.addTo(container);
    template.block("containers", container);
    containers.proxy(template, false);
    return template;
  }
}
