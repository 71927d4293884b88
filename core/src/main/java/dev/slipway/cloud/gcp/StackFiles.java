package dev.slipway.cloud.gcp;

/** The files of the main stack. */
final class StackFiles {

  static final String VERSIONS = "versions.tf";
  static final String MAIN = "main.tf";
  static final String VARIABLES = "variables.tf";
  static final String NETWORK = "network.tf";
  static final String DATABASE = "database.tf";
  static final String CACHE = "cache.tf";
  static final String STORAGE = "storage.tf";
  static final String MESSAGING = "messaging.tf";
  static final String SECRETS = "secrets.tf";
  static final String LOGGING = "logging.tf";
  static final String IDENTITY = "identity.tf";
  static final String ENCRYPTION = "encryption.tf";
  static final String EDGE = "edge.tf";
  static final String OUTPUTS = "outputs.tf";

  private StackFiles() {}
}
