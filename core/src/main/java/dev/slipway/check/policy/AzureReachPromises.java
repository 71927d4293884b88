package dev.slipway.check.policy;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each part on Azure can reach what it needs, and nobody else what he does not. */
final class AzureReachPromises {

  private static final String ZONE = "azurerm_private_dns_zone";

  private AzureReachPromises() {}

  /** Workloads without a network path to a datastore that has a private address only. */
  static List<Gap> paths(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Connection connection : workload.connections()) {
        Optional<Resource> store =
            output.blueprint().datastores().stream()
                .filter(d -> d.element().equals(connection.to()))
                .flatMap(d -> hidden(output, d).stream())
                .findFirst();
        if (store.isPresent()) {
          for (Resource runner : AzureRunners.running(output, workload)) {
            if (!reaches(output, runner, store.get())) {
              gaps.add(
                  new Gap(
                      Output.name(runner),
                      Output.name(runner)
                          + " has no path to "
                          + connection.to()
                          + ", which has a private address only."));
            }
          }
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static Optional<Resource> hidden(Output output, Datastore store) {
    return AzureStores.of(output, store)
        .filter(r ->
            output.isFalse(r, "public_network_access_enabled")
                || output.text(r, "public_network_access").filter("Disabled"::equals).isPresent());
  }

  // It sends from a network in which the store's name is known.
  private static boolean reaches(Output output, Resource runner, Resource store) {
    Optional<String> network =
        AzureRunners.subnet(output, runner)
            .flatMap(s -> AzureNetworkMeasures.subnet(output, s))
            .flatMap(s -> Output.at(s, "virtual_network_name"))
            .flatMap(
                n -> References.in(n).names(AzureNetworkMeasures.NETWORK).stream().findFirst());
    List<String> zones = AzureStores.zones(output, store);
    if (network.isEmpty()) {
      return false;
    }
    ResourceAddress address = ResourceAddress.managed(AzureNetworkMeasures.NETWORK, network.get());
    return output.of("azurerm_private_dns_zone_virtual_network_link").stream()
        .map(References::in)
        .anyMatch(l -> l.to(address) && l.names(ZONE).stream().anyMatch(zones::contains));
  }

  /** Storage that somebody could open. */
  static List<Gap> buckets(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Resource account : output.everywhere(AzureStores.STORAGE)) {
      if (!output.isFalse(account, "allow_nested_items_to_be_public")) {
        String name = Output.name(account);
        gaps.add(
            new Gap(
                name,
                name + " does not refuse to be made public (allow_nested_items_to_be_public)."));
      }
    }
    for (Resource bucket : AzureStores.buckets(output)) {
      String name = Output.name(bucket);
      if (!output.isFalse(bucket, "shared_access_key_enabled")) {
        gaps.add(new Gap(name, name + " has keys that open it whole (shared_access_key_enabled)."));
      }
      boolean networked = output.blueprint().network().needed();
      if (networked && !output.isFalse(bucket, "public_network_access_enabled")) {
        gaps.add(new Gap(name, name + " can be reached from the internet."));
      }
    }
    return List.copyOf(gaps);
  }

  /** What is wrong with the storage account of the state. */
  static List<Gap> state(Output output) {
    Stack bootstrap = output.bootstrap();
    Optional<Resource> account =
        bootstrap.ofType(AzureStores.STORAGE).stream()
            .filter(a -> a.address().name().contains("state"))
            .findFirst();
    if (account.isEmpty()) {
      return List.of(new Gap("terraform/bootstrap", "There is no storage account for the state."));
    }
    List<Gap> gaps = new ArrayList<>();
    String name = Output.name(account.get());
    if (!output.isTrue(account.get(), "blob_properties", "versioning_enabled")) {
      gaps.add(new Gap(name, name + " keeps no older states to go back to."));
    }
    boolean kept =
        account
            .get()
            .meta()
            .lifecycle()
            .flatMap(l -> l.argument("prevent_destroy"))
            .filter(new Expression.Bool(true)::equals)
            .isPresent();
    if (!kept) {
      gaps.add(new Gap(name, name + " can be destroyed with everything that Terraform knows."));
    }
    if (!output.isFalse(account.get(), "shared_access_key_enabled")) {
      gaps.add(new Gap(name, name + " has keys that open it whole (shared_access_key_enabled)."));
    }
    return List.copyOf(gaps);
  }
}
