package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a workload became. */
final class AwsRunners {

  private AwsRunners() {}

  /** Task definitions and functions of a workload, in each region. */
  static List<Resource> running(Output output, Workload workload) {
    return Stream.of(
            AwsAddresses.taskDefinition(workload.name()), AwsAddresses.function(workload.name()))
        .flatMap(address -> inEachRegion(output, address))
        .toList();
  }

  /** A resource and its twin in the second region. */
  static Stream<Resource> inEachRegion(Output output, ResourceAddress address) {
    return Stream.of(address, secondary(address)).flatMap(a -> output.main().find(a).stream());
  }

  static ResourceAddress secondary(ResourceAddress address) {
    return new ResourceAddress(address.mode(), address.type(), address.name() + "_secondary");
  }

  static boolean isTask(Resource runner) {
    return runner.address().type().equals("aws_ecs_task_definition");
  }

  /** Where the instances of a workload are put: subnets and security groups. */
  static List<Expression> placed(Output output, Workload workload) {
    List<Expression> places = new ArrayList<>();
    network(output, AwsAddresses.service(workload.name()), "network_configuration")
        .forEach(places::add);
    network(output, AwsAddresses.schedule(workload.name()), "network_configuration")
        .forEach(places::add);
    network(output, AwsAddresses.function(workload.name()), "vpc_config").forEach(places::add);
    String job = ResourceAddress.id(workload.name()) + "_network";
    output.main().outputs().stream()
        .filter(o -> o.name().equals(job))
        .forEach(o -> places.add(o.value()));
    return List.copyOf(places);
  }

  private static Stream<Expression> network(Output output, ResourceAddress address, String block) {
    return inEachRegion(output, address)
        .flatMap(r -> Output.deep(r.body(), block).stream())
        .map(AwsRunners::whole);
  }

  private static Expression whole(Body body) {
    return new Expression.ListOf(
        body.items().stream()
            .flatMap(
                item -> item instanceof Body.Argument a ? Stream.of(a.value()) : Stream.empty())
            .toList());
  }

  /** The objects of a task's container definitions that have both keys. */
  static List<Expression.ObjectOf> entries(Resource task, String... keys) {
    return Output.at(task, "container_definitions").stream()
        .flatMap(e -> References.in(e).objects().stream())
        .filter(o -> Stream.of(keys).allMatch(k -> value(o, k).isPresent()))
        .toList();
  }

  static Optional<Expression> value(Expression.ObjectOf object, String key) {
    return object.entries().stream()
        .filter(e -> e.key().equals(new Expression.Text(key)))
        .map(Expression.ObjectOf.Entry::value)
        .findFirst();
  }

  static String text(Output output, Expression.ObjectOf object, String key) {
    return value(object, key).flatMap(output.production()::text).orElse("");
  }
}
