package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
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

/**
 * An EKS cluster in Auto Mode, which keeps its nodes, their disks and the load balancers itself,
 * and for each workload the role that its Kubernetes service account acts in.
 */
final class KubernetesPass implements Pass {

  static final ResourceAddress CLUSTER = ResourceAddress.managed("aws_eks_cluster", "main");
  private static final String FILE = StackFiles.MAIN;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.PROJECT), "platform");
  private static final ResourceAddress LOG =
      ResourceAddress.managed("aws_cloudwatch_log_group", "cluster");
  private static final ResourceAddress ROLE = ResourceAddress.managed("aws_iam_role", "cluster");
  private static final ResourceAddress NODES =
      ResourceAddress.managed("aws_iam_role", "cluster_nodes");
  private static final ResourceAddress POD_TRUST = Policies.document("pod_trust");

  /** What Auto Mode's control plane does on the account's behalf. */
  private static final List<String> CLUSTER_POLICIES =
      List.of(
          "AmazonEKSClusterPolicy",
          "AmazonEKSComputePolicy",
          "AmazonEKSBlockStoragePolicy",
          "AmazonEKSLoadBalancingPolicy",
          "AmazonEKSNetworkingPolicy");

  private static final List<String> NODE_POLICIES =
      List.of("AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly");

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    role(blueprint, ROLE, "cluster", "eks.amazonaws.com", CLUSTER_POLICIES, part);
    role(blueprint, NODES, "cluster-nodes", "ec2.amazonaws.com", NODE_POLICIES, part);
    podTrust(part);
    blueprint.workloads().forEach(workload -> identity(blueprint, workload, part));
    for (Place place : Place.of(blueprint)) {
      part.resource(
          StackFiles.LOGGING,
          place.at(LOG),
          "",
          place.meta(),
          LogGroups.body(
              blueprint, place, text("/aws/eks/" + blueprint.project().slug() + "/cluster")),
          WHY);
      cluster(blueprint, place, part);
      blueprint.workloads().forEach(workload -> association(blueprint, workload, place, part));
    }
    part.output(
        StackFiles.OUTPUTS,
        "cluster_name",
        CLUSTER.reference().dot("name"),
        "Name of the cluster, for aws eks update-kubeconfig.",
        WHY);
    return part.build();
  }

  private static void role(
      Blueprint blueprint,
      ResourceAddress role,
      String name,
      String service,
      List<String> policies,
      StackPart.Builder part) {
    ResourceAddress trust = Policies.document(role.name() + "_trust");
    part.resource(
        StackFiles.IDENTITY,
        trust,
        "",
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set(
                        "actions",
                        texts(
                            role.equals(ROLE)
                                ? List.of("sts:AssumeRole", "sts:TagSession")
                                : List.of("sts:AssumeRole")))
                    .block(
                        "principals",
                        Body.builder()
                            .set("type", "Service")
                            .set("identifiers", texts(List.of(service))))),
        WHY);
    part.resource(
        StackFiles.IDENTITY,
        role,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, name))
            .set("assume_role_policy", Policies.json(trust)),
        WHY);
    part.resource(
        StackFiles.IDENTITY,
        ResourceAddress.managed("aws_iam_role_policy_attachment", role.name()),
        "",
        Meta.NONE.withForEach(call("toset", texts(policies))),
        Body.builder()
            .set("role", role.reference().dot("name"))
            .set("policy_arn", template("arn:aws:iam::aws:policy/", ref("each.value"))),
        WHY);
  }

  private static void cluster(Blueprint blueprint, Place place, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("name", text(blueprint.project().slug()), waivers(blueprint))
            .set("role_arn", ROLE.reference().dot("arn"))
            .set(
                "bootstrap_self_managed_addons",
                bool(false),
                "Auto Mode brings what a cluster needs.")
            .set(
                "enabled_cluster_log_types",
                texts(List.of("api", "audit", "authenticator", "controllerManager", "scheduler")))
            .block(
                "access_config",
                Body.builder()
                    .set("authentication_mode", "API")
                    .set("bootstrap_cluster_creator_admin_permissions", true))
            .block(
                "compute_config",
                Body.builder()
                    .set("enabled", true)
                    .set("node_pools", texts(List.of("general-purpose", "system")))
                    .set("node_role_arn", NODES.reference().dot("arn")))
            .block(
                "kubernetes_network_config",
                Body.builder().block("elastic_load_balancing", Body.builder().set("enabled", true)))
            .block(
                "storage_config",
                Body.builder().block("block_storage", Body.builder().set("enabled", true)))
            .block("vpc_config", network(place));
    if (Requirement.customerManagedKeys(blueprint)) {
      body.block(
          "encryption_config",
          Body.builder()
              .set("resources", texts(List.of("secrets")))
              .block("provider", Body.builder().set("key_arn", Encryption.key())));
    }
    part.resource(
        FILE,
        place.at(CLUSTER),
        "",
        place.meta(
            Meta.NONE.withDependsOn(
                List.of(
                    ResourceAddress.managed("aws_iam_role_policy_attachment", ROLE.name())
                        .reference(),
                    place.each(LOG)))),
        body,
        WHY);
  }

  private static Body.Builder network(Place place) {
    return Body.builder()
        .set("subnet_ids", Subnets.privateIds(place))
        .set("endpoint_private_access", true)
        .set(
            "endpoint_public_access",
            bool(true),
            "The pipeline deploys from outside the network; IAM lets nobody else in.");
  }

  private static String waivers(Blueprint blueprint) {
    String reached =
        String.join(
            "\n",
            Checkov.skip(
                "CKV_AWS_38", "the pipeline's addresses are not known; IAM decides who gets in"),
            Checkov.skip(
                "CKV_AWS_39", "the pipeline deploys from outside the network; IAM decides"));
    return Requirement.customerManagedKeys(blueprint)
        ? reached
        : reached
            + "\n"
            + Checkov.skip(
                "CKV_AWS_58", "EKS encrypts its secrets under a key of AWS's own since 1.28");
  }

  private static void podTrust(StackPart.Builder part) {
    part.resource(
        StackFiles.IDENTITY,
        POD_TRUST,
        "",
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set("actions", texts(List.of("sts:AssumeRole", "sts:TagSession")))
                    .block(
                        "principals",
                        Body.builder()
                            .set("type", "Service")
                            .set("identifiers", texts(List.of("pods.eks.amazonaws.com"))))),
        WHY);
  }

  private static void identity(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    ResourceAddress role = AwsAddresses.taskRole(workload.name());
    Provenance why = Provenance.of(workload.element(), "identity", "platform");
    part.resource(
        StackFiles.IDENTITY,
        role,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, workload.name() + "-task"))
            .set("description", "What the code of " + workload.name() + " may do.")
            .set("assume_role_policy", Policies.json(POD_TRUST)),
        why);
    IdentityPass.policy(role, IdentityPass.pod(blueprint, workload), workload, part);
  }

  private static void association(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.IDENTITY,
        place.at(
            ResourceAddress.managed(
                "aws_eks_pod_identity_association", ResourceAddress.id(workload.name()))),
        "",
        place.meta(),
        Body.builder()
            .set("cluster_name", place.ref(CLUSTER).dot("name"))
            .set("namespace", blueprint.project().slug())
            .set("service_account", workload.name())
            .set("role_arn", AwsAddresses.taskRole(workload.name()).reference().dot("arn")),
        Provenance.of(workload.element(), "identity", "platform"));
  }
}
