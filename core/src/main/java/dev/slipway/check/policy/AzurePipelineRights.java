package dev.slipway.check.policy;

import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the pipeline may make what the main stack has, and grant what the main stack grants. Says
 * for each type of resource the action that makes one.
 */
final class AzurePipelineRights {

  private static final ResourceAddress DEPLOYER =
      ResourceAddress.managed("azurerm_user_assigned_identity", "deployer");

  /** Lines of {@code action type type}, without the types' {@code azurerm_}. */
  private static final String ACTIONS =
      """
      Microsoft.App/containerApps/write container_app
      Microsoft.App/jobs/write container_app_job
      Microsoft.App/managedEnvironments/write container_app_environment
      Microsoft.App/managedEnvironments/daprComponents/write container_app_environment_dapr_component
      Microsoft.Authorization/locks/write management_lock
      Microsoft.Cache/redisEnterprise/write managed_redis
      Microsoft.Cdn/profiles/write cdn_frontdoor_profile
      Microsoft.Cdn/profiles/afdEndpoints/write cdn_frontdoor_endpoint
      Microsoft.Cdn/profiles/customDomains/write cdn_frontdoor_custom_domain
      Microsoft.Cdn/profiles/originGroups/write cdn_frontdoor_origin_group cdn_frontdoor_origin
      Microsoft.Cdn/profiles/ruleSets/write cdn_frontdoor_rule_set cdn_frontdoor_rule
      Microsoft.Cdn/profiles/securityPolicies/write cdn_frontdoor_security_policy
      Microsoft.ContainerService/managedClusters/write kubernetes_cluster kubernetes_automatic_cluster
      Microsoft.DataProtection/backupVaults/write data_protection_backup_vault
      Microsoft.DBforMySQL/flexibleServers/write mysql_flexible_server
      Microsoft.DBforPostgreSQL/flexibleServers/write postgresql_flexible_server
      Microsoft.DocumentDB/databaseAccounts/write cosmosdb_account
      Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write cosmosdb_sql_role_assignment
      Microsoft.EventGrid/systemTopics/write eventgrid_system_topic
      Microsoft.Insights/actionGroups/write monitor_action_group
      Microsoft.Insights/components/write application_insights
      Microsoft.Insights/diagnosticSettings/write monitor_diagnostic_setting
      Microsoft.Insights/metricAlerts/write monitor_metric_alert
      Microsoft.Insights/scheduledQueryRules/write monitor_scheduled_query_rules_alert_v2
      Microsoft.Insights/webTests/write application_insights_standard_web_test
      Microsoft.KeyVault/vaults/write key_vault
      Microsoft.ManagedIdentity/userAssignedIdentities/write user_assigned_identity
      Microsoft.Network/dnsZones/write dns_zone
      Microsoft.Network/frontDoorWebApplicationFirewallPolicies/write cdn_frontdoor_firewall_policy
      Microsoft.Network/natGateways/write nat_gateway
      Microsoft.Network/networkSecurityGroups/write network_security_group
      Microsoft.Network/privateDnsZones/write private_dns_zone
      Microsoft.Network/privateEndpoints/write private_endpoint
      Microsoft.Network/publicIPAddresses/write public_ip
      Microsoft.Network/virtualNetworks/write virtual_network
      Microsoft.Network/virtualNetworks/subnets/write subnet
      Microsoft.OperationalInsights/workspaces/write log_analytics_workspace
      Microsoft.Resources/subscriptions/resourceGroups/write resource_group
      Microsoft.ServiceBus/namespaces/write servicebus_namespace
      Microsoft.ServiceBus/namespaces/queues/write servicebus_queue
      Microsoft.ServiceBus/namespaces/topics/write servicebus_topic servicebus_subscription
      Microsoft.Storage/storageAccounts/write storage_account
      Microsoft.Web/serverfarms/write service_plan
      Microsoft.Web/sites/write function_app_flex_consumption
      """;

  private static final Map<String, String> BY_TYPE = byType();

  private AzurePipelineRights() {}

  private static Map<String, String> byType() {
    Map<String, String> actions = new TreeMap<>();
    ACTIONS
        .lines()
        .forEach(line -> {
          List<String> words = List.of(line.split(" "));
          words.stream().skip(1).forEach(type -> actions.put("azurerm_" + type, words.getFirst()));
        });
    return actions;
  }

  /** What the main stack has or grants, and the pipeline's identity may not. */
  static List<Gap> missing(Output output) {
    List<String> rights = rights(output.bootstrap());
    List<String> grantable = grantable(output.bootstrap());
    if (rights.isEmpty()) {
      return List.of(
          new Gap(
              "terraform/bootstrap",
              "The pipeline's identity may do nothing: " + DEPLOYER + " has no rights."));
    }
    List<Gap> gaps = new ArrayList<>();
    for (Resource resource : output.main().resources()) {
      if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
        Optional.ofNullable(BY_TYPE.get(resource.address().type()))
            .filter(action -> rights.stream().noneMatch(r -> AwsPolicies.matches(r, action)))
            .ifPresent(action -> gaps.add(gap(resource, " takes " + action)));
      }
    }
    for (Resource grant : output.of("azurerm_role_assignment")) {
      output
          .text(grant, "role_definition_name")
          .filter(role -> !grantable.contains(role))
          .ifPresent(role -> gaps.add(gap(grant, " grants " + role)));
    }
    return List.copyOf(gaps);
  }

  private static Gap gap(Resource resource, String words) {
    String name = Output.name(resource);
    return new Gap(name, name + words + ", which the pipeline's identity may not.");
  }

  private static List<Resource> grants(Stack bootstrap) {
    return bootstrap.ofType("azurerm_role_assignment").stream()
        .filter(g ->
            Output.at(g, "principal_id").filter(p -> References.in(p).to(DEPLOYER)).isPresent())
        .toList();
  }

  private static List<String> rights(Stack bootstrap) {
    List<String> actions = new ArrayList<>();
    for (Resource grant : grants(bootstrap)) {
      for (String name : References.in(grant).names("azurerm_role_definition")) {
        bootstrap
            .find(ResourceAddress.managed("azurerm_role_definition", name))
            .flatMap(r -> Output.at(r, "permissions", "actions"))
            .ifPresent(list -> actions.addAll(References.in(list).texts()));
      }
      if (Output.at(grant, "role_definition_name")
          .filter(r -> References.in(r).texts().contains("Contributor"))
          .isPresent()) {
        actions.add("*");
      }
    }
    return actions;
  }

  // The roles whose ids the condition of the pipeline's right to grant is made of.
  private static List<String> grantable(Stack bootstrap) {
    boolean conditional =
        grants(bootstrap).stream().anyMatch(g -> Output.at(g, "condition").isPresent());
    if (!conditional) {
      return List.of();
    }
    return bootstrap.ofType("azurerm_role_definition").stream()
        .filter(r -> r.address().mode() == ResourceAddress.Mode.DATA)
        .flatMap(r -> r.meta().forEach().stream())
        .flatMap(e -> References.in(e).texts().stream())
        .toList();
  }
}
