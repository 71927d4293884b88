package dev.slipway.check.policy;

import dev.slipway.blueprint.Measure;

/** Where each measure is looked for. A new measure does not compile until it has a place here. */
final class Measures {

  private Measures() {}

  static Finding verify(Measure measure, Output output) {
    return switch (measure) {
      case PRIVATE_DATABASE -> DatabaseMeasures.privateDatabase(output);
      case DATABASE_TLS -> DatabaseMeasures.tls(output);
      case TLS_AT_THE_EDGE -> EdgeMeasures.tls(output);
      case SECRETS_IN_MANAGER -> SecretMeasures.inManager(output);
      case SECRET_ROTATION -> SecretMeasures.rotation(output);
      case WEB_APPLICATION_FIREWALL -> EdgeMeasures.firewall(output);
      case RATE_LIMIT -> EdgeMeasures.rateLimit(output);
      case LEAST_PRIVILEGE -> IdentityMeasures.leastPrivilege(output);
      case AUDIT_LOGS -> OperationMeasures.auditLogs(output);
      case LOG_RETENTION -> OperationMeasures.logRetention(output);
      case ENCRYPTION_AT_REST -> DatabaseMeasures.encryptionAtRest(output);
      case CUSTOMER_MANAGED_KEYS -> DatabaseMeasures.customerKeys(output);
      case BACKUPS -> DatabaseMeasures.backups(output);
      case POINT_IN_TIME_RECOVERY -> DatabaseMeasures.pointInTime(output);
      case DELETION_PROTECTION -> DatabaseMeasures.deletionProtection(output);
      case DATA_RESIDENCY -> NetworkMeasures.residency(output);
      case IMAGE_SCANNING -> DeliveryMeasures.scanning(output);
      case SIGNED_IMAGES -> DeliveryMeasures.signing(output);
      case NON_ROOT_IMAGES -> DeliveryMeasures.nonRoot(output);
      case PINNED_DEPENDENCIES -> DeliveryMeasures.pinned(output);
      case KEYLESS_PIPELINE -> DeliveryMeasures.keyless(output);
      case PRIVATE_NETWORK -> NetworkMeasures.privateNetwork(output);
      case CONTROLLED_EGRESS -> NetworkMeasures.egress(output);
      case NO_DATABASE_PASSWORDS -> DatabaseMeasures.noPasswords(output);
      case AUTHENTICATION_FAILURE_ALERTS -> OperationMeasures.authenticationAlerts(output);
      case MONITORING_AND_ALERTS -> OperationMeasures.monitoring(output);
      case HIGH_AVAILABILITY -> DatabaseMeasures.highAvailability(output);
      case BOUNDED_SCALING -> OperationMeasures.boundedScaling(output);
      case BUDGET_ALERTS -> OperationMeasures.budgetAlerts(output);
    };
  }
}
