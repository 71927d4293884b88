package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The Container Apps environment of each region, with the workload profiles that apps need. */
final class AppEnvironmentPass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "platform", "network");

  @Override
  public String name() {
    return "app-environment";
  }

  /** Whether a workload is a container app or a job of one. */
  static boolean contained(Workload workload) {
    return workload.kind() != WorkloadKind.FUNCTION;
  }

  static boolean needed(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint)
        && blueprint.workloads().stream().anyMatch(AppEnvironmentPass::contained);
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (needed(blueprint)) {
      Monitoring.logs(blueprint, part);
      for (Place place : Place.all(blueprint)) {
        environment(blueprint, place, part);
        if (FrontDoor.inside(blueprint) && NetworkPass.functions(blueprint)) {
          names(place, part);
        }
      }
    }
    return part.build();
  }

  private static void environment(Blueprint blueprint, Place place, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("apps")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("logs_destination", "log-analytics")
            .set("log_analytics_workspace_id", AzureAddresses.LOGS.reference().dot("id"));
    if (NetworkPass.needed(blueprint)) {
      body.set("infrastructure_subnet_id", place.one(AzureAddresses.APPS_SUBNET).dot("id"));
      if (place.zones()) {
        body.set(
            "zone_redundancy_enabled", bool(true), "Costs nothing, and cannot be added later.");
      }
    }
    if (FrontDoor.inside(blueprint)) {
      body.set("internal_load_balancer_enabled", true);
    }
    if (FrontDoor.privateLink(blueprint)) {
      body.set(
          "public_network_access",
          text("Disabled"),
          "Front Door comes by a private link, whose end here is paid by the hour; there is no way"
              + " around it.");
    } else {
      body.set("public_network_access", "Enabled");
    }
    body.set("tags", local("tags"));
    body.block(
        "workload_profile",
        Body.builder().set("name", "Consumption").set("workload_profile_type", "Consumption"));
    dedicated(blueprint, body);
    part.resource(FILE, place.of(AzureAddresses.APP_ENVIRONMENT), "", place.meta(), body, WHY);
  }

  /** Apps find each other without it; what is in the network beside them does not. */
  private static void names(Place place, StackPart.Builder part) {
    ResourceAddress zone = ResourceAddress.managed("azurerm_private_dns_zone", "apps");
    part.resource(
        StackFiles.NETWORK,
        place.of(zone),
        "Functions find the apps by it.",
        place.meta(),
        Body.builder()
            .set("name", place.one(AzureAddresses.APP_ENVIRONMENT).dot("default_domain"))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("tags", local("tags")),
        WHY);
    part.resource(
        StackFiles.NETWORK,
        place.of(ResourceAddress.managed("azurerm_private_dns_zone_virtual_network_link", "apps")),
        "",
        place.meta(),
        Body.builder()
            .set("name", "apps")
            .set("private_dns_zone_id", place.one(zone).dot("id"))
            .set("virtual_network_id", place.one(AzureAddresses.NETWORK).dot("id"))
            .set("tags", local("tags")),
        WHY);
    part.resource(
        StackFiles.NETWORK,
        place.of(ResourceAddress.managed("azurerm_private_dns_a_record", "apps")),
        "",
        place.meta(),
        Body.builder()
            .set("name", "*")
            .set("private_dns_zone_id", place.one(zone).dot("id"))
            .set("ttl", 300)
            .set(
                "records",
                list(place.one(AzureAddresses.APP_ENVIRONMENT).dot("static_ip_address"))),
        WHY);
  }

  private static void dedicated(Blueprint blueprint, Body.Builder body) {
    SequencedMap<String, Long> nodes = new LinkedHashMap<>();
    for (Workload workload : blueprint.workloads()) {
      if (contained(workload)) {
        Allocation allocation = Allocation.of(workload.compute());
        if (allocation.dedicated()) {
          nodes.merge(allocation.profile(), allocation.nodes(workload), Long::sum);
        }
      }
    }
    nodes.forEach((profile, count) ->
        body.block(
            "workload_profile",
            Body.builder()
                .set("name", profile)
                .set("workload_profile_type", profile)
                .set("minimum_count", 0)
                .set("maximum_count", count),
            "For what needs more than the 4 CPUs and 8 GiB that the Consumption profile gives."
                + " Paid by the node while something runs on it."));
  }
}
