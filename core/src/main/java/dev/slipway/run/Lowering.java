package dev.slipway.run;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cloud.aws.AwsLowering;
import dev.slipway.cloud.azure.AzureLowering;
import dev.slipway.cloud.gcp.GcpLowering;
import dev.slipway.stack.Stack;

/** A blueprint to the Terraform stacks of the cloud that it names. */
public final class Lowering {

  private Lowering() {}

  public static CloudStacks lower(Blueprint blueprint) {
    return new CloudStacks(main(blueprint), bootstrap(blueprint));
  }

  /** What runs and costs, without what is set up by hand before it. */
  public static Stack main(Blueprint blueprint) {
    return switch (blueprint.project().cloud()) {
      case GCP -> GcpLowering.main(blueprint);
      case AWS -> AwsLowering.main(blueprint);
      case AZURE -> AzureLowering.main(blueprint);
    };
  }

  /** What is set up by hand before anything can run. */
  public static Stack bootstrap(Blueprint blueprint) {
    return switch (blueprint.project().cloud()) {
      case GCP -> GcpLowering.bootstrap(blueprint);
      case AWS -> AwsLowering.bootstrap(blueprint);
      case AZURE -> AzureLowering.bootstrap(blueprint);
    };
  }
}
