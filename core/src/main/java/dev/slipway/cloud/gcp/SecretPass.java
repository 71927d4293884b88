package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Secrets, created empty, readable only by those who use them; and the ones that are made from a
 * cache's own key.
 */
final class SecretPass implements Pass {

  private static final String FILE = StackFiles.SECRETS;

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (SecretRotation.wanted(blueprint)) {
      SecretRotation.add(blueprint, part);
    }
    for (Secret secret : blueprint.secrets()) {
      Provenance why = Provenance.of(secret.element(), "secrets");
      secret(blueprint, part, secret.name(), purpose(secret), secret.rotationDays(), why);
      TreeSet<String> readers = new TreeSet<>(secret.readers());
      readers.addAll(DatastoreSecrets.readers(blueprint, secret.name()));
      readers.forEach(reader -> read(part, reader, secret.name(), why));
    }
    for (DatastoreSecrets.UrlSecret url : DatastoreSecrets.of(blueprint)) {
      Provenance why = Provenance.of(url.datastore().element(), "secrets");
      secret(blueprint, part, url.secret(), url.purpose(), Optional.empty(), why);
      if (url.datastore() instanceof Datastore.Cache cache) {
        version(blueprint, part, cache, url, why);
      }
      url.readers().forEach(reader -> read(part, reader, url.secret(), why));
    }
    return part.build();
  }

  private static String purpose(Secret secret) {
    String end = secret.purpose().endsWith(".") ? " " : ". ";
    return secret
        .rotationDays()
        .map(days -> secret.purpose() + end + "Renew it every " + days + " days.")
        .orElse(secret.purpose());
  }

  private static void secret(
      Blueprint blueprint,
      StackPart.Builder part,
      String name,
      String comment,
      Optional<Integer> rotationDays,
      Provenance why) {
    part.service("secretmanager.googleapis.com");
    Body.Builder body =
        Body.builder()
            .set("secret_id", GcpNames.resource(blueprint, name))
            .set("deletion_protection", var("deletion_protection"))
            .block("replication", replication(blueprint));
    Meta meta = Encryption.after(blueprint, "secretmanager");
    rotationDays.ifPresent(days -> SecretRotation.remind(body, days));
    part.resource(
        FILE,
        GcpAddresses.secret(name),
        comment,
        rotationDays.isPresent() ? SecretRotation.meta(meta) : meta,
        body,
        why);
  }

  private static Body.Builder replication(Blueprint blueprint) {
    if (!Requirement.dataResidency(blueprint) && !Requirement.customerManagedKeys(blueprint)) {
      return Body.builder().block("auto", Body.builder());
    }
    Body.Builder replicas = Body.builder();
    for (String region : blueprint.project().regions()) {
      Body.Builder replica = Body.builder().set("location", region);
      if (Requirement.customerManagedKeys(blueprint)) {
        replica.block(
            "customer_managed_encryption",
            Body.builder().set("kms_key_name", Encryption.key(blueprint, region)));
      }
      replicas.block("replicas", replica);
    }
    return Body.builder().block("user_managed", replicas);
  }

  private static void version(
      Blueprint blueprint,
      StackPart.Builder part,
      Datastore.Cache cache,
      DatastoreSecrets.UrlSecret url,
      Provenance why) {
    part.resource(
        FILE,
        DatastoreSecrets.version(url.secret()),
        "Made from the key that the cache made itself. When the key is renewed, raise"
            + " secret_data_wo_version.",
        Body.builder()
            .set("secret", GcpAddresses.secret(url.secret()).reference().dot("id"))
            .set(
                "secret_data_wo",
                DatastoreAddresses.cacheUrl(
                    cache, url.scheme(), true, url.takesAuthority(blueprint)))
            .set("secret_data_wo_version", number(1)),
        why);
  }

  private static void read(StackPart.Builder part, String workload, String secret, Provenance why) {
    Grants.on(
        part,
        FILE,
        Grants.secretAccess(workload, secret),
        Meta.NONE,
        "secret_id",
        GcpAddresses.secret(secret).reference().dot("id"),
        "roles/secretmanager.secretAccessor",
        GcpAddresses.identity(workload).reference().dot("member"),
        why);
  }
}
