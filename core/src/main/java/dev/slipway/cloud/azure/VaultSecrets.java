package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import java.util.List;
import java.util.TreeSet;

/** The secrets that people fill, as those who read them see them. */
final class VaultSecrets {

  private VaultSecrets() {}

  /**
   * The URL of a secret's newest version, as container apps and function apps take it. It refers to
   * the secret itself, so that whoever reads it is made after it.
   */
  static Expression id(String secret) {
    return AzureAddresses.secret(secret).reference().dot("versionless_id");
  }

  /** The workloads that read a secret, sorted. */
  static List<String> readers(Blueprint blueprint, Secret secret) {
    TreeSet<String> readers = new TreeSet<>(secret.readers());
    for (Workload workload : blueprint.workloads()) {
      if (workload.settings().stream().anyMatch(s -> reads(blueprint, s, secret.name()))) {
        readers.add(workload.name());
      }
    }
    return List.copyOf(readers);
  }

  /** Whether a workload reads a secret, for a setting or by itself. */
  static boolean reads(Blueprint blueprint, Workload workload, Secret secret) {
    return secret.readers().contains(workload.name())
        || workload.settings().stream().anyMatch(s -> reads(blueprint, s, secret.name()));
  }

  private static boolean reads(Blueprint blueprint, Setting setting, String secret) {
    return switch (setting.value()) {
      case Setting.SecretReference(String name) -> name.equals(secret);
      case Setting.DatastoreUrl url ->
          blueprint
              .datastore(url.datastore())
              .filter(d -> d instanceof Datastore.External e && e.secret().equals(secret))
              .isPresent();
      default -> false;
    };
  }
}
