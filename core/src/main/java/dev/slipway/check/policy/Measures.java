package dev.slipway.check.policy;

import dev.slipway.blueprint.Measure;

/** Where each measure is looked for. A new measure does not compile until it has a place here. */
final class Measures {

  private Measures() {}

  static Finding verify(Measure measure, Output output) {
    CloudMeasures cloud = CloudMeasures.of(output.blueprint().project().cloud());
    return switch (measure) {
      case PRIVATE_DATABASE -> cloud.privateDatabase(output);
      case DATABASE_TLS -> cloud.databaseTls(output);
      case TLS_AT_THE_EDGE -> cloud.edgeTls(output);
      case SECRETS_IN_MANAGER -> cloud.secretsInManager(output);
      case SECRET_ROTATION -> cloud.secretRotation(output);
      case WEB_APPLICATION_FIREWALL -> cloud.firewall(output);
      case RATE_LIMIT -> cloud.rateLimit(output);
      case LEAST_PRIVILEGE -> cloud.leastPrivilege(output);
      case AUDIT_LOGS -> cloud.auditLogs(output);
      case LOG_RETENTION -> cloud.logRetention(output);
      case ENCRYPTION_AT_REST -> cloud.encryptionAtRest(output);
      case CUSTOMER_MANAGED_KEYS -> cloud.customerKeys(output);
      case BACKUPS -> cloud.backups(output);
      case POINT_IN_TIME_RECOVERY -> cloud.pointInTime(output);
      case DELETION_PROTECTION -> cloud.deletionProtection(output);
      case DATA_RESIDENCY -> cloud.residency(output);
      case IMAGE_SCANNING -> cloud.imageScanning(output);
      case SIGNED_IMAGES -> DeliveryMeasures.signing(output);
      case NON_ROOT_IMAGES -> DeliveryMeasures.nonRoot(output);
      case PINNED_DEPENDENCIES -> DeliveryMeasures.pinned(output);
      case KEYLESS_PIPELINE -> cloud.keyless(output);
      case PRIVATE_NETWORK -> cloud.privateNetwork(output);
      case CONTROLLED_EGRESS -> cloud.egress(output);
      case NO_DATABASE_PASSWORDS -> cloud.noDatabasePasswords(output);
      case AUTHENTICATION_FAILURE_ALERTS -> cloud.authenticationAlerts(output);
      case MONITORING_AND_ALERTS -> cloud.monitoring(output);
      case HIGH_AVAILABILITY -> cloud.highAvailability(output);
      case BOUNDED_SCALING -> cloud.boundedScaling(output);
      case BUDGET_ALERTS -> cloud.budgetAlerts(output);
    };
  }
}
