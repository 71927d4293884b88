package dev.slipway.cost;

import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.List;

/** Azure: sends each resource to what knows its price. */
final class AzureCost implements CloudCost {

  /** Resources that cost nothing by themselves, or whose cost another line carries. */
  private static final List<String> FREE =
      List.of(
          "azurerm_application_insights",
          "azurerm_cdn_frontdoor_",
          "azurerm_consumption_budget_",
          "azurerm_container_app_",
          "azurerm_cosmosdb_sql_",
          "azurerm_data_protection_backup_",
          "azurerm_dashboard",
          "azurerm_dns_",
          "azurerm_eventgrid_system_topic_",
          "azurerm_federated_identity_credential",
          "azurerm_key_vault",
          "azurerm_log_analytics_",
          "azurerm_managed_redis_",
          "azurerm_management_",
          "azurerm_monitor_",
          "azurerm_mysql_flexible_",
          "azurerm_nat_gateway_",
          "azurerm_network_",
          "azurerm_portal_dashboard",
          "azurerm_postgresql_flexible_",
          "azurerm_private_dns_",
          "azurerm_resource_",
          "azurerm_role_",
          "azurerm_service_plan",
          "azurerm_servicebus_",
          "azurerm_storage_",
          "azurerm_subnet",
          "azurerm_user_assigned_identity",
          "azurerm_virtual_network",
          "random_",
          "terraform_data",
          "time_");

  private final Scope scope;
  private final Bill bill;
  private final AzureComputeCost compute;
  private final AzureDataCost data;
  private final AzureEdgeCost edge;
  private final AzurePlatformCost platform;

  AzureCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    compute = new AzureComputeCost(scope, bill);
    data = new AzureDataCost(scope, bill);
    edge = new AzureEdgeCost(scope, bill, stack);
    platform = new AzurePlatformCost(scope, bill, stack);
  }

  @Override
  public void add(Resource resource, String region) {
    switch (resource.address().type()) {
      case "azurerm_container_app" -> compute.app(resource, region);
      case "azurerm_container_app_job" -> compute.job(resource, region);
      case "azurerm_container_app_environment" -> compute.environment(resource, region);
      case "azurerm_function_app_flex_consumption" -> compute.function(resource, region);
      case "azurerm_kubernetes_cluster", "azurerm_kubernetes_automatic_cluster" ->
          compute.cluster(resource, region);
      case "azurerm_postgresql_flexible_server" -> data.server(resource, region, "PostgreSQL");
      case "azurerm_mysql_flexible_server" -> data.server(resource, region, "MySQL");
      case "azurerm_managed_redis" -> data.cache(resource, region);
      case "azurerm_cosmosdb_account" -> data.documents(resource, region);
      case "azurerm_storage_account" -> data.storage(resource, region);
      case "azurerm_servicebus_namespace" -> data.messaging(resource, region);
      case "azurerm_cdn_frontdoor_profile" -> edge.frontDoor(resource, region);
      case "azurerm_nat_gateway" -> edge.nat(resource, region);
      case "azurerm_public_ip" -> edge.address(resource, region);
      case "azurerm_private_endpoint" -> edge.endpoint(resource, region);
      case "azurerm_dns_zone" -> edge.zone(resource, region);
      case "azurerm_application_insights_standard_web_test" -> platform.webTest(resource, region);
      case "azurerm_container_registry" -> {} // the bootstrap's; counted with the images
      default -> other(resource, region);
    }
  }

  private void other(Resource resource, String region) {
    String type = resource.address().type();
    if (FREE.stream().noneMatch(type::startsWith)) {
      bill.unknown(
          scope.subject(Part.NETWORKING, resource, region),
          resource.address().toString(),
          "The price book has no price for " + type + ".");
    }
  }

  @Override
  public void whole(String primary) {
    edge.egress(primary);
    platform.vault(primary);
    platform.registry(primary);
    platform.logs(primary);
    platform.alerts(primary);
  }

  @Override
  public List<String> notIncluded() {
    return List.of(
        "Traffic between availability zones and what private endpoints carry, $0.01 a GB each.",
        "What the Backup vault keeps beyond the databases' own backups.");
  }
}
