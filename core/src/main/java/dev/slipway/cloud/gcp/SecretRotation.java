package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reminds people to renew secrets. Google cannot renew what others have issued: it says that the
 * day has come, the message waits in a subscription, and an alert mails until somebody takes it
 * out.
 */
final class SecretRotation {

  private static final String FILE = StackFiles.SECRETS;
  private static final String NAME = "secret-rotation";
  static final ResourceAddress TOPIC =
      ResourceAddress.managed("google_pubsub_topic", "secret_rotation");
  private static final ResourceAddress GRANT =
      ResourceAddress.managed("google_pubsub_topic_iam_member", "secret_rotation");
  private static final ResourceAddress SUBSCRIPTION =
      ResourceAddress.managed("google_pubsub_subscription", "secret_rotation");
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "secrets", "observability.alerts");

  private SecretRotation() {}

  static boolean wanted(Blueprint blueprint) {
    return blueprint.secrets().stream().anyMatch(s -> s.rotationDays().isPresent());
  }

  /** The reminder of one secret. */
  static void remind(Body.Builder secret, int days) {
    secret
        .block("topics", Body.builder().set("name", TOPIC.reference().dot("id")))
        .block(
            "rotation",
            Body.builder()
                .set("rotation_period", days * 86_400L + "s")
                .set(
                    "next_rotation_time",
                    call("timeadd", call("plantimestamp"), text(days * 24L + "h"))));
  }

  static Meta meta(Meta meta) {
    List<Expression.Reference> after = new ArrayList<>(meta.dependsOn());
    after.add(GRANT.reference());
    return meta.withDependsOn(after)
        .withLifecycle(
            Body.builder()
                .set(
                    "ignore_changes",
                    list(ref("rotation").at(number(0)).dot("next_rotation_time")),
                    "Google moves it on each time.")
                .build());
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.service("pubsub.googleapis.com");
    topic(blueprint, part);
    Grants.on(
        part,
        FILE,
        GRANT,
        Meta.NONE,
        "topic",
        TOPIC.reference().dot("id"),
        "roles/pubsub.publisher",
        template(
            "serviceAccount:service-",
            MainStack.PROJECT.reference().dot("number"),
            "@gcp-sa-secretmanager.iam.gserviceaccount.com"),
        WHY);
    part.resource(
        FILE,
        SUBSCRIPTION,
        "Of all that happens to a secret only the reminders wait here, until somebody takes them"
            + " out.",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, NAME))
            .set("topic", TOPIC.reference().dot("id"))
            .set("filter", "attributes.eventType = \"SECRET_ROTATE\"")
            .set("message_retention_duration", "2678400s")
            .block("expiration_policy", Body.builder().set("ttl", "")),
        WHY);
    alert(blueprint, part);
  }

  private static void topic(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder body = Body.builder();
    String name = GcpNames.resource(blueprint, NAME);
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set("name", name);
      Encryption.with(blueprint, body, "kms_key_name");
    } else {
      body.set(
          "name",
          text(name),
          Checkov.skip(
              "CKV_GCP_83", "its messages name a secret and a date; Google's own keys are enough"));
    }
    if (Requirement.dataResidency(blueprint)) {
      body.block(
          "message_storage_policy",
          Body.builder().set("allowed_persistence_regions", texts(blueprint.project().regions())));
    }
    part.resource(
        FILE,
        TOPIC,
        "Secret Manager tells here what happens to the secrets.",
        Encryption.after(blueprint, "pubsub"),
        body,
        WHY);
  }

  private static void alert(Blueprint blueprint, StackPart.Builder part) {
    Map<String, Expression> labels = new LinkedHashMap<>();
    labels.put("environment", var("environment"));
    labels.put("target", text("secrets"));
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("google_monitoring_alert_policy", "secret_rotation"),
        "",
        Body.builder()
            .set("display_name", blueprint.project().name() + ": A secret is to be renewed")
            .set("combiner", "OR")
            .set("severity", Severity.WARNING.name())
            .block(
                "conditions",
                Body.builder()
                    .set("display_name", "A reminder waits")
                    .block("condition_threshold", condition()))
            .set("notification_channels", NotificationChannels.channels(Severity.WARNING))
            .set("user_labels", object(labels))
            .block("alert_strategy", Body.builder().set("auto_close", "604800s"))
            .block("documentation", documentation(blueprint)),
        WHY);
  }

  private static Body.Builder condition() {
    return Body.builder()
        .set(
            "filter",
            template(
                "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"",
                SUBSCRIPTION.reference().dot("name"),
                "\" AND"
                    + " metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""))
        .set("comparison", "COMPARISON_GT")
        .set("threshold_value", number(0))
        .set("duration", "300s")
        .block(
            "aggregations",
            Body.builder()
                .set("alignment_period", "300s")
                .set("per_series_aligner", "ALIGN_MAX")
                .set("cross_series_reducer", "REDUCE_SUM"))
        .block("trigger", Body.builder().set("count", 1));
  }

  private static Body.Builder documentation(Blueprint blueprint) {
    String name = GcpNames.resource(blueprint, NAME);
    return Body.builder()
        .set(
            "subject",
            template(
                "Warning: " + blueprint.project().name() + " ",
                var("environment"),
                ": A secret is to be renewed"))
        .set("mime_type", "text/markdown")
        .set(
            "content",
            template(
                "A secret is as old as it may become. Nothing is broken; whoever has copied it can"
                    + " still use it.\n\n"
                    + "**First look:** which one: `gcloud pubsub subscriptions pull "
                    + name
                    + " --project ",
                var("project_id"),
                " --format 'value(message.attributes.secretId)'`\n\n"
                    + "**When it is renewed:** the same command with `--auto-ack --limit 100` takes"
                    + " the reminder out.\n\n"
                    + "**Runbook:** docs/infrastructure/RUNBOOK.md#secrets\n"));
  }
}
