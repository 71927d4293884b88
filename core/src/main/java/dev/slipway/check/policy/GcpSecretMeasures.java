package dev.slipway.check.policy;

import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures on secrets. */
final class GcpSecretMeasures {

  private GcpSecretMeasures() {}

  static Finding inManager(Output output) {
    Finding.Builder found = Finding.builder();
    for (Secret secret : output.blueprint().secrets()) {
      found.check(
          output.main().find(GcpAddresses.secret(secret.name())).isPresent(),
          GcpAddresses.secret(secret.name()).toString(),
          "kept in Secret Manager",
          "The secret " + secret.name() + " has no place in Secret Manager.");
    }
    for (Resource version : output.of("google_secret_manager_secret_version")) {
      found.check(
          Output.at(version, "secret_data").isEmpty(),
          Output.name(version),
          "secret_data_wo, which is never kept in the state",
          inState(version).sentence());
    }
    found.gaps(plainSecrets(output));
    return found.build("The output has no secrets.");
  }

  /** Environment variables whose name says secret and whose value is written out, in production. */
  static List<Finding.Gap> plainSecrets(Output output) {
    return output.main().resources().stream()
        .flatMap(resource ->
            Output.deep(resource.body(), "env").stream()
                .flatMap(env -> plain(output, resource, env).stream()))
        .toList();
  }

  private static Optional<Finding.Gap> plain(Output output, Resource resource, Body env) {
    String name = env.argument("name").flatMap(output.production()::text).orElse("");
    boolean written =
        env.argument("value").filter(v -> TellingNames.writtenOut(name, v)).isPresent();
    return written
        ? Optional.of(
            new Finding.Gap(
                Output.name(resource),
                Output.name(resource) + " has " + name + " written out in plain text."))
        : Optional.empty();
  }

  /** Secrets in plain settings or in the state. */
  static List<Finding.Gap> written(Output output) {
    List<Finding.Gap> gaps = new ArrayList<>(plainSecrets(output));
    for (Resource version : output.everywhere("google_secret_manager_secret_version")) {
      if (Output.at(version, "secret_data").isPresent()) {
        gaps.add(inState(version));
      }
    }
    return List.copyOf(gaps);
  }

  private static Finding.Gap inState(Resource version) {
    String name = Output.name(version);
    return new Finding.Gap(name, name + " writes the secret into Terraform's state (secret_data).");
  }

  static Finding rotation(Output output) {
    Finding.Builder found = Finding.builder();
    for (Secret secret : output.blueprint().secrets()) {
      if (secret.rotationDays().isEmpty()) {
        found.gap(
            secret.element().toString(),
            "The secret " + secret.name() + " has no rotation period.");
        continue;
      }
      Optional<Resource> resource = output.main().find(GcpAddresses.secret(secret.name()));
      boolean reminded = resource.filter(GcpSecretMeasures::rotates).isPresent();
      found.check(
          reminded,
          GcpAddresses.secret(secret.name()).toString(),
          "rotation every " + secret.rotationDays().get() + " days",
          GcpAddresses.secret(secret.name()) + " reminds nobody to renew it: it has no rotation.");
    }
    return found.build("The output has no secrets.");
  }

  private static boolean rotates(Resource secret) {
    return !Output.deep(secret.body(), "rotation").isEmpty();
  }
}
