package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;

/** The key vault: secrets, and the keys that the company holds itself. */
final class VaultPass implements Pass {

  private static final String FILE = StackFiles.SECRETS;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.PROJECT), "secrets");

  @Override
  public String name() {
    return "vault";
  }

  static boolean needed(Blueprint blueprint) {
    return !blueprint.secrets().isEmpty()
        || blueprint.datastores().stream().anyMatch(DatastoreLogins::secret)
        || Requirement.customerManagedKeys(blueprint);
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (needed(blueprint)) {
      part.resource(StackFiles.MAIN, AzureAddresses.CLIENT, "", Body.builder(), WHY);
      part.resource(FILE, AzureAddresses.VAULT, "", vault(blueprint), WHY);
    }
    return part.build();
  }

  private static Body.Builder vault(Blueprint blueprint) {
    return Body.builder()
        .set("name", AzureNames.vault(blueprint))
        .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
        .set("location", var("location"))
        .set("tenant_id", AzureAddresses.CLIENT.reference().dot("tenant_id"))
        .set("sku_name", "standard")
        .set("rbac_authorization_enabled", true)
        .set("purge_protection_enabled", true)
        .set("soft_delete_retention_days", 90)
        .set("tags", local("tags"));
  }
}
