package dev.slipway.check.policy;

import dev.slipway.check.policy.Finding.Gap;
import java.util.List;

/** Google Cloud. */
final class GcpMeasures implements CloudMeasures {

  @Override
  public Finding privateDatabase(Output output) {
    return GcpDatabaseMeasures.privateDatabase(output);
  }

  @Override
  public Finding databaseTls(Output output) {
    return GcpDatabaseMeasures.tls(output);
  }

  @Override
  public Finding edgeTls(Output output) {
    return GcpEdgeMeasures.tls(output);
  }

  @Override
  public Finding secretsInManager(Output output) {
    return GcpSecretMeasures.inManager(output);
  }

  @Override
  public Finding secretRotation(Output output) {
    return GcpSecretMeasures.rotation(output);
  }

  @Override
  public Finding firewall(Output output) {
    return GcpEdgeMeasures.firewall(output);
  }

  @Override
  public Finding rateLimit(Output output) {
    return GcpEdgeMeasures.rateLimit(output);
  }

  @Override
  public Finding leastPrivilege(Output output) {
    return GcpIdentityMeasures.leastPrivilege(output);
  }

  @Override
  public Finding auditLogs(Output output) {
    return GcpOperationMeasures.auditLogs(output);
  }

  @Override
  public Finding logRetention(Output output) {
    return GcpOperationMeasures.logRetention(output);
  }

  @Override
  public Finding encryptionAtRest(Output output) {
    return GcpDatabaseMeasures.encryptionAtRest(output);
  }

  @Override
  public Finding customerKeys(Output output) {
    return GcpDatabaseMeasures.customerKeys(output);
  }

  @Override
  public Finding backups(Output output) {
    return GcpDatabaseMeasures.backups(output);
  }

  @Override
  public Finding pointInTime(Output output) {
    return GcpDatabaseMeasures.pointInTime(output);
  }

  @Override
  public Finding deletionProtection(Output output) {
    return GcpDatabaseMeasures.deletionProtection(output);
  }

  @Override
  public Finding residency(Output output) {
    return GcpNetworkMeasures.residency(output);
  }

  @Override
  public Finding imageScanning(Output output) {
    return GcpDeliveryMeasures.scanning(output);
  }

  @Override
  public Finding keyless(Output output) {
    return GcpDeliveryMeasures.keyless(output);
  }

  @Override
  public Finding privateNetwork(Output output) {
    return GcpNetworkMeasures.privateNetwork(output);
  }

  @Override
  public Finding egress(Output output) {
    return GcpNetworkMeasures.egress(output);
  }

  @Override
  public Finding noDatabasePasswords(Output output) {
    return GcpDatabaseMeasures.noPasswords(output);
  }

  @Override
  public Finding authenticationAlerts(Output output) {
    return GcpOperationMeasures.authenticationAlerts(output);
  }

  @Override
  public Finding monitoring(Output output) {
    return GcpOperationMeasures.monitoring(output);
  }

  @Override
  public Finding highAvailability(Output output) {
    return GcpDatabaseMeasures.highAvailability(output);
  }

  @Override
  public Finding boundedScaling(Output output) {
    return GcpOperationMeasures.boundedScaling(output);
  }

  @Override
  public Finding budgetAlerts(Output output) {
    return GcpOperationMeasures.budgetAlerts(output);
  }

  @Override
  public List<Gap> publicGrants(Output output) {
    return GcpIdentityMeasures.publicGrants(output);
  }

  @Override
  public List<Gap> broadRoles(Output output) {
    return GcpIdentityMeasures.primitiveRoles(output);
  }

  @Override
  public List<Gap> longLivedKeys(Output output) {
    return GcpIdentityMeasures.keys(output);
  }

  @Override
  public List<Gap> writtenSecrets(Output output) {
    return GcpSecretMeasures.written(output);
  }

  @Override
  public List<Gap> secretAccess(Output output) {
    return GcpReachPromises.secretAccess(output);
  }

  @Override
  public List<Gap> openBuckets(Output output) {
    return GcpReachPromises.buckets(output);
  }

  @Override
  public List<Gap> state(Output output) {
    return GcpReachPromises.state(output);
  }

  @Override
  public List<Gap> pipelineRights(Output output) {
    return GcpReachPromises.grants(output);
  }

  @Override
  public List<Gap> paths(Output output) {
    return GcpReachPromises.paths(output);
  }

  @Override
  public List<Gap> undocumentedAlerts(Output output) {
    return GcpOperationMeasures.undocumented(output);
  }

  @Override
  public Finding encryptedDoors(Output output) {
    return GcpEdgeMeasures.tls(output);
  }
}
