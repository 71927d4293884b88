package dev.slipway.check.policy;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.stream.Stream;

/** What keeps data. */
final class AwsStores {

  static final String INSTANCE = "aws_db_instance";
  static final String CLUSTER = "aws_rds_cluster";
  static final String TABLE = "aws_dynamodb_table";
  static final String CACHE = "aws_elasticache_replication_group";
  static final String BUCKET = "aws_s3_bucket";

  private AwsStores() {}

  /** Databases that are written to; replicas follow them. */
  static List<Resource> primaries(Output output) {
    return Stream.concat(
            output.live(INSTANCE).stream()
                .filter(i -> Output.at(i, "replicate_source_db").isEmpty()),
            output.live(CLUSTER).stream()
                .filter(c -> Output.at(c, "replication_source_identifier").isEmpty()))
        .toList();
  }

  /** What a relational datastore of the blueprint became. */
  static Stream<Resource> of(Output output, Datastore.Relational store) {
    return Stream.of(
            AwsAddresses.database(store.name()), AwsAddresses.databaseCluster(store.name()))
        .flatMap(a -> output.main().find(a).stream());
  }

  /** The groups of the workloads that use a datastore, in each region. */
  static List<ResourceAddress> clients(Blueprint blueprint, Datastore store) {
    return blueprint.workloads().stream()
        .filter(w -> uses(w, store))
        .map(w -> AwsAddresses.workloadGroup(w.name()))
        .flatMap(group -> Stream.of(group, AwsRunners.secondary(group)))
        .toList();
  }

  static boolean uses(Workload workload, Datastore store) {
    return workload.connections().stream().anyMatch(c -> c.to().equals(store.element()));
  }

  /** Datastores that have a private address. */
  static List<Datastore> networked(Blueprint blueprint) {
    return blueprint.datastores().stream()
        .filter(d -> d instanceof Datastore.Relational || d instanceof Datastore.Cache)
        .toList();
  }
}
