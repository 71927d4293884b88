package dev.slipway.cloud.azure;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which of Azure's own types of resources stands behind each of Terraform's, as access control
 * names them. Source: the resource provider operations that Azure documents for each service.
 */
final class ResourceTypes {

  /** Terraform's type, Azure's type; what is only read needs nothing of its own. */
  private static final String TABLE =
      """
      application_insights Microsoft.Insights/components
      application_insights_standard_web_test Microsoft.Insights/webTests
      application_insights_workbook Microsoft.Insights/workbooks
      cdn_frontdoor_custom_domain Microsoft.Cdn/profiles
      cdn_frontdoor_custom_domain_association Microsoft.Cdn/profiles
      cdn_frontdoor_endpoint Microsoft.Cdn/profiles
      cdn_frontdoor_firewall_policy Microsoft.Network/frontDoorWebApplicationFirewallPolicies
      cdn_frontdoor_origin Microsoft.Cdn/profiles
      cdn_frontdoor_origin_group Microsoft.Cdn/profiles
      cdn_frontdoor_profile Microsoft.Cdn/profiles
      cdn_frontdoor_route Microsoft.Cdn/profiles
      cdn_frontdoor_rule Microsoft.Cdn/profiles
      cdn_frontdoor_rule_set Microsoft.Cdn/profiles
      cdn_frontdoor_secret Microsoft.Cdn/profiles
      cdn_frontdoor_security_policy Microsoft.Cdn/profiles
      cost_anomaly_alert Microsoft.CostManagement/scheduledActions
      consumption_budget_subscription Microsoft.Consumption/budgets
      container_app Microsoft.App/containerApps
      container_app_custom_domain Microsoft.App/containerApps
      container_app_environment Microsoft.App/managedEnvironments
      container_app_environment_certificate Microsoft.App/managedEnvironments
      container_app_environment_dapr_component Microsoft.App/managedEnvironments
      container_app_environment_managed_certificate Microsoft.App/managedEnvironments
      container_app_environment_storage Microsoft.App/managedEnvironments
      container_app_job Microsoft.App/jobs
      cosmosdb_account Microsoft.DocumentDB/databaseAccounts
      cosmosdb_mongo_collection Microsoft.DocumentDB/databaseAccounts
      cosmosdb_mongo_database Microsoft.DocumentDB/databaseAccounts
      cosmosdb_sql_container Microsoft.DocumentDB/databaseAccounts
      cosmosdb_sql_database Microsoft.DocumentDB/databaseAccounts
      cosmosdb_sql_role_assignment Microsoft.DocumentDB/databaseAccounts
      cosmosdb_sql_role_definition Microsoft.DocumentDB/databaseAccounts
      data_protection_backup_instance_blob_storage Microsoft.DataProtection/backupVaults
      data_protection_backup_instance_postgresql_flexible_server Microsoft.DataProtection/backupVaults
      data_protection_backup_instance_mysql_flexible_server Microsoft.DataProtection/backupVaults
      data_protection_backup_policy_blob_storage Microsoft.DataProtection/backupVaults
      data_protection_backup_policy_postgresql_flexible_server Microsoft.DataProtection/backupVaults
      data_protection_backup_policy_mysql_flexible_server Microsoft.DataProtection/backupVaults
      data_protection_backup_vault Microsoft.DataProtection/backupVaults
      dns_a_record Microsoft.Network/dnsZones
      dns_aaaa_record Microsoft.Network/dnsZones
      dns_caa_record Microsoft.Network/dnsZones
      dns_cname_record Microsoft.Network/dnsZones
      dns_txt_record Microsoft.Network/dnsZones
      dns_zone Microsoft.Network/dnsZones
      eventgrid_event_subscription Microsoft.EventGrid/eventSubscriptions
      eventgrid_system_topic Microsoft.EventGrid/systemTopics
      eventgrid_system_topic_event_subscription Microsoft.EventGrid/systemTopics
      eventgrid_topic Microsoft.EventGrid/topics
      federated_identity_credential Microsoft.ManagedIdentity/userAssignedIdentities
      function_app_flex_consumption Microsoft.Web/sites
      key_vault Microsoft.KeyVault/vaults
      key_vault_key Microsoft.KeyVault/vaults
      key_vault_secret Microsoft.KeyVault/vaults
      kubernetes_automatic_cluster Microsoft.ContainerService/managedClusters
      kubernetes_cluster Microsoft.ContainerService/managedClusters
      kubernetes_cluster_extension Microsoft.KubernetesConfiguration/extensions
      kubernetes_cluster_node_pool Microsoft.ContainerService/managedClusters
      log_analytics_workspace Microsoft.OperationalInsights/workspaces
      log_analytics_workspace_table Microsoft.OperationalInsights/workspaces
      managed_redis Microsoft.Cache/redisEnterprise
      managed_redis_access_policy_assignment Microsoft.Cache/redisEnterprise
      managed_redis_geo_replication Microsoft.Cache/redisEnterprise
      monitor_action_group Microsoft.Insights/actionGroups
      monitor_activity_log_alert Microsoft.Insights/activityLogAlerts
      monitor_diagnostic_setting Microsoft.Insights/diagnosticSettings
      monitor_metric_alert Microsoft.Insights/metricAlerts
      monitor_scheduled_query_rules_alert_v2 Microsoft.Insights/scheduledQueryRules
      mssql_database Microsoft.Sql/servers
      mssql_server Microsoft.Sql/servers
      mssql_failover_group Microsoft.Sql/servers
      mysql_flexible_database Microsoft.DBforMySQL/flexibleServers
      mysql_flexible_server Microsoft.DBforMySQL/flexibleServers
      mysql_flexible_server_active_directory_administrator Microsoft.DBforMySQL/flexibleServers
      mysql_flexible_server_configuration Microsoft.DBforMySQL/flexibleServers
      mysql_flexible_server_firewall_rule Microsoft.DBforMySQL/flexibleServers
      nat_gateway Microsoft.Network/natGateways
      nat_gateway_public_ip_association Microsoft.Network/natGateways
      network_security_group Microsoft.Network/networkSecurityGroups
      network_security_rule Microsoft.Network/networkSecurityGroups
      postgresql_flexible_server Microsoft.DBforPostgreSQL/flexibleServers
      postgresql_flexible_server_active_directory_administrator Microsoft.DBforPostgreSQL/flexibleServers
      postgresql_flexible_server_configuration Microsoft.DBforPostgreSQL/flexibleServers
      postgresql_flexible_server_database Microsoft.DBforPostgreSQL/flexibleServers
      postgresql_flexible_server_firewall_rule Microsoft.DBforPostgreSQL/flexibleServers
      postgresql_flexible_server_virtual_endpoint Microsoft.DBforPostgreSQL/flexibleServers
      private_dns_a_record Microsoft.Network/privateDnsZones
      private_dns_zone Microsoft.Network/privateDnsZones
      private_dns_zone_virtual_network_link Microsoft.Network/privateDnsZones
      private_endpoint Microsoft.Network/privateEndpoints
      public_ip Microsoft.Network/publicIPAddresses
      resource_group Microsoft.Resources/subscriptions/resourceGroups
      service_plan Microsoft.Web/serverfarms
      servicebus_namespace Microsoft.ServiceBus/namespaces
      servicebus_queue Microsoft.ServiceBus/namespaces
      servicebus_subscription Microsoft.ServiceBus/namespaces
      servicebus_subscription_rule Microsoft.ServiceBus/namespaces
      servicebus_topic Microsoft.ServiceBus/namespaces
      storage_account Microsoft.Storage/storageAccounts
      storage_container Microsoft.Storage/storageAccounts
      storage_container_immutability_policy Microsoft.Storage/storageAccounts
      storage_management_policy Microsoft.Storage/storageAccounts
      storage_object_replication Microsoft.Storage/storageAccounts
      subnet Microsoft.Network/virtualNetworks
      subnet_nat_gateway_association Microsoft.Network/virtualNetworks
      subnet_network_security_group_association Microsoft.Network/virtualNetworks
      user_assigned_identity Microsoft.ManagedIdentity/userAssignedIdentities
      virtual_network Microsoft.Network/virtualNetworks
      virtual_network_peering Microsoft.Network/virtualNetworks
      """;

  private static final SequencedMap<String, String> TYPES = types();

  private ResourceTypes() {}

  private static SequencedMap<String, String> types() {
    SequencedMap<String, String> types = new LinkedHashMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" "))
        .forEach(row -> types.put("azurerm_" + row[0], row[1]));
    return types;
  }

  /** Such as {@code Microsoft.App/containerApps} for {@code azurerm_container_app}. */
  static Optional<String> of(String type) {
    return Optional.ofNullable(TYPES.get(type));
  }
}
