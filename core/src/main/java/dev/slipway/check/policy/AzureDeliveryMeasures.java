package dev.slipway.check.policy;

import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.List;

/** Measures on images and pipelines, on Azure. */
final class AzureDeliveryMeasures {

  private static final List<String> KEYS =
      List.of("AZURE_CLIENT_SECRET", "AZURE_CREDENTIALS", "ARM_CLIENT_SECRET", "client-secret");

  private AzureDeliveryMeasures() {}

  static Finding scanning(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource plan : output.everywhere("azurerm_security_center_subscription_pricing")) {
      if (References.in(plan).mentions("Containers")) {
        found.proof(Output.name(plan), "Defender scans what is pushed");
      }
    }
    DeliveryMeasures.scanned(output, found);
    return found.build("Neither the registry nor the pipeline scans images.");
  }

  static Finding keyless(Output output) {
    Finding.Builder found = Finding.builder();
    found.gaps(AzureIdentityMeasures.keys(output));
    for (GeneratedFile workflow : output.workflows()) {
      if (KEYS.stream().anyMatch(k -> DeliveryMeasures.mentions(workflow, k))) {
        found.gap(workflow.path(), workflow.path() + " signs in with a key.");
      } else if (DeliveryMeasures.mentions(workflow, "azure/login")) {
        found.proof(workflow.path(), "azure/login with a client-id and no secret");
      }
    }
    for (Resource trust : output.bootstrap().ofType("azurerm_federated_identity_credential")) {
      boolean github =
          Output.at(trust, "issuer")
              .filter(new Expression.Text("https://token.actions.githubusercontent.com")::equals)
              .isPresent();
      boolean named =
          Output.at(trust, "subject")
              .filter(s -> DeliveryMeasures.namesRepository(output, s))
              .isPresent();
      found.check(
          named || !github,
          Output.name(trust),
          "subject names the repository",
          Output.name(trust) + " trusts more than the repository: its subject does not name it.");
    }
    return found.build(DeliveryMeasures.NO_PIPELINE);
  }
}
