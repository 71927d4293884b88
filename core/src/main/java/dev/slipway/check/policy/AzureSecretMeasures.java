package dev.slipway.check.policy;

import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures on secrets on Azure. */
final class AzureSecretMeasures {

  private static final String SECRET = "azurerm_key_vault_secret";
  private static final List<String> READERS =
      List.of("Key Vault Secrets User", "Key Vault Secrets Officer", "Key Vault Administrator");

  private AzureSecretMeasures() {}

  static Finding inManager(Output output) {
    Finding.Builder found = Finding.builder();
    for (Secret secret : output.blueprint().secrets()) {
      ResourceAddress address = AzureAddresses.secret(secret.name());
      found.check(
          output.main().find(address).isPresent(),
          address.toString(),
          "kept in Key Vault",
          "The secret " + secret.name() + " has no place in Key Vault.");
    }
    for (Resource version : output.of(SECRET)) {
      if (Output.at(version, "value_wo").isPresent()) {
        found.proof(Output.name(version), "value_wo, which is never kept in the state");
      }
    }
    for (Resource vault : output.of("azurerm_key_vault")) {
      found.check(
          output.isTrue(vault, "rbac_authorization_enabled"),
          Output.name(vault),
          "rbac_authorization_enabled = true",
          Output.name(vault)
              + " opens itself by access policies, which know no single secrets: it needs"
              + " rbac_authorization_enabled.");
    }
    return found.gaps(written(output)).build("The output has no secrets.");
  }

  /** Secrets in plain settings or in the state. */
  static List<Gap> written(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Resource runner : AzureRunners.running(output, workload)) {
        plain(output, runner, gaps);
      }
    }
    for (Resource version : output.everywhere(SECRET)) {
      if (Output.at(version, "value").isPresent()) {
        gaps.add(inState(version, "value"));
      }
    }
    for (String type : List.of(AzureStores.POSTGRESQL, AzureStores.MYSQL)) {
      for (Resource server : output.of(type)) {
        if (Output.at(server, "administrator_password").isPresent()) {
          gaps.add(inState(server, "administrator_password"));
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static void plain(Output output, Resource runner, List<Gap> gaps) {
    AzureRunners.settings(output, runner)
        .forEach((name, value) -> {
          if (TellingNames.writtenOut(name, value) && !ofVault(value)) {
            gaps.add(
                new Gap(
                    Output.name(runner),
                    Output.name(runner) + " has " + name + " written out in plain text."));
          }
        });
    for (Body secret : Output.deep(runner.body(), "secret")) {
      if (secret.argument("value").isPresent()) {
        gaps.add(inState(runner, "secret.value"));
      }
    }
  }

  private static boolean ofVault(Expression value) {
    return References.in(value).mentions("@Microsoft.KeyVault(");
  }

  private static Gap inState(Resource resource, String argument) {
    String name = Output.name(resource);
    return new Gap(name, name + " writes a secret into Terraform's state (" + argument + ").");
  }

  /** Secrets in a workload's settings that it does not get, or may not read. */
  static List<Gap> access(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Setting setting : workload.settings()) {
        if (setting.value() instanceof Setting.SecretReference(String secret)
            && !setting.buildTime()) {
          for (Resource runner : AzureRunners.running(output, workload)) {
            trouble(output, workload, runner, setting.name(), secret).ifPresent(gaps::add);
          }
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static Optional<Gap> trouble(
      Output output, Workload workload, Resource runner, String setting, String secret) {
    ResourceAddress address = AzureAddresses.secret(secret);
    if (!given(output, runner, setting, address)) {
      return Optional.of(
          new Gap(
              Output.name(runner),
              Output.name(runner) + " does not give " + setting + " from " + address + "."));
    }
    ResourceAddress reader =
        AzureRunners.isFunction(runner)
            ? runner.address()
            : AzureAddresses.identity(workload.name());
    return mayRead(output, reader, address)
        ? Optional.empty()
        : Optional.of(
            new Gap(
                address.toString(),
                reader
                    + " may not read it, and "
                    + workload.name()
                    + " does not start without "
                    + setting
                    + "."));
  }

  private static boolean given(
      Output output, Resource runner, String setting, ResourceAddress secret) {
    if (AzureRunners.isFunction(runner)) {
      Expression value = AzureRunners.settings(output, runner).get(setting);
      return value != null && ofVault(value) && References.in(value).to(secret);
    }
    Optional<String> name =
        Output.deep(runner.body(), "env").stream()
            .filter(e ->
                e.argument("name")
                    .flatMap(output.production()::text)
                    .filter(setting::equals)
                    .isPresent())
            .flatMap(e -> e.argument("secret_name").stream())
            .flatMap(e -> output.production().text(e).stream())
            .findFirst();
    return Output.deep(runner.body(), "secret").stream()
        .filter(s -> s.argument("name").flatMap(output.production()::text).equals(name))
        .flatMap(s -> s.argument("key_vault_secret_id").stream())
        .anyMatch(id -> References.in(id).to(secret));
  }

  private static boolean mayRead(Output output, ResourceAddress reader, ResourceAddress secret) {
    return output.of("azurerm_role_assignment").stream()
        .filter(g -> output.text(g, "role_definition_name").filter(READERS::contains).isPresent())
        .filter(g -> refers(g, "principal_id", reader))
        .anyMatch(g -> refers(g, "scope", secret) || refers(g, "scope", AzureAddresses.VAULT));
  }

  private static boolean refers(Resource grant, String argument, ResourceAddress address) {
    return Output.at(grant, argument).filter(e -> References.in(e).to(address)).isPresent();
  }

  /** A person fills in when a secret ends; the vault says so before, and somebody hears it. */
  static Finding rotation(Output output) {
    Finding.Builder found = Finding.builder();
    Optional<Resource> reminder = reminder(output);
    for (Secret secret : output.blueprint().secrets()) {
      if (secret.rotationDays().isEmpty()) {
        found.gap(
            secret.element().toString(),
            "The secret " + secret.name() + " has no rotation period.");
        continue;
      }
      found.check(
          reminder.isPresent(),
          reminder.map(Output::name).orElse(AzureAddresses.secret(secret.name()).toString()),
          secret.name()
              + " ends after "
              + secret.rotationDays().get()
              + " days, and is mailed"
              + " about before",
          AzureAddresses.secret(secret.name())
              + " reminds nobody to renew it: nothing hears the vault's SecretNearExpiry.");
    }
    return found.build("The output has no secrets.");
  }

  // The vault tells Event Grid, which tells a queue, whose messages an alert counts.
  private static Optional<Resource> reminder(Output output) {
    return output.live("azurerm_eventgrid_system_topic").stream()
        .filter(t -> References.in(t).to(AzureAddresses.VAULT))
        .filter(t -> heard(output, t))
        .flatMap(t ->
            output.live("azurerm_monitor_metric_alert").stream()
                .filter(a -> refers(a, "scopes", t.address()))
                .filter(a -> !Output.deep(a.body(), "action").isEmpty()))
        .findFirst();
  }

  private static boolean heard(Output output, Resource topic) {
    return output.live("azurerm_eventgrid_system_topic_event_subscription").stream()
        .filter(s -> References.in(s).to(topic.address()))
        .anyMatch(s -> References.in(s).mentions("SecretNearExpiry"));
  }
}
