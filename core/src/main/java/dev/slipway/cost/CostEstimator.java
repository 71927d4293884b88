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
        notIncluded(blueprint, stack, prices),
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
    CloudCost cost = CloudCost.of(scope, bill, stack);
    for (Resource resource : stack.resources()) {
      if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
        regions(blueprint, resource, values).forEach(region -> cost.add(resource, region));
      }
    }
    cost.whole(primary);
    return bill.lines();
  }

  /** One region for each time that the resource exists. */
  private static List<String> regions(Blueprint blueprint, Resource resource, Values values) {
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
      regions.add(
          values
              .text(resource.body(), "region")
              .orElseGet(() -> blueprint.project().regions().get(further(blueprint, resource))));
    }
    return regions;
  }

  /** AWS and Azure print what stands in a further region under the name with that region's word. */
  private static int further(Blueprint blueprint, Resource resource) {
    String name = resource.address().name();
    int index = name.endsWith("_secondary") ? 1 : name.endsWith("_tertiary") ? 2 : 0;
    return Math.min(index, blueprint.project().regions().size() - 1);
  }

  private static List<String> notIncluded(Blueprint blueprint, Stack stack, PriceBook prices) {
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
    Scope scope =
        new Scope(
            blueprint,
            blueprint.production(),
            new Values(stack, blueprint.production().name()),
            LoadProfile.DEFAULT,
            1);
    sentences.addAll(CloudCost.of(scope, new Bill(prices), stack).notIncluded());
    return List.copyOf(sentences);
  }
}
