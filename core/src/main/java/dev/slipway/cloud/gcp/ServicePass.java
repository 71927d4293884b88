package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Cloud Run services. A static site is one too, a web server with the files in its image: that way
 * it is built, approved, deployed and rolled back like everything else, needs no public bucket, and
 * works without a domain.
 */
final class ServicePass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final int DEFAULT_PORT = 8080;

  @Override
  public String name() {
    return "services";
  }

  static boolean serves(Workload workload) {
    return workload.kind() == WorkloadKind.SERVICE || workload.kind() == WorkloadKind.STATIC_SITE;
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Workload workload : blueprint.workloads()) {
      if (serves(workload)) {
        service(blueprint, workload, part.service("run.googleapis.com"));
      }
    }
    return part.build();
  }

  private static void service(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    Containers containers = new Containers(blueprint, workload);
    ContainerSettings settings =
        new ContainerSettings(blueprint, workload, Placement.region(blueprint));
    settings.declare(part);
    String id = ResourceAddress.id(workload.name());
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, why(workload, "scaling"));
    Reference min = inputs.minInstances(workload);
    Reference max = inputs.maxInstances(workload);
    Meta meta = containers.after(Placement.meta(blueprint), settings.grants());
    part.resource(
        FILE,
        GcpAddresses.service(workload.name()),
        workload.description(),
        meta.withLifecycle(pipelineOwned()),
        Body.builder()
            .set("name", GcpNames.service(blueprint, workload.name()))
            .set("location", Placement.region(blueprint))
            .set("ingress", ingress(blueprint, workload))
            .add(access(workload))
            .set("deletion_protection", var("deletion_protection"))
            .block("template", template(blueprint, workload, settings, min, max))
            .block(
                "traffic",
                Body.builder()
                    .set("type", "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST")
                    .set("percent", 100)),
        why(workload, "kind"));
    part.output(
        StackFiles.OUTPUTS,
        id + "_url",
        Placement.primary(blueprint, GcpAddresses.service(workload.name())).dot("uri"),
        "Address that Cloud Run gave " + workload.name() + ".",
        why(workload, "exposure"));
  }

  private static Provenance why(Workload workload, String aspect) {
    String base = "workload." + workload.name() + ".";
    return Provenance.of(
        workload.element(),
        base + aspect,
        base + "resources",
        base + "scaling",
        base + "exposure",
        "platform");
  }

  static Body pipelineOwned() {
    return Body.builder()
        .set(
            "ignore_changes",
            list(
                ref("client"),
                ref("client_version"),
                ref("traffic"),
                ref("template").at(number(0)).dot("containers").at(number(0)).dot("image")),
            "The pipeline owns the image and where the traffic goes.")
        .build();
  }

  /**
   * Only what stands behind the load balancer is reachable through it alone; the rest is private to
   * the project.
   */
  private static Expression ingress(Blueprint blueprint, Workload workload) {
    return switch (workload.exposure()) {
      case PUBLIC ->
          Front.choose(
              blueprint,
              text("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"),
              text("INGRESS_TRAFFIC_ALL"));
      case INTERNAL, NONE ->
          // Without a network of their own callers come over the internet; the right to invoke is
          // the guard then.
          blueprint.network().needed() || !Front.called(blueprint, workload)
              ? text("INGRESS_TRAFFIC_INTERNAL_ONLY")
              : text("INGRESS_TRAFFIC_ALL");
    };
  }

  private static Body.Argument access(Workload workload) {
    boolean open = workload.exposure() == Exposure.PUBLIC;
    String comment =
        open
            ? "Anybody may call it; organizations that forbid allUsers in policies still allow"
                + " this."
            : "Callers need roles/run.invoker.";
    return new Body.Argument("invoker_iam_disabled", bool(open), comment, Optional.empty());
  }

  private static Body.Builder template(
      Blueprint blueprint,
      Workload workload,
      ContainerSettings settings,
      Reference min,
      Reference max) {
    Containers containers = new Containers(blueprint, workload);
    Workload.Compute compute = workload.compute();
    Body.Builder template =
        Body.builder()
            .set("service_account", GcpAddresses.identity(workload.name()).reference().dot("email"))
            .set("timeout", Math.clamp(compute.timeout().toSeconds(), 1, 3600) + "s")
            .set("max_instance_request_concurrency", concurrency(compute));
    if (containers.secondGeneration()) {
      template.set("execution_environment", "EXECUTION_ENVIRONMENT_GEN2");
    }
    if (workload.has(Trait.WEBSOCKETS)) {
      template.set(
          "session_affinity",
          bool(true),
          "A reconnecting client finds the instance that knows it.");
    }
    template.block(
        "scaling", Body.builder().set("min_instance_count", min).set("max_instance_count", max));
    containers.network(template, Placement.subnetwork(blueprint));
    template.block("containers", container(workload, containers, settings));
    containers.proxy(template, false);
    return template;
  }

  /** Cloud Run gives less than one CPU only to instances that take one request at a time. */
  static int concurrency(Workload.Compute compute) {
    return compute.cpu().compareTo(BigDecimal.ONE) < 0
        ? 1
        : Math.clamp(compute.concurrency(), 1, 1000);
  }

  private static Body.Builder container(
      Workload workload, Containers containers, ContainerSettings settings) {
    int port = workload.port().orElse(DEFAULT_PORT);
    Body.Builder container =
        Body.builder().set("name", workload.name()).set("image", containers.image("hello"));
    containers.command(container);
    if (containers.proxied()) {
      container.set("depends_on", texts(List.of(Containers.PROXY)));
    }
    container
        .block(
            "ports",
            Body.builder()
                .set("name", workload.has(Trait.GRPC) ? "h2c" : "http1")
                .set("container_port", port))
        .block(
            "resources",
            Body.builder()
                .set("limits", containers.limits())
                .set("cpu_idle", !workload.compute().cpuAlwaysAllocated())
                .set("startup_cpu_boost", true));
    settings.addTo(container);
    container.block("startup_probe", containers.startupProbe(port));
    workload
        .health()
        .liveness()
        .ifPresent(path ->
            container.block(
                "liveness_probe",
                Body.builder()
                    .set("period_seconds", 30)
                    .set("timeout_seconds", 5)
                    .set("failure_threshold", 3)
                    .block("http_get", Body.builder().set("path", path).set("port", port))));
    return container;
  }
}
