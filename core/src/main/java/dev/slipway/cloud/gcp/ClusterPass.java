package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

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

/**
 * A GKE Autopilot cluster a region, and the right of each Kubernetes service account to act as its
 * workload's identity.
 */
final class ClusterPass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.PROJECT), "platform");
  private static final ResourceAddress NODES =
      ResourceAddress.managed("google_service_account", "cluster_nodes");

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
    part.service("container.googleapis.com");
    part.resource(
        StackFiles.IDENTITY,
        NODES,
        "The nodes' own identity; workloads have theirs.",
        Body.builder()
            .set("account_id", GcpNames.account(blueprint, "nodes"))
            .set("display_name", blueprint.project().slug() + " cluster nodes"),
        WHY);
    ResourceAddress nodeRole =
        ResourceAddress.managed("google_project_iam_member", "cluster_nodes");
    part.resource(
        StackFiles.IDENTITY,
        nodeRole,
        "",
        Body.builder()
            .set("project", var("project_id"))
            .set("role", "roles/container.defaultNodeServiceAccount")
            .set("member", NODES.reference().dot("member")),
        WHY);
    part.resource(
        FILE,
        GcpAddresses.CLUSTER,
        "",
        Placement.meta(blueprint).withDependsOn(List.of(nodeRole.reference())),
        cluster(blueprint),
        WHY);
    blueprint.workloads().forEach(workload -> identity(blueprint, workload, part));
    return part.build();
  }

  private static Body.Builder cluster(Blueprint blueprint) {
    Body.Builder body =
        Body.builder()
            .set("name", text(GcpNames.resource(blueprint, "cluster")), waivers())
            .set("location", Placement.region(blueprint))
            .set("enable_autopilot", true)
            .set("deletion_protection", var("deletion_protection"))
            .set("resource_labels", local("labels"));
    if (blueprint.network().needed()) {
      body.set("network", GcpAddresses.NETWORK.reference().dot("id"))
          .set("subnetwork", Placement.subnetwork(blueprint))
          .block("ip_allocation_policy", Body.builder().set("stack_type", "IPV4"));
    }
    return body.block(
            "master_auth",
            Body.builder()
                .block(
                    "client_certificate_config",
                    Body.builder().set("issue_client_certificate", false)))
        .block("release_channel", Body.builder().set("channel", "REGULAR"))
        .block(
            "private_cluster_config",
            Body.builder().set("enable_private_nodes", true).set("enable_private_endpoint", true))
        .block(
            "control_plane_endpoints_config",
            Body.builder()
                .block(
                    "dns_endpoint_config",
                    Body.builder()
                        .set(
                            "allow_external_traffic",
                            bool(true),
                            "The pipeline reaches the control plane by its DNS name, where IAM lets"
                                + " nobody else in.")))
        .block("master_authorized_networks_config", Body.builder())
        .block(
            "cluster_autoscaling",
            Body.builder()
                .block(
                    "auto_provisioning_defaults",
                    Body.builder().set("service_account", NODES.reference().dot("email"))))
        .block("gateway_api_config", Body.builder().set("channel", "CHANNEL_STANDARD"))
        .block("security_posture_config", Body.builder().set("mode", "BASIC"))
        .block(
            "maintenance_policy",
            Body.builder()
                .block(
                    "recurring_window",
                    Body.builder()
                        .set("start_time", "2026-01-04T01:00:00Z")
                        .set("end_time", "2026-01-04T07:00:00Z")
                        .set("recurrence", "FREQ=WEEKLY;BYDAY=SA,SU")));
  }

  private static String waivers() {
    return String.join(
        "\n",
        List.of(
            Checkov.skip(
                "CKV_GCP_12", "Autopilot always has Dataplane V2, which enforces network policies"),
            Checkov.skip("CKV_GCP_61", "Autopilot always has intranode visibility"),
            Checkov.skip(
                "CKV_GCP_65", "needs a Google Workspace group that only the organization can make"),
            Checkov.skip(
                "CKV_GCP_66",
                "images are approved in the pipeline; Binary Authorization is not asked for"),
            Checkov.skip("CKV_GCP_69", "Autopilot always has the GKE metadata server")));
  }

  private static void identity(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    part.resource(
        StackFiles.IDENTITY,
        ResourceAddress.managed(
            "google_service_account_iam_member",
            ResourceAddress.id(workload.name()) + "_kubernetes"),
        "",
        Meta.NONE.withDependsOn(List.of(GcpAddresses.CLUSTER.reference())),
        Body.builder()
            .set(
                "service_account_id",
                GcpAddresses.identity(workload.name()).reference().dot("name"))
            .set("role", "roles/iam.workloadIdentityUser")
            .set(
                "member",
                template(
                    "serviceAccount:",
                    var("project_id"),
                    ".svc.id.goog[" + blueprint.project().slug() + "/" + workload.name() + "]")),
        Provenance.of(workload.element(), "identity", "platform"));
  }
}
