package dev.slipway.check.policy;

import dev.slipway.check.policy.Finding.Gap;
import java.util.List;

/** Google Cloud. */
final class GcpMeasures implements CloudMeasures {

  @Override
  public Finding privateDatabase(Output output) {
    return DatabaseMeasures.privateDatabase(output);
  }

  @Override
  public Finding databaseTls(Output output) {
    return DatabaseMeasures.tls(output);
  }

  @Override
  public Finding edgeTls(Output output) {
    return EdgeMeasures.tls(output);
  }

  @Override
  public Finding secretsInManager(Output output) {
    return SecretMeasures.inManager(output);
  }

  @Override
  public Finding secretRotation(Output output) {
    return SecretMeasures.rotation(output);
  }

  @Override
  public Finding firewall(Output output) {
    return EdgeMeasures.firewall(output);
  }

  @Override
  public Finding rateLimit(Output output) {
    return EdgeMeasures.rateLimit(output);
  }

  @Override
  public Finding leastPrivilege(Output output) {
    return IdentityMeasures.leastPrivilege(output);
  }

  @Override
  public Finding auditLogs(Output output) {
    return OperationMeasures.auditLogs(output);
  }

  @Override
  public Finding logRetention(Output output) {
    return OperationMeasures.logRetention(output);
  }

  @Override
  public Finding encryptionAtRest(Output output) {
    return DatabaseMeasures.encryptionAtRest(output);
  }

  @Override
  public Finding customerKeys(Output output) {
    return DatabaseMeasures.customerKeys(output);
  }

  @Override
  public Finding backups(Output output) {
    return DatabaseMeasures.backups(output);
  }

  @Override
  public Finding pointInTime(Output output) {
    return DatabaseMeasures.pointInTime(output);
  }

  @Override
  public Finding deletionProtection(Output output) {
    return DatabaseMeasures.deletionProtection(output);
  }

  @Override
  public Finding residency(Output output) {
    return NetworkMeasures.residency(output);
  }

  @Override
  public Finding imageScanning(Output output) {
    return DeliveryMeasures.scanning(output);
  }

  @Override
  public Finding keyless(Output output) {
    return DeliveryMeasures.keyless(output);
  }

  @Override
  public Finding privateNetwork(Output output) {
    return NetworkMeasures.privateNetwork(output);
  }

  @Override
  public Finding egress(Output output) {
    return NetworkMeasures.egress(output);
  }

  @Override
  public Finding noDatabasePasswords(Output output) {
    return DatabaseMeasures.noPasswords(output);
  }

  @Override
  public Finding authenticationAlerts(Output output) {
    return OperationMeasures.authenticationAlerts(output);
  }

  @Override
  public Finding monitoring(Output output) {
    return OperationMeasures.monitoring(output);
  }

  @Override
  public Finding highAvailability(Output output) {
    return DatabaseMeasures.highAvailability(output);
  }

  @Override
  public Finding boundedScaling(Output output) {
    return OperationMeasures.boundedScaling(output);
  }

  @Override
  public Finding budgetAlerts(Output output) {
    return OperationMeasures.budgetAlerts(output);
  }

  @Override
  public List<Gap> publicGrants(Output output) {
    return IdentityMeasures.publicGrants(output);
  }

  @Override
  public List<Gap> broadRoles(Output output) {
    return IdentityMeasures.primitiveRoles(output);
  }

  @Override
  public List<Gap> longLivedKeys(Output output) {
    return IdentityMeasures.keys(output);
  }

  @Override
  public List<Gap> writtenSecrets(Output output) {
    return SecretMeasures.written(output);
  }

  @Override
  public List<Gap> secretAccess(Output output) {
    return ReachPromises.secretAccess(output);
  }

  @Override
  public List<Gap> openBuckets(Output output) {
    return ReachPromises.buckets(output);
  }

  @Override
  public List<Gap> state(Output output) {
    return ReachPromises.state(output);
  }

  @Override
  public List<Gap> pipelineRights(Output output) {
    return ReachPromises.grants(output);
  }

  @Override
  public List<Gap> paths(Output output) {
    return ReachPromises.paths(output);
  }

  @Override
  public List<Gap> undocumentedAlerts(Output output) {
    return OperationMeasures.undocumented(output);
  }
}
