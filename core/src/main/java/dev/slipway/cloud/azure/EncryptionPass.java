package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import java.util.List;

/** The company's own key, renewed by the vault, and the one identity that may use it. */
final class EncryptionPass implements Pass {

  private static final String FILE = StackFiles.ENCRYPTION;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "encryption", "compliance");
  private static final int KEY_BITS = 3072;

  @Override
  public String name() {
    return "encryption";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!CustomerKeys.wanted(blueprint)) {
      return part.build();
    }
    part.resource(
        FILE,
        CustomerKeys.KEY,
        "Data rests under it. Whoever takes the right to use it away makes the data unreadable.",
        Locks.kept(blueprint),
        key(),
        WHY);
    part.resource(
        FILE,
        CustomerKeys.IDENTITY,
        "",
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "encryption"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("tags", local("tags")),
        WHY);
    part.resource(
        FILE,
        CustomerKeys.GRANT,
        "",
        Body.builder()
            .set("scope", CustomerKeys.KEY.reference().dot("resource_versionless_id"))
            .set("role_definition_name", "Key Vault Crypto Service Encryption User")
            .set("principal_id", CustomerKeys.IDENTITY.reference().dot("principal_id"))
            .set("principal_type", "ServicePrincipal"),
        WHY);
    return part.build();
  }

  private static Body.Builder key() {
    return Body.builder()
        .set(
            "name",
            text("data"),
            Checkov.skip(
                    "CKV_AZURE_112",
                    "a software key of the standard vault; set key_type to RSA-HSM and the vault's"
                        + " sku to premium where hardware is asked for")
                + "\n"
                + Checkov.skip(
                    "CKV_AZURE_40", "it is renewed by its policy and must not end by itself"))
        .set("key_vault_id", AzureAddresses.VAULT.reference().dot("id"))
        .set("key_type", "RSA")
        .set("key_size", KEY_BITS)
        .set("key_opts", texts(List.of("unwrapKey", "wrapKey")))
        .set("tags", local("tags"))
        .block(
            "rotation_policy",
            Body.builder().block("automatic", Body.builder().set("time_after_creation", "P365D")),
            "A new version each year; what is stored stays readable under the older ones.");
  }
}
