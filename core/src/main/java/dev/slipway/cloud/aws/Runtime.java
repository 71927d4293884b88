package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Requirement;
import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.Trait;
import java.util.List;

/** What a workload runs on here. */
public final class Runtime {

  /** What a service listens on that does not say. */
  static final int DEFAULT_PORT = 8080;

  private Runtime() {}

  /** Whether it is an ECS service: it answers requests or works all the time. */
  static boolean stays(Workload workload) {
    return serves(workload) || workload.kind() == WorkloadKind.WORKER;
  }

  static boolean serves(Workload workload) {
    return workload.kind() == WorkloadKind.SERVICE || workload.kind() == WorkloadKind.STATIC_SITE;
  }

  static boolean runsToItsEnd(Workload workload) {
    return workload.kind() == WorkloadKind.JOB || workload.kind() == WorkloadKind.SCHEDULED_JOB;
  }

  static boolean function(Workload workload) {
    return workload.kind() == WorkloadKind.FUNCTION;
  }

  /** The workloads that run as ECS tasks, in order. */
  public static List<Workload> tasks(Blueprint blueprint) {
    return Requirement.kubernetes(blueprint)
        ? List.of()
        : blueprint.workloads().stream().filter(w -> !function(w)).toList();
  }

  /** Those that run in a place: only what answers requests runs in the second region too. */
  static List<Workload> tasks(Blueprint blueprint, Place place) {
    return switch (place) {
      case PRIMARY -> tasks(blueprint);
      case SECONDARY -> tasks(blueprint).stream().filter(Runtime::serves).toList();
    };
  }

  static List<Workload> functions(Blueprint blueprint) {
    return Requirement.kubernetes(blueprint)
        ? List.of()
        : blueprint.workloads().stream().filter(Runtime::function).toList();
  }

  public static int port(Workload workload) {
    return workload.port().orElse(DEFAULT_PORT);
  }

  /**
   * Whether CodeDeploy brings new versions: beside the old one, with the traffic moved over and
   * back by itself. It moves a load balancer's traffic, so what stands behind none is replaced task
   * by task. So is what speaks gRPC, which the load balancer leads to only once there is a
   * certificate.
   */
  public static boolean blueGreen(Blueprint blueprint, Workload workload) {
    return blueprint.delivery().strategy() != DeliveryStrategy.ROLLING
        && Doors.routed(blueprint, workload)
        && !workload.has(Trait.GRPC);
  }

  /**
   * Whether its image is built for ARM64, which costs a fifth less for the same vCPU and memory.
   * Whoever wrote a Dockerfile themselves may have pinned another processor in it.
   */
  public static boolean arm(Blueprint blueprint, Workload workload) {
    return !blueprint.workload(workload.image().of()).orElse(workload).image().existing();
  }

  /** Whether other workloads call it by its private name. */
  static boolean named(Blueprint blueprint, Workload workload) {
    return serves(workload) && Front.called(blueprint, workload);
  }
}
