package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;

/** Lambda functions from container images. */
final class FunctionPass implements Pass {

  @Override
  public String name() {
    return "functions";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    return StackPart.builder().build();
  }

  static ResourceAddress address(Workload function) {
    return ResourceAddress.managed("aws_lambda_function_url", ResourceAddress.id(function.name()));
  }

  /** Where other workloads call it, with their own identity. */
  static Expression url(Workload function, Place place) {
    return place.ref(address(function)).dot("function_url");
  }
}
