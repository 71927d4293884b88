package dev.slipway.check.policy;

import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Optional;

/** Measures on networks and places. */
final class GcpNetworkMeasures {

  private static final List<String> PLACES = List.of("location", "region", "location_id");

  private GcpNetworkMeasures() {}

  static Finding privateNetwork(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource network : output.of("google_compute_network")) {
      found.check(
          output.isFalse(network, "auto_create_subnetworks"),
          Output.name(network),
          "auto_create_subnetworks = false",
          Output.name(network) + " opens a subnet in every region.");
    }
    for (Resource runner : GcpRunners.runners(output)) {
      if (hasPath(runner)) {
        found.proof(Output.name(runner), "vpc_access set");
      }
    }
    return found.build("The output has no network (google_compute_network).");
  }

  /** Whether a workload is connected to the network. */
  static boolean hasPath(Resource runner) {
    return !Output.deep(runner.body(), "vpc_access").isEmpty()
        || References.in(runner).mentions("vpc_connector")
        || !Output.deep(runner.body(), "service_config").stream()
            .filter(c ->
                c.argument("vpc_connector").isPresent()
                    || c.argument("direct_vpc_egress").isPresent())
            .toList()
            .isEmpty();
  }

  static Finding egress(Output output) {
    Finding.Builder found = Finding.builder();
    List<Resource> gateways = output.of("google_compute_router_nat");
    if (gateways.isEmpty()) {
      return found.build("The output has no NAT, so nothing leaves through a known address.");
    }
    gateways.forEach(nat -> found.proof(Output.name(nat), "one known address for what leaves"));
    for (Resource runner : GcpRunners.runners(output)) {
      boolean all =
          Output.deep(runner.body(), "vpc_access").stream()
              .anyMatch(
                  access -> egressOf(output, access).filter("ALL_TRAFFIC"::equals).isPresent());
      found.check(
          all,
          Output.name(runner),
          "egress = ALL_TRAFFIC",
          Output.name(runner)
              + " reaches the internet past the NAT: vpc_access needs egress = ALL_TRAFFIC.");
    }
    return found.build("");
  }

  private static Optional<String> egressOf(Output output, Body access) {
    return access.argument("egress").flatMap(output.production()::text);
  }

  static Finding residency(Output output) {
    Finding.Builder found = Finding.builder();
    List<String> regions = output.blueprint().project().regions();
    for (Resource resource : output.main().resources()) {
      for (String place : PLACES) {
        Optional<String> where = output.text(resource, place);
        // Settings that Google keeps everywhere, such as metrics and global addresses, hold no data
        // of the application's.
        if (where.isPresent() && !where.get().equals("global")) {
          found.check(
              inside(regions, where.get()),
              Output.name(resource),
              place + " = " + where.get(),
              Output.name(resource)
                  + " is in "
                  + where.get()
                  + ", outside "
                  + String.join(", ", regions)
                  + ".");
        }
      }
    }
    for (Resource bucket : output.of("google_logging_project_bucket_config")) {
      if (output.text(bucket, "location").filter("global"::equals).isPresent()) {
        found.gap(
            Output.name(bucket),
            Output.name(bucket) + " keeps logs wherever Google chooses (location = global).");
      }
    }
    secrets(output, found);
    return found.build("No resource says where it is.");
  }

  private static boolean inside(List<String> regions, String place) {
    return regions.stream().anyMatch(r -> place.equalsIgnoreCase(r) || place.startsWith(r + "-"));
  }

  private static void secrets(Output output, Finding.Builder found) {
    for (Resource secret : output.of("google_secret_manager_secret")) {
      found.check(
          Output.deep(secret.body(), "auto").isEmpty(),
          Output.name(secret),
          "replication.user_managed",
          Output.name(secret) + " is copied to wherever Google chooses (replication.auto).");
    }
  }
}
