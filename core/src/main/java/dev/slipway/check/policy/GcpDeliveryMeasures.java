package dev.slipway.check.policy;

import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Resource;

/** Measures on images and pipelines, on Google Cloud. */
final class GcpDeliveryMeasures {

  private GcpDeliveryMeasures() {}

  static Finding scanning(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource registry : output.everywhere("google_artifact_registry_repository")) {
      output
          .text(registry, "vulnerability_scanning_config", "enablement_config")
          .filter("INHERITED"::equals)
          .ifPresent(_ -> found.proof(Output.name(registry), "vulnerability_scanning_config"));
    }
    for (GeneratedFile workflow : output.workflows()) {
      if (DeliveryMeasures.mentions(workflow, "gcloud artifacts docker images scan")) {
        found.proof(workflow.path(), "scans the image before it is deployed");
      }
    }
    DeliveryMeasures.scanned(output, found);
    return found.build("Neither the registry nor the pipeline scans images.");
  }

  static Finding keyless(Output output) {
    Finding.Builder found = Finding.builder();
    found.gaps(GcpIdentityMeasures.keys(output));
    for (GeneratedFile workflow : output.workflows()) {
      if (DeliveryMeasures.mentions(workflow, "credentials_json")
          || DeliveryMeasures.mentions(workflow, "GOOGLE_CREDENTIALS")) {
        found.gap(workflow.path(), workflow.path() + " signs in with a key file.");
      } else if (DeliveryMeasures.mentions(workflow, "workload_identity_provider")) {
        found.proof(workflow.path(), "workload_identity_provider");
      }
    }
    for (Resource provider : output.everywhere("google_iam_workload_identity_pool_provider")) {
      found.check(
          Output.at(provider, "attribute_condition").isPresent(),
          Output.name(provider),
          "attribute_condition names the repository",
          Output.name(provider)
              + " trusts every repository on GitHub: it has no attribute_condition.");
    }
    return found.build(DeliveryMeasures.NO_PIPELINE);
  }
}
