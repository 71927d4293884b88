package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/**
 * An AKS Automatic cluster a region, and the right of each Kubernetes service account to act as its
 * workload's identity. Nodes, their sizes and upgrades, policies and the sign-in by Entra are the
 * platform's own there.
 */
final class ClusterPass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.PROJECT), "platform");
  private static final ResourceAddress IDENTITY =
      ResourceAddress.managed("azurerm_user_assigned_identity", "cluster");
  private static final ResourceAddress NETWORK_RIGHT =
      ResourceAddress.managed("azurerm_role_assignment", "cluster_network");
  private static final ResourceAddress API_SUBNET =
      ResourceAddress.managed("azurerm_subnet", "cluster_api");
  private static final ResourceAddress SYSTEM_SUBNET =
      ResourceAddress.managed("azurerm_subnet", "cluster_system");

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Place place : Place.all(blueprint)) {
      if (NetworkPass.needed(blueprint)) {
        Subnets.of(blueprint, place).ifPresent(subnets -> network(place, subnets, part));
        identity(blueprint, place, part);
      }
      cluster(blueprint, place, part);
      for (Workload workload : blueprint.workloads()) {
        federation(blueprint, workload, place, part);
      }
    }
    return part.build();
  }

  private static void network(Place place, Subnets subnets, StackPart.Builder part) {
    subnet(
        place,
        API_SUBNET,
        "The control plane's own door into the network.",
        subnets.clusterApi(),
        Optional.of("Microsoft.ContainerService/managedClusters"),
        part);
    subnet(
        place,
        SYSTEM_SUBNET,
        "Nodes that Microsoft keeps for the cluster's own parts.",
        subnets.clusterSystem(),
        Optional.empty(),
        part);
  }

  private static void subnet(
      Place place,
      ResourceAddress address,
      String comment,
      String range,
      Optional<String> delegation,
      StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(address.name().replace('_', '-')),
                Checkov.skip(
                    "CKV2_AZURE_31", "nothing of ours runs here; Microsoft keeps what does"))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("virtual_network_name", place.one(AzureAddresses.NETWORK).dot("name"))
            .set("address_prefixes", texts(List.of(range)));
    delegation.ifPresent(service ->
        body.block(
            "delegation",
            Body.builder()
                .set("name", "delegation")
                .block(
                    "service_delegation",
                    Body.builder()
                        .set("name", service)
                        .set(
                            "actions",
                            texts(
                                List.of(
                                    "Microsoft.Network/virtualNetworks/subnets/join/action"))))));
    Meta meta =
        delegation.isPresent()
            ? place.meta()
            : place.meta(
                Meta.NONE.withLifecycle(
                    Body.builder()
                        .set(
                            "ignore_changes",
                            list(ref("delegation")),
                            "The cluster delegates it when it is made.")
                        .build()));
    part.resource(StackFiles.NETWORK, place.of(address), comment, meta, body, WHY);
  }

  private static void identity(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.IDENTITY,
        place.of(IDENTITY),
        "The cluster's own identity; workloads have theirs.",
        place.meta(),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("cluster")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("tags", local("tags")),
        WHY);
    part.resource(
        StackFiles.IDENTITY,
        place.of(NETWORK_RIGHT),
        "It makes nodes and load balancers in this network.",
        place.meta(),
        Body.builder()
            .set("scope", place.one(AzureAddresses.NETWORK).dot("id"))
            .set("role_definition_name", "Network Contributor")
            .set("principal_id", place.one(IDENTITY).dot("principal_id"))
            .set("principal_type", "ServicePrincipal"),
        WHY);
  }

  private static void cluster(Blueprint blueprint, Place place, StackPart.Builder part) {
    boolean networked = NetworkPass.needed(blueprint);
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("cluster")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("tags", local("tags"));
    if (networked) {
      body.block(
              "identity",
              Body.builder()
                  .set("type", "UserAssigned")
                  .set("identity_ids", list(place.one(IDENTITY).dot("id"))))
          .block(
              "hosted_system",
              Body.builder()
                  .set("node_subnet_id", place.one(AzureAddresses.APPS_SUBNET).dot("id"))
                  .set("system_node_subnet_id", place.one(SYSTEM_SUBNET).dot("id")))
          .block(
              "api_server_access",
              Body.builder().set("subnet_id", place.one(API_SUBNET).dot("id")),
              "Its public name lets in whom Entra knows: the pipeline comes from outside.");
    } else {
      body.block("identity", Body.builder().set("type", "SystemAssigned"));
    }
    body.block(
        "web_app_routing_ingress",
        Body.builder().set("istio_enabled", true),
        "The Gateway API; NGINX as an ingress has reached its end.");
    Meta meta =
        networked
            ? place.meta(Meta.NONE.withDependsOn(List.of(place.of(NETWORK_RIGHT).reference())))
            : place.meta();
    part.resource(
        FILE,
        place.of(AzureAddresses.CLUSTER),
        "Once it is there, give its nodes the images: az aks update --name "
            + AzureNames.resource(blueprint, place.named("cluster"))
            + "\n--resource-group "
            + AzureNames.resource(blueprint, place.named("main"))
            + " --attach-acr "
            + AzureNames.registry(blueprint),
        meta,
        body,
        WHY);
  }

  private static void federation(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.IDENTITY,
        place.of(
            ResourceAddress.managed(
                "azurerm_federated_identity_credential", ResourceAddress.id(workload.name()))),
        "",
        place.meta(),
        Body.builder()
            .set("name", place.named("kubernetes"))
            .set(
                "user_assigned_identity_id",
                AzureAddresses.identity(workload.name()).reference().dot("id"))
            .set("audience", list(text("api://AzureADTokenExchange")))
            .set("issuer", place.one(AzureAddresses.CLUSTER).dot("oidc_issuer_url"))
            .set(
                "subject",
                "system:serviceaccount:" + blueprint.project().slug() + ":" + workload.name()),
        Provenance.of(workload.element(), "identity", "platform"));
  }
}
