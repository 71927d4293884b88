package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import java.util.Optional;

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
    if (!needed(blueprint)) {
      return part.build();
    }
    part.resource(StackFiles.MAIN, AzureAddresses.CLIENT, "", Body.builder(), WHY);
    Reference open =
        new EnvironmentInputs(blueprint, part, WHY)
            .flag(
                "vault_public_access",
                "Whether the key vault answers from outside the network, to identities with a right"
                    + " only. Turn it off once Terraform runs inside the network: it writes"
                    + " secrets.",
                _ -> true);
    part.resource(
        FILE, AzureAddresses.VAULT, "", Locks.kept(blueprint), vault(blueprint, open), WHY);
    PrivateEndpoints.add(
        blueprint,
        part,
        FILE,
        PrivateEndpoints.Service.VAULT,
        "vault",
        AzureAddresses.VAULT.reference().dot("id"),
        WHY,
        Optional.of(new Expression.Unary("!", open)));
    return part.build();
  }

  private static Body.Builder vault(Blueprint blueprint, Reference open) {
    return Body.builder()
        .set("name", AzureNames.vault(blueprint), waivers())
        .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
        .set("location", var("location"))
        .set("tenant_id", AzureAddresses.CLIENT.reference().dot("tenant_id"))
        .set("sku_name", "standard")
        .set("rbac_authorization_enabled", true)
        .set(
            "purge_protection_enabled",
            bool(true),
            "What is deleted can be had back for 90 days, and by nobody be deleted for good.")
        .set("soft_delete_retention_days", 90)
        .set("public_network_access_enabled", open)
        .set("tags", local("tags"))
        .block(
            "network_acls",
            Body.builder()
                .set("default_action", when(open, text("Allow"), text("Deny")))
                .set(
                    "bypass",
                    text("AzureServices"),
                    "Datastores that rest under a key of the vault come by this way."));
  }

  private static String waivers() {
    String runners =
        "the pipeline's runners write secrets and have no fixed address; see"
            + " var.vault_public_access";
    return String.join(
        "\n",
        Checkov.skip("CKV_AZURE_109", runners),
        Checkov.skip("CKV_AZURE_189", runners),
        Checkov.skip("CKV2_AZURE_32", runners));
  }
}
