package dev.slipway.check.policy;

import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.vocabulary.Cloud;
import java.util.List;

/** How one cloud's resources show that a measure was taken and a promise kept. */
sealed interface CloudMeasures permits AwsMeasures, AzureMeasures, GcpMeasures {

  static CloudMeasures of(Cloud cloud) {
    return switch (cloud) {
      case GCP -> new GcpMeasures();
      case AWS -> new AwsMeasures();
      case AZURE -> new AzureMeasures();
    };
  }

  Finding privateDatabase(Output output);

  Finding databaseTls(Output output);

  Finding edgeTls(Output output);

  Finding secretsInManager(Output output);

  Finding secretRotation(Output output);

  Finding firewall(Output output);

  Finding rateLimit(Output output);

  Finding leastPrivilege(Output output);

  Finding auditLogs(Output output);

  Finding logRetention(Output output);

  Finding encryptionAtRest(Output output);

  Finding customerKeys(Output output);

  Finding backups(Output output);

  Finding pointInTime(Output output);

  Finding deletionProtection(Output output);

  Finding residency(Output output);

  Finding imageScanning(Output output);

  Finding keyless(Output output);

  Finding privateNetwork(Output output);

  Finding egress(Output output);

  Finding noDatabasePasswords(Output output);

  Finding authenticationAlerts(Output output);

  Finding monitoring(Output output);

  Finding highAvailability(Output output);

  Finding boundedScaling(Output output);

  Finding budgetAlerts(Output output);

  /**
   * TLS at every public door, of version 1.2 or newer wherever the cloud leaves a choice. What a
   * design without a domain can have, unlike {@link #edgeTls}.
   */
  Finding encryptedDoors(Output output);

  /** Rights that everybody has, and the design does not ask for. */
  List<Gap> publicGrants(Output output);

  /** Rights that reach everything. */
  List<Gap> broadRoles(Output output);

  /** Keys that do not end by themselves. */
  List<Gap> longLivedKeys(Output output);

  /** Secrets in plain settings or in the state. */
  List<Gap> writtenSecrets(Output output);

  /** Secrets in a workload's settings that its identity may not read. */
  List<Gap> secretAccess(Output output);

  /** Buckets that somebody could open. */
  List<Gap> openBuckets(Output output);

  /** What is wrong with the place of the Terraform state. */
  List<Gap> state(Output output);

  /** Rights that the main stack grants and the pipeline may not. */
  List<Gap> pipelineRights(Output output);

  /** Workloads without a network path to a datastore that has a private address only. */
  List<Gap> paths(Output output);

  /** Alerts that do not say what to do. */
  List<Gap> undocumentedAlerts(Output output);
}
