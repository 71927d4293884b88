package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A datastore's login: a password that is made while Terraform runs and that no state keeps, and
 * the secret from which workloads read it.
 */
final class LoginSecret {

  private static final int LENGTH = 40;

  private final Blueprint blueprint;
  private final Place place;
  private final Datastore store;
  private final Provenance why;

  LoginSecret(Blueprint blueprint, Datastore store) {
    this(blueprint, Place.PRIMARY, store);
  }

  LoginSecret(Blueprint blueprint, Place place, Datastore store) {
    this.blueprint = blueprint;
    this.place = place;
    this.store = store;
    this.why =
        Provenance.of(
            store.element(),
            "secrets",
            store instanceof Datastore.Relational
                ? "database." + store.name() + ".login"
                : "cache." + store.name() + ".engine");
  }

  /** The password, of which there is a new one in every run; only a new version is written. */
  Expression password() {
    return generator().reference().dot("random_password");
  }

  /** The number that is raised to renew the password. */
  Expression version() {
    return var(ResourceAddress.id(store.name()) + "_password_version");
  }

  private ResourceAddress generator() {
    return ResourceAddress.ephemeral(
        "aws_secretsmanager_random_password", ResourceAddress.id(store.name()));
  }

  void add(StackPart.Builder part) {
    if (place == Place.PRIMARY) {
      made(part);
    }
    secret(part);
    document(part);
  }

  private void made(StackPart.Builder part) {
    part.variable(
        StackFiles.VARIABLES,
        ResourceAddress.id(store.name()) + "_password_version",
        Expression.Reference.of("number"),
        "Raise it by one to renew the password of "
            + store.name()
            + ", or when an apply ended between the new password and the secret that tells it."
            + " Running workloads keep the old one until they are started again.",
        Optional.of(number(1)),
        why);
    part.resource(
        StackFiles.SECRETS,
        generator(),
        "In no state: there is another one in every run, and it is written with a new version"
            + " only.",
        Body.builder()
            .set("password_length", number(LENGTH))
            .set(
                "exclude_punctuation",
                bool(true),
                "It stands in connection strings, where punctuation has a meaning."),
        why);
  }

  private void secret(StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, store.name() + "-login")),
                Secrets.waivers(
                    blueprint,
                    "the password is renewed by raising its version; renewing it without the"
                        + " workloads would lock them out"))
            .set("description", "Login of " + store.name() + ".")
            .set(
                "recovery_window_in_days", when(var("deletion_protection"), number(30), number(0)));
    Encryption.with(blueprint, place, body, "kms_key_id");
    if (store instanceof Datastore.Relational) {
      Secrets.copy(blueprint, body);
    }
    part.resource(
        StackFiles.SECRETS,
        place.at(AwsAddresses.login(store.name())),
        "",
        place.meta(),
        body,
        why);
  }

  private void document(StackPart.Builder part) {
    Expression host = DatastoreAddresses.host(blueprint, place, store);
    SequencedMap<String, Expression> keys = new LinkedHashMap<>();
    keys.put(DatastoreLogins.USERNAME, text(DatastoreLogins.USER));
    keys.put(DatastoreLogins.PASSWORD, password());
    keys.put(DatastoreLogins.HOST, host);
    keys.put(DatastoreLogins.PORT, number(DatastoreAddresses.port(store)));
    keys.put(DatastoreLogins.DATABASE, text(DatastoreAddresses.logicalName(store)));
    DatastoreLogins.urls(blueprint, store)
        .forEach((key, url) -> keys.put(key, url.with(password(), host)));
    part.resource(
        StackFiles.SECRETS,
        place.at(DatastoreLogins.version(store.name())),
        "",
        place.meta(),
        Body.builder()
            .set("secret_id", place.ref(AwsAddresses.login(store.name())).dot("id"))
            .set("secret_string_wo", call("jsonencode", object(keys)))
            .set("secret_string_wo_version", version()),
        why);
  }
}
