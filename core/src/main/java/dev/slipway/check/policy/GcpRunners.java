package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a workload became. */
final class GcpRunners {

  private GcpRunners() {}

  /** The resource that runs a workload, whatever its kind. */
  static Optional<Resource> running(Output output, Workload workload) {
    String name = workload.name();
    return Stream.of(
            GcpAddresses.service(name),
            GcpAddresses.workerPool(name),
            GcpAddresses.job(name),
            ResourceAddress.managed("google_cloudfunctions2_function", ResourceAddress.id(name)))
        .flatMap(address -> output.main().find(address).stream())
        .findFirst();
  }

  static Optional<Resource> service(Output output, Workload workload) {
    return output.main().find(GcpAddresses.service(workload.name()));
  }

  static List<Resource> runners(Output output) {
    return output.blueprint().workloads().stream()
        .flatMap(w -> running(output, w).stream())
        .toList();
  }
}
