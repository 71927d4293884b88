package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.stack.Body;
import java.util.List;

/** Who may call a function, and from where. */
final class Functions {

  private static final int PRIORITY = 100;

  private Functions() {}

  static List<Workload> of(Blueprint blueprint) {
    return blueprint.workloads().stream().filter(w -> w.kind() == WorkloadKind.FUNCTION).toList();
  }

  /** Whether some function is called by workloads only, which then have to come by the network. */
  static boolean calledPrivately(Blueprint blueprint) {
    return of(blueprint).stream().anyMatch(w -> privately(blueprint, w));
  }

  private static boolean privately(Blueprint blueprint, Workload workload) {
    return workload.exposure() != Exposure.PUBLIC && Front.called(blueprint, workload);
  }

  /**
   * Whether a function calls an app that only workloads may call: it stands outside the apps'
   * environment, so the environment has to be one that the private network can enter.
   */
  static boolean callApps(Blueprint blueprint) {
    return of(blueprint).stream()
        .anyMatch(f ->
            blueprint.workloads().stream()
                .filter(ServicePass::serves)
                .filter(w -> w.exposure() == Exposure.INTERNAL)
                .anyMatch(w -> Front.calls(f, w)));
  }

  /** A function that nobody calls has no public address. */
  static void reach(Blueprint blueprint, Workload workload, Place place, Body.Builder body) {
    boolean open = workload.exposure() == Exposure.PUBLIC || privately(blueprint, workload);
    body.set(
        "public_network_access_enabled",
        bool(open),
        privately(blueprint, workload)
            ? "Only the network's own subnets are let in, by the restrictions below: a private"
                + " endpoint would be\npaid by the hour."
            : "");
  }

  static Body.Builder site(Blueprint blueprint, Workload workload, Place place) {
    Body.Builder site =
        Body.builder()
            .set("minimum_tls_version", blueprint.edge().minimumTls().equals("1.3") ? "1.3" : "1.2")
            .set("scm_minimum_tls_version", "1.2")
            .set("http2_enabled", true)
            .set(
                "application_insights_connection_string",
                AzureAddresses.INSIGHTS.reference().dot("connection_string"));
    if (workload.exposure() == Exposure.PUBLIC) {
      if (FrontDoor.present(blueprint) && !FrontDoor.direct(blueprint, workload)) {
        frontDoor(site);
      }
    } else if (privately(blueprint, workload)) {
      subnets(blueprint, place, site);
    }
    return site;
  }

  private static void frontDoor(Body.Builder site) {
    site.set("ip_restriction_default_action", "Deny")
        .block(
            "ip_restriction",
            Body.builder()
                .set("name", "front-door")
                .set("priority", PRIORITY)
                .set("action", "Allow")
                .set("service_tag", "AzureFrontDoor.Backend")
                .block(
                    "headers",
                    Body.builder()
                        .set(
                            "x_azure_fdid",
                            list(AzureAddresses.FRONT_DOOR.reference().dot("resource_guid")))),
            "This Front Door and no other customer's.");
  }

  private static void subnets(Blueprint blueprint, Place place, Body.Builder site) {
    site.set("ip_restriction_default_action", "Deny");
    int priority = PRIORITY;
    for (var subnet : List.of(AzureAddresses.APPS_SUBNET, AzureAddresses.FUNCTIONS_SUBNET)) {
      site.block(
          "ip_restriction",
          Body.builder()
              .set("name", subnet.name())
              .set("priority", priority)
              .set("action", "Allow")
              .set("virtual_network_subnet_id", place.one(subnet).dot("id")));
      priority += PRIORITY;
    }
  }
}
