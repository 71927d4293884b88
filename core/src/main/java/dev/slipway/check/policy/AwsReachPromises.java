package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each part on AWS can reach what it needs, and nobody else what he does not. */
final class AwsReachPromises {

  private static final String BLOCK = "aws_s3_bucket_public_access_block";

  private AwsReachPromises() {}

  /** Workloads without a network path to a datastore that has a private address only. */
  static List<Gap> paths(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Datastore store : AwsStores.networked(output.blueprint())) {
        if (AwsStores.uses(workload, store)) {
          for (Resource runner : AwsRunners.running(output, workload)) {
            missing(output, workload, store)
                .ifPresent(words ->
                    gaps.add(
                        new Gap(
                            Output.name(runner),
                            Output.name(runner)
                                + " has no path to "
                                + store.element()
                                + ", which has a private address only: "
                                + words)));
          }
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static Optional<String> missing(Output output, Workload workload, Datastore store) {
    ResourceAddress client = AwsAddresses.workloadGroup(workload.name());
    ResourceAddress target = AwsAddresses.datastoreGroup(store.name());
    List<Expression> places = AwsRunners.placed(output, workload);
    boolean member = places.stream().anyMatch(p -> References.in(p).to(client));
    if (!member) {
      return Optional.of("it is not in " + client + ".");
    }
    if (!AwsNetworks.joined(output, AwsNetworks.EGRESS, client, target)) {
      return Optional.of(client + " does not let it out to " + target + ".");
    }
    return AwsNetworks.joined(output, AwsNetworks.INGRESS, target, client)
        ? Optional.empty()
        : Optional.of(target + " does not let it in.");
  }

  /** Buckets that somebody could open. */
  static List<Gap> buckets(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Resource bucket : output.everywhere(AwsStores.BUCKET)) {
      boolean closed =
          output.everywhere(BLOCK).stream()
              .filter(b -> References.in(b).to(bucket.address()))
              .anyMatch(b ->
                  output.isTrue(b, "block_public_acls")
                      && output.isTrue(b, "block_public_policy")
                      && output.isTrue(b, "ignore_public_acls")
                      && output.isTrue(b, "restrict_public_buckets"));
      if (!closed) {
        String name = Output.name(bucket);
        gaps.add(new Gap(name, name + " does not refuse to be made public (" + BLOCK + ")."));
      }
    }
    return List.copyOf(gaps);
  }

  /** What is wrong with the bucket of the state. */
  static List<Gap> state(Output output) {
    Stack bootstrap = output.bootstrap();
    Optional<Resource> bucket =
        bootstrap.ofType(AwsStores.BUCKET).stream()
            .filter(b -> b.address().name().contains("state"))
            .findFirst();
    if (bucket.isEmpty()) {
      return List.of(new Gap("terraform/bootstrap", "There is no bucket for the state."));
    }
    List<Gap> gaps = new ArrayList<>();
    String name = Output.name(bucket.get());
    boolean versioned =
        bootstrap.ofType("aws_s3_bucket_versioning").stream()
            .filter(v -> References.in(v).to(bucket.get().address()))
            .anyMatch(v ->
                output
                    .text(v, "versioning_configuration", "status")
                    .filter("Enabled"::equals)
                    .isPresent());
    if (!versioned) {
      gaps.add(new Gap(name, name + " keeps no older states to go back to."));
    }
    if (bucket
        .get()
        .meta()
        .lifecycle()
        .flatMap(l -> l.argument("prevent_destroy"))
        .filter(new Expression.Bool(true)::equals)
        .isEmpty()) {
      gaps.add(new Gap(name, name + " can be destroyed with everything that Terraform knows."));
    }
    boolean encrypted =
        bootstrap.ofType("aws_s3_bucket_server_side_encryption_configuration").stream()
            .anyMatch(c -> References.in(c).to(bucket.get().address()));
    if (!encrypted) {
      gaps.add(new Gap(name, name + " does not say how the state is encrypted."));
    }
    return List.copyOf(gaps);
  }
}
