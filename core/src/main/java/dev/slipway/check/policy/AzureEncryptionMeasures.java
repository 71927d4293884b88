package dev.slipway.check.policy;

import dev.slipway.stack.Resource;
import java.util.List;

/** Encryption at rest on Azure. */
final class AzureEncryptionMeasures {

  private static final String SERVICE_BUS = "azurerm_servicebus_namespace";
  private static final List<String> STORES =
      List.of(
          AzureStores.POSTGRESQL,
          AzureStores.MYSQL,
          AzureStores.REDIS,
          AzureStores.COSMOS,
          AzureStores.STORAGE,
          SERVICE_BUS);

  private AzureEncryptionMeasures() {}

  static Finding atRest(Output output) {
    Finding.Builder found = Finding.builder();
    for (String type : STORES) {
      for (Resource store : output.of(type)) {
        found.proof(Output.name(store), "encrypted by Azure, which has no way to turn that off");
      }
    }
    return found.build("The output has nothing that holds data.");
  }

  static Finding customerKeys(Output output) {
    Finding.Builder found = Finding.builder();
    List<Resource> keys = output.of("azurerm_key_vault_key");
    if (keys.isEmpty()) {
      return found.build("The output has no key of its own (azurerm_key_vault_key).");
    }
    for (Resource key : keys) {
      found.check(
          !Output.deep(key.body(), "rotation_policy").isEmpty(),
          Output.name(key),
          "rotation_policy",
          Output.name(key) + " is never turned: it needs a rotation_policy.");
    }
    for (Resource server : AzureStores.primaries(output)) {
      key(found, server);
    }
    for (String type : List.of(AzureStores.REDIS, AzureStores.COSMOS, SERVICE_BUS)) {
      output.of(type).forEach(store -> key(found, store));
    }
    AzureStores.buckets(output).forEach(bucket -> key(found, bucket));
    return found.build("The output has a key, and nothing that uses it.");
  }

  private static void key(Finding.Builder found, Resource store) {
    found.check(
        References.in(store).toType("azurerm_key_vault_key"),
        Output.name(store),
        "encrypted with a key of the project's",
        Output.name(store) + " is encrypted with Microsoft's key, not with one of the project's.");
  }
}
