package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * The security group of a datastore in the private network: in come the workloads that use it and
 * nobody else, and nothing goes out.
 */
final class DatastoreGroups {

  private static final String RULE = "aws_vpc_security_group_ingress_rule";

  private DatastoreGroups() {}

  static void add(
      Blueprint blueprint, Datastore store, String file, StackPart.Builder part, Provenance why) {
    ResourceAddress group = AwsAddresses.datastoreGroup(store.name());
    part.resource(
        file,
        group,
        "",
        Body.builder()
            .set("name", AwsNames.resource(blueprint, store.name() + "-store"))
            .set("description", "Reaches " + store.name() + ": the workloads that use it.")
            .set("vpc_id", AwsAddresses.NETWORK.reference().dot("id")),
        why);
    if (Requirement.kubernetes(blueprint)) {
      rule(
          file,
          part,
          store,
          "cluster",
          "Pods have the group of their nodes.",
          ref("aws_eks_cluster.main.vpc_config").at(number(0)).dot("cluster_security_group_id"),
          why);
      return;
    }
    for (Workload workload : clients(blueprint, store)) {
      rule(
          file,
          part,
          store,
          workload.name(),
          "",
          AwsAddresses.workloadGroup(workload.name()).reference().dot("id"),
          why);
    }
  }

  /** The workloads that talk to a datastore, in order. */
  static List<Workload> clients(Blueprint blueprint, Datastore store) {
    return blueprint.workloads().stream()
        .filter(w -> w.connections().stream().anyMatch(c -> c.to().equals(store.element())))
        .toList();
  }

  private static void rule(
      String file,
      StackPart.Builder part,
      Datastore store,
      String client,
      String comment,
      Expression group,
      Provenance why) {
    part.resource(
        file,
        ResourceAddress.managed(RULE, ResourceAddress.id(store.name() + "_from_" + client)),
        comment,
        Body.builder()
            .set(
                "security_group_id",
                AwsAddresses.datastoreGroup(store.name()).reference().dot("id"))
            .set("description", "From " + client + ".")
            .set("referenced_security_group_id", group)
            .set("ip_protocol", "tcp")
            .set("from_port", DatastoreAddresses.port(store))
            .set("to_port", DatastoreAddresses.port(store)),
        why);
  }
}
