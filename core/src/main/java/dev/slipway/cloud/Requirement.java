package dev.slipway.cloud;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Measure;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Platform;

/** What a blueprint asks of more than one pass. */
public final class Requirement {

  private Requirement() {}

  public static boolean measure(Blueprint blueprint, Measure measure) {
    return blueprint.controls().stream().anyMatch(c -> c.measures().contains(measure));
  }

  /** Health and card data are expected under keys that the company itself can revoke. */
  public static boolean customerManagedKeys(Blueprint blueprint) {
    return measure(blueprint, Measure.CUSTOMER_MANAGED_KEYS)
        || blueprint.compliance().contains(Compliance.HIPAA)
        || blueprint.compliance().contains(Compliance.PCI_DSS);
  }

  public static boolean auditLogs(Blueprint blueprint) {
    return measure(blueprint, Measure.AUDIT_LOGS) || !blueprint.compliance().isEmpty();
  }

  public static boolean dataResidency(Blueprint blueprint) {
    return measure(blueprint, Measure.DATA_RESIDENCY)
        || blueprint.compliance().contains(Compliance.GDPR);
  }

  public static boolean kubernetes(Blueprint blueprint) {
    return blueprint.project().platform() == Platform.KUBERNETES;
  }
}
