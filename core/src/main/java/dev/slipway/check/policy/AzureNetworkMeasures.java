package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures on networks and places on Azure. */
final class AzureNetworkMeasures {

  static final String NETWORK = "azurerm_virtual_network";
  private static final String SUBNET = "azurerm_subnet";

  private AzureNetworkMeasures() {}

  static Finding privateNetwork(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource subnet : output.of(SUBNET)) {
      if (!ofCluster(output, subnet)) {
        found.check(
            associated(output, subnet, "azurerm_subnet_network_security_group_association"),
            Output.name(subnet),
            "has a network security group",
            Output.name(subnet) + " has no network security group.");
      }
    }
    if (!output.of(NETWORK).isEmpty()) {
      for (Workload workload : output.blueprint().workloads()) {
        for (Resource runner : AzureRunners.running(output, workload)) {
          found.check(
              AzureRunners.subnet(output, runner).isPresent(),
              Output.name(runner),
              "sends from a subnet of the network",
              Output.name(runner) + " is in no subnet of the network.");
        }
      }
    }
    return found.build("The output has no network (" + NETWORK + ").");
  }

  // A cluster that manages its own network guards its subnets itself.
  private static boolean ofCluster(Output output, Resource subnet) {
    return output.main().resources().stream()
        .filter(r -> r.address().type().startsWith("azurerm_kubernetes_"))
        .anyMatch(r -> References.in(r).to(subnet.address()));
  }

  private static boolean associated(Output output, Resource subnet, String type) {
    return output.of(type).stream()
        .anyMatch(a ->
            Output.at(a, "subnet_id")
                .filter(s -> References.in(s).to(subnet.address()))
                .isPresent());
  }

  static Finding egress(Output output) {
    Finding.Builder found = Finding.builder();
    for (Workload workload : output.blueprint().workloads()) {
      for (Resource runner : AzureRunners.running(output, workload)) {
        Optional<Resource> subnet =
            AzureRunners.subnet(output, runner).flatMap(s -> subnet(output, s));
        boolean all =
            !AzureRunners.isFunction(runner)
                || output.isTrue(runner, "site_config", "vnet_route_all_enabled");
        found.check(
            all
                && subnet
                    .filter(s -> associated(output, s, "azurerm_subnet_nat_gateway_association"))
                    .isPresent(),
            Output.name(runner),
            "leaves by the NAT gateway's address",
            Output.name(runner) + " reaches the internet past a NAT gateway.");
      }
    }
    return found.build("The output has no workload in a network of its own.");
  }

  static Optional<Resource> subnet(Output output, Expression reference) {
    return References.in(reference).names(SUBNET).stream()
        .flatMap(name -> output.main().find(ResourceAddress.managed(SUBNET, name)).stream())
        .findFirst();
  }

  static Finding residency(Output output) {
    Finding.Builder found = Finding.builder();
    List<String> regions = output.blueprint().project().regions();
    for (Resource resource : output.main().resources()) {
      for (String where : places(output, resource)) {
        // Names, alerts and Front Door are everywhere, and hold no data of the application's.
        if (!where.isEmpty() && !where.equals("global")) {
          found.check(
              regions.contains(where),
              Output.name(resource),
              "in " + where,
              Output.name(resource)
                  + " is in "
                  + where
                  + ", outside "
                  + String.join(", ", regions)
                  + ".");
        }
      }
    }
    return found.build("No resource says where it is.");
  }

  private static List<String> places(Output output, Resource resource) {
    List<String> places = new ArrayList<>();
    output.text(resource, "location").ifPresent(places::add);
    Output.deep(resource.body(), "geo_location").stream()
        .flatMap(g -> g.argument("location").stream())
        .flatMap(e -> output.production().text(e).stream())
        .forEach(places::add);
    return places;
  }
}
