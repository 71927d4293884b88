package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;

/** Secrets, created empty; a person fills them, and is reminded to renew them. */
final class SecretPass implements Pass {

  private static final String FILE = StackFiles.SECRETS;

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Secret secret : blueprint.secrets()) {
      secret(
          blueprint,
          part,
          secret.name(),
          secret.purpose(),
          Provenance.of(secret.element(), "secrets"));
    }
    for (Datastore.External external : blueprint.datastores(Datastore.External.class)) {
      if (blueprint.secrets().stream().noneMatch(s -> s.name().equals(external.secret()))) {
        secret(
            blueprint,
            part,
            external.secret(),
            "Address of " + external.name() + " with its login",
            Provenance.of(external.element(), "secrets"));
      }
    }
    SecretReminders.add(blueprint, part);
    return part.build();
  }

  private static void secret(
      Blueprint blueprint, StackPart.Builder part, String name, String purpose, Provenance why) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, name)),
                Secrets.waivers(
                    blueprint,
                    "others issue it, so no function here could renew it; a reminder is sent"
                        + " instead"))
            .set("description", purpose.endsWith(".") ? purpose : purpose + ".")
            .set(
                "recovery_window_in_days", when(var("deletion_protection"), number(30), number(0)));
    Encryption.with(blueprint, body, "kms_key_id");
    Secrets.copy(blueprint, body);
    part.resource(
        FILE,
        AwsAddresses.secret(name),
        "Created empty; a person gives it its value before its readers can start.",
        body,
        why);
  }
}
