package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * Mails when a secret is about to end. The vault says so to Event Grid and to nobody else, and
 * Event Grid mails nobody: the events go into a queue, and an alert counts them.
 */
final class SecretReminders {

  private static final String FILE = StackFiles.SECRETS;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.PROJECT), "secrets");
  private static final ResourceAddress TOPIC =
      ResourceAddress.managed("azurerm_eventgrid_system_topic", "vault");
  private static final ResourceAddress QUEUE =
      ResourceAddress.managed("azurerm_servicebus_queue", "expiring_secrets");
  private static final ResourceAddress GRANT =
      ResourceAddress.managed("azurerm_role_assignment", "vault_events");

  /** The alert's address, for whoever lists alerts. */
  static final ResourceAddress ALERT =
      ResourceAddress.managed("azurerm_monitor_metric_alert", "expiring_secrets");

  private SecretReminders() {}

  static boolean wanted(Blueprint blueprint) {
    return blueprint.secrets().stream().anyMatch(s -> s.rotationDays().isPresent());
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        QUEUE,
        "",
        Body.builder()
            .set("name", "expiring-secrets")
            .set("namespace_id", AzureAddresses.NAMESPACE.reference().dot("id"))
            .set("default_message_ttl", "P14D"),
        WHY);
    part.resource(
        FILE,
        TOPIC,
        "",
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "vault"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("source_resource_id", AzureAddresses.VAULT.reference().dot("id"))
            .set("topic_type", "Microsoft.KeyVault.vaults")
            .set("tags", local("tags"))
            .block("identity", Body.builder().set("type", "SystemAssigned")),
        WHY);
    part.resource(
        FILE,
        GRANT,
        "",
        Body.builder()
            .set("scope", QUEUE.reference().dot("id"))
            .set("role_definition_name", "Azure Service Bus Data Sender")
            .set(
                "principal_id", TOPIC.reference().dot("identity").at(number(0)).dot("principal_id"))
            .set("principal_type", "ServicePrincipal"),
        WHY);
    subscription(part);
    alert(blueprint, part);
  }

  private static void subscription(StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed(
            "azurerm_eventgrid_system_topic_event_subscription", "expiring_secrets"),
        "Thirty days before a secret's day, and on it.",
        Meta.NONE.withDependsOn(List.of(GRANT.reference())),
        Body.builder()
            .set("name", "expiring-secrets")
            .set("system_topic", TOPIC.reference().dot("name"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("event_delivery_schema", "CloudEventSchemaV1_0")
            .set(
                "included_event_types",
                texts(
                    List.of(
                        "Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired")))
            .set("service_bus_queue_id", QUEUE.reference().dot("id"))
            .block("delivery_identity", Body.builder().set("type", "SystemAssigned")),
        WHY);
  }

  private static void alert(Blueprint blueprint, StackPart.Builder part) {
    Reference group = AzureAddresses.WARNING_GROUP.reference().dot("id");
    part.resource(
        FILE,
        ALERT,
        "",
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "expiring-secrets"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("scopes", list(TOPIC.reference().dot("id")))
            .set(
                "description",
                "A secret ends within a month: renew it with `az keyvault secret set --expires`."
                    + " Runbook: docs/infrastructure/RUNBOOK.md#secrets")
            .set("severity", 2)
            .set("frequency", "PT15M")
            .set("window_size", "PT1H")
            .set("tags", local("tags"))
            .block(
                "criteria",
                Body.builder()
                    .set("metric_namespace", "Microsoft.EventGrid/systemTopics")
                    .set("metric_name", "MatchedEventCount")
                    .set("aggregation", "Total")
                    .set("operator", "GreaterThan")
                    .set("threshold", 0))
            .block("action", Body.builder().set("action_group_id", group)),
        WHY);
  }
}
