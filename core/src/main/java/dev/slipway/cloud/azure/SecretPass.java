package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;

/**
 * The secrets that people fill. A container app cannot be made before the secrets it reads are
 * there, and the vault takes none without a value: so each begins with a word that says that it is
 * not filled, written once and never again.
 */
final class SecretPass implements Pass {

  /** What a secret holds until a person fills it. */
  static final String UNFILLED = "not-filled-yet";

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Secret secret : blueprint.secrets()) {
      part.resource(
          StackFiles.SECRETS,
          AzureAddresses.secret(secret.name()),
          comment(secret),
          meta(),
          Body.builder()
              .set(
                  "name",
                  text(secret.name()),
                  Checkov.skip("CKV_AZURE_41", "whoever fills it says when it expires"))
              .set("key_vault_id", AzureAddresses.VAULT.reference().dot("id"))
              .set("value_wo", UNFILLED)
              .set("value_wo_version", number(1))
              .set("content_type", UNFILLED)
              .set("tags", local("tags")),
          Provenance.of(secret.element(), "secrets"));
    }
    if (SecretReminders.wanted(blueprint)) {
      SecretReminders.add(blueprint, part);
    }
    return part.build();
  }

  private static String comment(Secret secret) {
    String end = secret.purpose().endsWith(".") ? " " : ". ";
    return secret.purpose()
        + end
        + secret
            .rotationDays()
            .map(days ->
                "Fill it with `az keyvault secret set` and an `--expires` "
                    + days
                    + " days ahead: a month before that day the vault reminds of it.")
            .orElse("Fill it with `az keyvault secret set`.");
  }

  private static Meta meta() {
    return Meta.NONE.withLifecycle(
        Body.builder()
            .set(
                "ignore_changes",
                list(
                    ref("content_type"),
                    ref("expiration_date"),
                    ref("not_before_date"),
                    ref("tags")),
                "Whoever fills it says what it is and when it expires.")
            .build());
  }
}
