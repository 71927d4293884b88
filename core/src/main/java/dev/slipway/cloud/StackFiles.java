package dev.slipway.cloud;

/** The files of the main stack. */
public final class StackFiles {

  public static final String VERSIONS = "versions.tf";
  public static final String MAIN = "main.tf";
  public static final String VARIABLES = "variables.tf";
  public static final String NETWORK = "network.tf";
  public static final String DATABASE = "database.tf";
  public static final String CACHE = "cache.tf";
  public static final String STORAGE = "storage.tf";
  public static final String MESSAGING = "messaging.tf";
  public static final String SECRETS = "secrets.tf";
  public static final String LOGGING = "logging.tf";
  public static final String IDENTITY = "identity.tf";
  public static final String ENCRYPTION = "encryption.tf";
  public static final String EDGE = "edge.tf";
  public static final String OUTPUTS = "outputs.tf";

  private StackFiles() {}
}
