package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackAssembly;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.List;
import java.util.Optional;

/**
 * What has to be there before the pipeline can do anything: the state, the trust in the pipeline's
 * identity, the registry. A person applies it once an environment.
 */
final class BootstrapStack {

  static final String FOLDER = "terraform/bootstrap";
  static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline");

  private BootstrapStack() {}

  static Stack of(Blueprint blueprint) {
    StackPart.Builder collected = StackPart.builder();
    List<StackPart> parts = List.of(collected.build());
    return new Stack(
        FOLDER,
        new Stack.Settings(
            "versions.tf",
            MainStack.TERRAFORM_VERSION,
            List.of(
                new Stack.RequiredProvider(
                    "azurerm", "hashicorp/azurerm", MainStack.PROVIDER_VERSION)),
            Optional.empty(),
            WHY),
        List.of(),
        StackAssembly.variables(parts),
        StackAssembly.locals(parts),
        StackAssembly.resources(parts),
        StackAssembly.outputs(parts),
        blueprint.environments().stream()
            .map(e ->
                new VariableFile(
                    e.name(),
                    "environments/" + e.name() + ".tfvars",
                    "Bootstrap of " + e.name() + " of " + blueprint.project().name() + ".",
                    StackAssembly.values(parts, e)))
            .toList(),
        List.of());
  }
}
