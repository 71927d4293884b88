package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * The security group of a datastore in the private network: in come the workloads that use it and
 * nobody else, and nothing goes out.
 */
final class DatastoreGroups {

  private static final String BY_GROUP = "referenced_security_group_id";

  /** Pods have the group of their nodes. */
  private static final ResourceAddress CLUSTER = ResourceAddress.managed("aws_eks_cluster", "main");

  private DatastoreGroups() {}

  static void add(
      Blueprint blueprint,
      Place place,
      Datastore store,
      String file,
      StackPart.Builder part,
      Provenance why) {
    ResourceAddress group = AwsAddresses.datastoreGroup(store.name());
    SecurityGroups groups = new SecurityGroups(file, place, part);
    groups.group(
        group,
        AwsNames.resource(blueprint, store.name() + "-store"),
        "Reaches " + store.name() + ": the workloads that use it.",
        why);
    int port = DatastoreAddresses.port(store);
    if (Requirement.kubernetes(blueprint)) {
      Expression nodes =
          place.ref(CLUSTER).dot("vpc_config").at(number(0)).dot("cluster_security_group_id");
      groups.ingress(store.name(), group, "cluster", BY_GROUP, nodes, port, why);
      return;
    }
    List<Workload> placed = WorkloadGroupPass.placed(blueprint, place);
    for (Workload workload : clients(blueprint, store)) {
      if (!placed.contains(workload)) {
        continue;
      }
      Expression client = place.ref(AwsAddresses.workloadGroup(workload.name())).dot("id");
      groups.ingress(store.name(), group, workload.name(), BY_GROUP, client, port, why);
    }
  }

  /** The workloads that talk to a datastore, in order. */
  static List<Workload> clients(Blueprint blueprint, Datastore store) {
    return blueprint.workloads().stream()
        .filter(w -> w.connections().stream().anyMatch(c -> c.to().equals(store.element())))
        .toList();
  }
}
