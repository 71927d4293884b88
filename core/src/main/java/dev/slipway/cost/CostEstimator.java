package dev.slipway.cost;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.facts.PriceBook;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * What a design costs a month: quantities from the stack, use from the objectives and a load
 * profile, prices from the price book.
 */
public final class CostEstimator {

  private CostEstimator() {}

  /** The estimate with the usual load profile. */
  public static Estimate estimate(Blueprint blueprint, Stack stack, PriceBook prices) {
    return estimate(blueprint, stack, prices, LoadProfile.DEFAULT);
  }

  public static Estimate estimate(
      Blueprint blueprint, Stack stack, PriceBook prices, LoadProfile load) {
    List<EnvironmentEstimate> environments = new ArrayList<>();
    for (Environment environment : blueprint.environments()) {
      environments.add(
          new EnvironmentEstimate(
              environment.name(), lines(blueprint, stack, environment, prices, load)));
    }
    return new Estimate(
        List.copyOf(environments),
        load.sentences(blueprint),
        notIncluded(blueprint),
        load.requests(blueprint, blueprint.production()));
  }

  private static List<Line> lines(
      Blueprint blueprint,
      Stack stack,
      Environment environment,
      PriceBook prices,
      LoadProfile load) {
    Values values = new Values(stack, environment.name());
    int regions =
        environment.equals(blueprint.production())
            ? Math.max(1, blueprint.project().regions().size())
            : 1;
    Scope scope = new Scope(blueprint, environment, values, load, regions);
    Bill bill = new Bill(prices);
    String primary = blueprint.project().primaryRegion();
    EdgeCost edge = new EdgeCost(scope, bill, stack);
    PlatformCost platform = new PlatformCost(scope, bill, stack);
    ResourceCost resources = new ResourceCost(scope, bill, stack);
    for (Resource resource : stack.resources()) {
      if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
        regions(resource, values, primary).forEach(region -> resources.add(resource, region));
      }
    }
    edge.loadBalancer(primary);
    edge.egress(primary);
    platform.secrets(primary);
    platform.registry(primary);
    platform.logs(primary);
    platform.metrics(primary);
    return bill.lines();
  }

  /** One region for each time that the resource exists. */
  private static List<String> regions(Resource resource, Values values, String primary) {
    List<String> each = resource.meta().forEach().map(values::texts).orElse(List.of());
    boolean regional =
        List.of("region", "location").stream()
            .flatMap(name -> resource.body().argument(name).stream())
            .anyMatch(e -> e.equals(Expression.Reference.of("each.value")));
    if (regional && !each.isEmpty()) {
      return each;
    }
    List<String> regions = new ArrayList<>();
    for (int i = 0; i < values.instances(resource); i++) {
      regions.add(values.text(resource.body(), "region").orElse(primary));
    }
    return regions;
  }

  private static List<String> notIncluded(Blueprint blueprint) {
    List<String> sentences = new ArrayList<>();
    blueprint.workloads().stream()
        .map(Workload::externalApis)
        .flatMap(List::stream)
        .map(api -> api.name())
        .distinct()
        .sorted()
        .forEach(api -> sentences.add("What " + api + " charges for the calls to its API."));
    blueprint
        .datastores(Datastore.External.class)
        .forEach(e ->
            sentences.add(
                "What " + e.engine().label() + " costs where it is run (" + e.name() + ")."));
    sentences.add("The pipeline's minutes and the seats of the code host.");
    sentences.add("Taxes, support plans, and the people who run it.");
    sentences.add("Uptime checks, which stay within what each project has free, and Cloud Trace.");
    return List.copyOf(sentences);
  }
}
