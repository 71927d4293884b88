package dev.slipway.check.policy;

import dev.slipway.check.policy.Finding.Gap;
import java.util.List;

/** Amazon Web Services. */
final class AwsMeasures implements CloudMeasures {

  @Override
  public Finding privateDatabase(Output output) {
    return AwsDatabaseMeasures.privateDatabase(output);
  }

  @Override
  public Finding databaseTls(Output output) {
    return AwsDatabaseMeasures.tls(output);
  }

  @Override
  public Finding edgeTls(Output output) {
    return AwsEdgeMeasures.tls(output);
  }

  @Override
  public Finding secretsInManager(Output output) {
    return AwsSecretMeasures.inManager(output);
  }

  @Override
  public Finding secretRotation(Output output) {
    return AwsSecretMeasures.rotation(output);
  }

  @Override
  public Finding firewall(Output output) {
    return AwsEdgeMeasures.firewall(output);
  }

  @Override
  public Finding rateLimit(Output output) {
    return AwsEdgeMeasures.rateLimit(output);
  }

  @Override
  public Finding leastPrivilege(Output output) {
    return AwsIdentityMeasures.leastPrivilege(output);
  }

  @Override
  public Finding auditLogs(Output output) {
    return AwsLogMeasures.auditLogs(output);
  }

  @Override
  public Finding logRetention(Output output) {
    return AwsLogMeasures.retention(output);
  }

  @Override
  public Finding encryptionAtRest(Output output) {
    return AwsEncryptionMeasures.atRest(output);
  }

  @Override
  public Finding customerKeys(Output output) {
    return AwsEncryptionMeasures.customerKeys(output);
  }

  @Override
  public Finding backups(Output output) {
    return AwsRecoveryMeasures.backups(output);
  }

  @Override
  public Finding pointInTime(Output output) {
    return AwsRecoveryMeasures.pointInTime(output);
  }

  @Override
  public Finding deletionProtection(Output output) {
    return AwsRecoveryMeasures.deletionProtection(output);
  }

  @Override
  public Finding residency(Output output) {
    return AwsNetworkMeasures.residency(output);
  }

  @Override
  public Finding imageScanning(Output output) {
    return AwsDeliveryMeasures.scanning(output);
  }

  @Override
  public Finding keyless(Output output) {
    return AwsDeliveryMeasures.keyless(output);
  }

  @Override
  public Finding privateNetwork(Output output) {
    return AwsNetworkMeasures.privateNetwork(output);
  }

  @Override
  public Finding egress(Output output) {
    return AwsNetworkMeasures.egress(output);
  }

  @Override
  public Finding noDatabasePasswords(Output output) {
    return AwsDatabaseMeasures.noPasswords(output);
  }

  @Override
  public Finding authenticationAlerts(Output output) {
    return AwsOperationMeasures.authenticationAlerts(output);
  }

  @Override
  public Finding monitoring(Output output) {
    return AwsOperationMeasures.monitoring(output);
  }

  @Override
  public Finding highAvailability(Output output) {
    return AwsRecoveryMeasures.highAvailability(output);
  }

  @Override
  public Finding boundedScaling(Output output) {
    return AwsOperationMeasures.boundedScaling(output);
  }

  @Override
  public Finding budgetAlerts(Output output) {
    return AwsOperationMeasures.budgetAlerts(output);
  }

  @Override
  public List<Gap> publicGrants(Output output) {
    return AwsIdentityMeasures.publicGrants(output);
  }

  @Override
  public List<Gap> broadRoles(Output output) {
    return AwsIdentityMeasures.broadRoles(output);
  }

  @Override
  public List<Gap> longLivedKeys(Output output) {
    return AwsIdentityMeasures.keys(output);
  }

  @Override
  public List<Gap> writtenSecrets(Output output) {
    return AwsSecretMeasures.written(output);
  }

  @Override
  public List<Gap> secretAccess(Output output) {
    return AwsSecretMeasures.access(output);
  }

  @Override
  public List<Gap> openBuckets(Output output) {
    return AwsReachPromises.buckets(output);
  }

  @Override
  public List<Gap> state(Output output) {
    return AwsReachPromises.state(output);
  }

  @Override
  public List<Gap> pipelineRights(Output output) {
    return AwsPipelineRights.missing(output);
  }

  @Override
  public List<Gap> paths(Output output) {
    return AwsReachPromises.paths(output);
  }

  @Override
  public List<Gap> undocumentedAlerts(Output output) {
    return AwsOperationMeasures.undocumented(output);
  }

  @Override
  public Finding encryptedDoors(Output output) {
    return AwsEdgeMeasures.anyTls(output);
  }
}
