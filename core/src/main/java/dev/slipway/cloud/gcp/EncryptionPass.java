package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key per region and, for each service that keeps data, its agent's right to use it. */
final class EncryptionPass implements Pass {

  private static final String FILE = StackFiles.ENCRYPTION;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "encryption", "compliance");
  private static final ResourceAddress STORAGE_AGENT =
      ResourceAddress.data("google_storage_project_service_account", "current");

  @Override
  public String name() {
    return "encryption";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Requirement.customerManagedKeys(blueprint)) {
      return part.build();
    }
    part.service("cloudkms.googleapis.com");
    Map<String, Expression> agents = agents(blueprint);
    if (agents.containsKey("storage")) {
      part.resource(FILE, STORAGE_AGENT, "Reading it creates the agent.", Body.builder(), WHY);
    }
    for (String region : blueprint.project().regions()) {
      key(blueprint, region, part);
      agents.forEach((service, member) -> grant(blueprint, region, service, member, part));
    }
    return part.build();
  }

  private static void key(Blueprint blueprint, String region, StackPart.Builder part) {
    ResourceAddress key = Encryption.keyAddress(blueprint, region);
    ResourceAddress ring = ResourceAddress.managed("google_kms_key_ring", key.name());
    part.resource(
        FILE,
        ring,
        "",
        Body.builder().set("name", GcpNames.resource(blueprint, "data")).set("location", region),
        WHY);
    part.resource(
        FILE,
        key,
        "Older versions stay, so what was written before a rotation can still be read.",
        Meta.NONE.withLifecycle(
            Body.builder()
                .set(
                    "prevent_destroy",
                    bool(true),
                    "Without the key everything that it protects is lost.")
                .build()),
        Body.builder()
            .set("name", "data")
            .set("key_ring", ring.reference().dot("id"))
            .set("purpose", "ENCRYPT_DECRYPT")
            .set("rotation_period", text("7776000s"), "90 days.")
            .set("destroy_scheduled_duration", text("2592000s"), "30 days to change one's mind."),
        WHY);
  }

  private static void grant(
      Blueprint blueprint,
      String region,
      String service,
      Expression member,
      StackPart.Builder part) {
    part.resource(
        FILE,
        Encryption.agentGrant(blueprint, region, service),
        "",
        Body.builder()
            .set("crypto_key_id", Encryption.key(blueprint, region))
            .set("role", "roles/cloudkms.cryptoKeyEncrypterDecrypter")
            .set("member", member),
        WHY);
  }

  /**
   * The agents of the services in use; all but the one of Cloud Storage have to exist before the
   * first apply.
   */
  private static Map<String, Expression> agents(Blueprint blueprint) {
    Map<String, Expression> agents = new LinkedHashMap<>();
    for (Datastore store : blueprint.datastores()) {
      switch (store) {
        case Datastore.Relational _ -> agents.put("cloudsql", agent("gcp-sa-cloud-sql"));
        case Datastore.Cache _ -> agents.put("redis", agent("cloud-redis"));
        case Datastore.Document _ -> agents.put("firestore", agent("gcp-sa-firestore"));
        case Datastore.Bucket _ -> agents.put("storage", STORAGE_AGENT.reference().dot("member"));
        case Datastore.Topic _ -> agents.put("pubsub", agent("gcp-sa-pubsub"));
        case Datastore.TaskQueue _, Datastore.External _ -> {}
      }
    }
    if (functions(blueprint)) {
      agents.put("storage", STORAGE_AGENT.reference().dot("member"));
    }
    if (SecretRotation.wanted(blueprint)) {
      agents.put("pubsub", agent("gcp-sa-pubsub"));
    }
    if (!blueprint.secrets().isEmpty() || !DatastoreSecrets.of(blueprint).isEmpty()) {
      agents.put("secretmanager", agent("gcp-sa-secretmanager"));
    }
    return agents;
  }

  /** Archives of functions are kept in a bucket too. */
  private static boolean functions(Blueprint blueprint) {
    return blueprint.workloads().stream().anyMatch(w -> w.kind() == WorkloadKind.FUNCTION);
  }

  private static Expression agent(String domain) {
    return template(
        "serviceAccount:service-",
        MainStack.PROJECT.reference().dot("number"),
        "@" + domain + ".iam.gserviceaccount.com");
  }
}
