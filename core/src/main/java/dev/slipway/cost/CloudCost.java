package dev.slipway.cost;

import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.List;

/** Puts what one cloud charges on the bill. */
sealed interface CloudCost permits AwsCost, AzureCost, GcpCost {

  static CloudCost of(Scope scope, Bill bill, Stack stack) {
    return switch (scope.blueprint().project().cloud()) {
      case GCP -> new GcpCost(scope, bill, stack);
      case AWS -> new AwsCost(scope, bill, stack);
      case AZURE -> new AzureCost(scope, bill, stack);
    };
  }

  /** A resource, once for each time that it exists. */
  void add(Resource resource, String region);

  /** What is charged for the environment as a whole, such as answers to the internet. */
  void whole(String primary);

  /** What is not on the bill, in sentences. */
  List<String> notIncluded();
}
