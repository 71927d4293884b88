package dev.slipway.check.policy;

import dev.slipway.check.policy.Finding.Gap;
import java.util.List;

/** Microsoft Azure. */
final class AzureMeasures implements CloudMeasures {

  @Override
  public Finding privateDatabase(Output output) {
    return AzureDatabaseMeasures.privateDatabase(output);
  }

  @Override
  public Finding databaseTls(Output output) {
    return AzureDatabaseMeasures.tls(output);
  }

  @Override
  public Finding edgeTls(Output output) {
    return AzureEdgeMeasures.tls(output);
  }

  @Override
  public Finding secretsInManager(Output output) {
    return AzureSecretMeasures.inManager(output);
  }

  @Override
  public Finding secretRotation(Output output) {
    return AzureSecretMeasures.rotation(output);
  }

  @Override
  public Finding firewall(Output output) {
    return AzureEdgeMeasures.firewall(output);
  }

  @Override
  public Finding rateLimit(Output output) {
    return AzureEdgeMeasures.rateLimit(output);
  }

  @Override
  public Finding leastPrivilege(Output output) {
    return AzureIdentityMeasures.leastPrivilege(output);
  }

  @Override
  public Finding auditLogs(Output output) {
    return AzureLogMeasures.auditLogs(output);
  }

  @Override
  public Finding logRetention(Output output) {
    return AzureLogMeasures.retention(output);
  }

  @Override
  public Finding encryptionAtRest(Output output) {
    return AzureEncryptionMeasures.atRest(output);
  }

  @Override
  public Finding customerKeys(Output output) {
    return AzureEncryptionMeasures.customerKeys(output);
  }

  @Override
  public Finding backups(Output output) {
    return AzureRecoveryMeasures.backups(output);
  }

  @Override
  public Finding pointInTime(Output output) {
    return AzureRecoveryMeasures.pointInTime(output);
  }

  @Override
  public Finding deletionProtection(Output output) {
    return AzureRecoveryMeasures.deletionProtection(output);
  }

  @Override
  public Finding residency(Output output) {
    return AzureNetworkMeasures.residency(output);
  }

  @Override
  public Finding imageScanning(Output output) {
    return AzureDeliveryMeasures.scanning(output);
  }

  @Override
  public Finding keyless(Output output) {
    return AzureDeliveryMeasures.keyless(output);
  }

  @Override
  public Finding privateNetwork(Output output) {
    return AzureNetworkMeasures.privateNetwork(output);
  }

  @Override
  public Finding egress(Output output) {
    return AzureNetworkMeasures.egress(output);
  }

  @Override
  public Finding noDatabasePasswords(Output output) {
    return AzureDatabaseMeasures.noPasswords(output);
  }

  @Override
  public Finding authenticationAlerts(Output output) {
    return AzureOperationMeasures.authenticationAlerts(output);
  }

  @Override
  public Finding monitoring(Output output) {
    return AzureOperationMeasures.monitoring(output);
  }

  @Override
  public Finding highAvailability(Output output) {
    return AzureRecoveryMeasures.highAvailability(output);
  }

  @Override
  public Finding boundedScaling(Output output) {
    return AzureOperationMeasures.boundedScaling(output);
  }

  @Override
  public Finding budgetAlerts(Output output) {
    return AzureOperationMeasures.budgetAlerts(output);
  }

  @Override
  public List<Gap> publicGrants(Output output) {
    return AzureIdentityMeasures.publicGrants(output);
  }

  @Override
  public List<Gap> broadRoles(Output output) {
    return AzureIdentityMeasures.broadRoles(output);
  }

  @Override
  public List<Gap> longLivedKeys(Output output) {
    return AzureIdentityMeasures.keys(output);
  }

  @Override
  public List<Gap> writtenSecrets(Output output) {
    return AzureSecretMeasures.written(output);
  }

  @Override
  public List<Gap> secretAccess(Output output) {
    return AzureSecretMeasures.access(output);
  }

  @Override
  public List<Gap> openBuckets(Output output) {
    return AzureReachPromises.buckets(output);
  }

  @Override
  public List<Gap> state(Output output) {
    return AzureReachPromises.state(output);
  }

  @Override
  public List<Gap> pipelineRights(Output output) {
    return AzurePipelineRights.missing(output);
  }

  @Override
  public List<Gap> paths(Output output) {
    return AzureReachPromises.paths(output);
  }

  @Override
  public List<Gap> undocumentedAlerts(Output output) {
    return AzureOperationMeasures.undocumented(output);
  }

  @Override
  public Finding encryptedDoors(Output output) {
    return AzureEdgeMeasures.tls(output);
  }
}
