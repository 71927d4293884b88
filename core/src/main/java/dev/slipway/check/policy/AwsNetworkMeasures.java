package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Optional;

/** Measures on networks and places on AWS. */
final class AwsNetworkMeasures {

  private static final String NETWORK = "aws_vpc";

  private AwsNetworkMeasures() {}

  static Finding privateNetwork(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource network : output.of(NETWORK)) {
      Optional<Resource> closed =
          output.of("aws_default_security_group").stream()
              .filter(g -> References.in(g).to(network.address()))
              .filter(g ->
                  Output.deep(g.body(), "ingress").isEmpty()
                      && Output.deep(g.body(), "egress").isEmpty())
              .findFirst();
      found.check(
          closed.isPresent(),
          Output.name(network),
          "its default security group allows nothing",
          Output.name(network)
              + " lets whatever names no group talk to each other: it needs an empty"
              + " aws_default_security_group.");
    }
    if (!output.of(NETWORK).isEmpty()) {
      output.blueprint().workloads().forEach(w -> inside(output, w, found));
    }
    return found.build("The output has no network (" + NETWORK + ").");
  }

  private static void inside(Output output, Workload workload, Finding.Builder found) {
    for (Expression place : AwsRunners.placed(output, workload)) {
      if (References.in(place).toType("aws_subnet")) {
        found.check(
            AwsNetworks.closed(output, place),
            workload.element().toString(),
            "in subnets that the internet does not reach",
            workload.name() + " is in subnets that the internet reaches.");
      }
    }
  }

  static Finding egress(Output output) {
    Finding.Builder found = Finding.builder();
    for (Workload workload : output.blueprint().workloads()) {
      for (Expression place : AwsRunners.placed(output, workload)) {
        boolean known = AwsNetworks.leavesByNat(output, place);
        found.check(
            known || AwsNetworks.isolated(output, place),
            workload.element().toString(),
            known ? "leaves by a NAT gateway's address" : "reaches nothing outside of AWS",
            workload.name() + " reaches the internet past the NAT gateway.");
      }
    }
    return found.build("The output has no workload in a network of its own.");
  }

  static Finding residency(Output output) {
    Finding.Builder found = Finding.builder();
    List<String> regions = output.blueprint().project().regions();
    for (String variable : List.of("region", "secondary_region")) {
      Optional<String> where = output.production().text(Expression.Reference.of("var." + variable));
      if (where.isPresent() && !where.get().isEmpty()) {
        found.check(
            regions.contains(where.get()),
            "var." + variable,
            where.get(),
            "var."
                + variable
                + " is "
                + where.get()
                + ", outside "
                + String.join(", ", regions)
                + ".");
      }
    }
    for (Resource resource : output.main().resources()) {
      if (elsewhere(resource, regions) && keeps(resource)) {
        found.gap(
            Output.name(resource),
            Output.name(resource)
                + " keeps data in us-east-1, outside "
                + String.join(", ", regions)
                + ".");
      }
    }
    return found.build("No resource says where it is.");
  }

  private static boolean elsewhere(Resource resource, List<String> regions) {
    return !regions.contains("us-east-1")
        && resource.meta().provider().filter(p -> References.in(p).to("aws", "global")).isPresent();
  }

  // Certificates, firewalls and metrics hold no data of the application's.
  private static boolean keeps(Resource resource) {
    return switch (resource.address().type()) {
      case "aws_cloudwatch_log_group",
          "aws_s3_bucket",
          "aws_dynamodb_table",
          "aws_db_instance",
          "aws_rds_cluster",
          "aws_sqs_queue",
          "aws_secretsmanager_secret",
          "aws_backup_vault" ->
          true;
      default -> false;
    };
  }
}
