package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/**
 * A database's password on its way: made when its version is raised, kept in the vault, and read
 * from there by everything else that holds it. So a connection string that is added later bears the
 * password that the server already has.
 */
final class LoginSecrets {

  private static final String FILE = StackFiles.SECRETS;
  private static final int LENGTH = 32;

  private LoginSecrets() {}

  private static ResourceAddress made(String store) {
    return ResourceAddress.ephemeral("random_password", ResourceAddress.id(store));
  }

  private static ResourceAddress read(String store) {
    return ResourceAddress.ephemeral("azurerm_key_vault_secret", ResourceAddress.id(store));
  }

  /** The password as the vault has it. */
  static Expression stored(String store) {
    return read(store).reference().dot("value");
  }

  static Expression version(String store) {
    return local(versionName(store));
  }

  private static String versionName(String store) {
    return ResourceAddress.id(store) + "_password_version";
  }

  static void add(
      StackPart.Builder part, Datastore.Relational store, List<DatastoreLogins.UrlSecret> urls) {
    Provenance why = Provenance.of(store.element(), "database." + store.name() + ".login");
    part.local(
        FILE,
        versionName(store.name()),
        number(1),
        "Raise it to give "
            + store.name()
            + " a new password, and restart the apps that log in: until they read it they open no"
            + " new connections.",
        why);
    part.resource(
        FILE,
        made(store.name()),
        "",
        Body.builder()
            .set("length", LENGTH)
            .set(
                "special",
                bool(false),
                "It stands in addresses, where signs would have to be escaped.")
            .set("min_lower", 1)
            .set("min_numeric", 1)
            .set("min_upper", 1),
        why);
    password(part, store, why);
    part.resource(
        FILE,
        read(store.name()),
        "",
        Body.builder()
            .set("name", DatastoreLogins.password(store.name()).reference().dot("name"))
            .set(
                "key_vault_id",
                DatastoreLogins.password(store.name()).reference().dot("key_vault_id")),
        why);
    for (DatastoreLogins.UrlSecret url : urls) {
      secret(
          part,
          url.address(),
          url.name(),
          DatastoreAddresses.url(
              url.sample(), store, url.scheme(), Optional.of(stored(store.name()))),
          version(store.name()),
          why);
    }
  }

  private static void password(StackPart.Builder part, Datastore.Relational store, Provenance why) {
    secret(
        part,
        DatastoreLogins.password(store.name()),
        store.name() + "-password",
        made(store.name()).reference().dot("result"),
        version(store.name()),
        why);
  }

  /** A secret whose value goes past the state. */
  static void secret(
      StackPart.Builder part,
      ResourceAddress address,
      String name,
      Expression value,
      Expression version,
      Provenance why) {
    part.resource(
        FILE,
        address,
        "",
        Body.builder()
            .set(
                "name",
                text(name),
                Checkov.skip(
                    "CKV_AZURE_41",
                    "it holds until its version is raised, and must not end before"))
            .set("key_vault_id", AzureAddresses.VAULT.reference().dot("id"))
            .set("value_wo", value)
            .set("value_wo_version", version)
            .set("content_type", "text/plain")
            .set("tags", local("tags")),
        why);
  }
}
