package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.stream.Stream;

/** Who reaches databases and caches on Azure, and how they prove who they are. */
final class AzureDatabaseMeasures {

  static final String NO_DATABASE = "The output has no database that this could be seen on.";

  private AzureDatabaseMeasures() {}

  static Finding privateDatabase(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource store : stores(output)) {
      String name = Output.name(store);
      if (guardedByIdentities(output, store)) {
        found.proof(name, "no keys, only identities that were given a right");
        continue;
      }
      boolean hidden =
          output.isFalse(store, "public_network_access_enabled")
              || output.text(store, "public_network_access").filter("Disabled"::equals).isPresent();
      found.check(
          hidden,
          name,
          "no public network access",
          name + " can be reached from the internet: its public network access is not disabled.");
      boolean inside = Output.at(store, "delegated_subnet_id").isPresent();
      found.check(
          inside || !AzureStores.endpoints(output, store).isEmpty(),
          name,
          inside ? "in a subnet of its own" : "reached by a private endpoint",
          name + " is neither in a subnet of the network nor has a private endpoint.");
    }
    for (String type :
        List.of(
            "azurerm_postgresql_flexible_server_firewall_rule",
            "azurerm_mysql_flexible_server_firewall_rule")) {
      for (Resource rule : output.of(type)) {
        found.gap(Output.name(rule), Output.name(rule) + " lets addresses of the internet in.");
      }
    }
    return found.build(NO_DATABASE);
  }

  // A design without a network of its own reaches its document store as it would on the other
  // clouds.
  private static boolean guardedByIdentities(Output output, Resource store) {
    return store.address().type().equals(AzureStores.COSMOS)
        && !output.blueprint().network().needed()
        && output.isFalse(store, "local_authentication_enabled");
  }

  private static List<Resource> stores(Output output) {
    return Stream.of(
            AzureStores.POSTGRESQL, AzureStores.MYSQL, AzureStores.REDIS, AzureStores.COSMOS)
        .flatMap(type -> output.of(type).stream())
        .toList();
  }

  static Finding tls(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource server : AzureStores.primaries(output)) {
      found.check(
          AzureStores.configured(output, server, "require_secure_transport", "ON"),
          Output.name(server),
          "require_secure_transport = on",
          Output.name(server)
              + " takes connections without TLS: it needs the parameter require_secure_transport ="
              + " on.");
    }
    for (Datastore.Cache cache : output.blueprint().datastores(Datastore.Cache.class)) {
      if (cache.transitEncryption()) {
        output
            .main()
            .find(AzureAddresses.cache(cache.name()))
            .ifPresent(c ->
                found.check(
                    output
                        .text(c, "default_database", "client_protocol")
                        .filter("Encrypted"::equals)
                        .isPresent(),
                    Output.name(c),
                    "client_protocol = Encrypted",
                    Output.name(c)
                        + " takes connections without TLS: client_protocol has to be Encrypted."));
      }
    }
    for (Resource account : output.of(AzureStores.COSMOS)) {
      found.check(
          output.text(account, "minimal_tls_version").filter("Tls12"::equals).isPresent(),
          Output.name(account),
          "minimal_tls_version = Tls12",
          Output.name(account) + " accepts old TLS: minimal_tls_version has to be Tls12.");
    }
    return found.build(NO_DATABASE);
  }

  static Finding noPasswords(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource server : AzureStores.primaries(output)) {
      boolean password =
          Output.at(server, "administrator_password").isPresent()
              || Output.at(server, "administrator_password_wo").isPresent();
      boolean identity =
          output.isTrue(server, "authentication", "active_directory_auth_enabled")
                  && output.isFalse(server, "authentication", "password_auth_enabled")
              || AzureStores.configured(output, server, "aad_auth_only", "ON");
      found.check(
          identity && !password,
          Output.name(server),
          "password_auth_enabled = false, identities of Microsoft Entra only",
          Output.name(server) + " can be logged in to with a password.");
    }
    return found.build("The output has no database user that this could be seen on.");
  }
}
