package dev.slipway.cloud.azure;

import static dev.slipway.stack.ResourceAddress.data;
import static dev.slipway.stack.ResourceAddress.id;
import static dev.slipway.stack.ResourceAddress.managed;

import dev.slipway.stack.ResourceAddress;

/**
 * The addresses that passes know each other's resources by. Public, because the record, the
 * controls and the explanations name them too.
 */
public final class AzureAddresses {

  public static final ResourceAddress GROUP = managed("azurerm_resource_group", "main");
  public static final ResourceAddress NETWORK = managed("azurerm_virtual_network", "main");
  public static final ResourceAddress APPS_SUBNET = managed("azurerm_subnet", "apps");

  /** Where the private endpoints of datastores are. */
  public static final ResourceAddress ENDPOINTS_SUBNET = managed("azurerm_subnet", "endpoints");

  /** Where functions leave for the private network; they cannot share a subnet with apps. */
  public static final ResourceAddress FUNCTIONS_SUBNET = managed("azurerm_subnet", "functions");

  /** Delegated to the servers of Azure Database for PostgreSQL. */
  public static final ResourceAddress POSTGRESQL_SUBNET = managed("azurerm_subnet", "postgresql");

  /** Delegated to the servers of Azure Database for MySQL. */
  public static final ResourceAddress MYSQL_SUBNET = managed("azurerm_subnet", "mysql");

  /** Who is applying, and in which tenant. */
  public static final ResourceAddress CLIENT = data("azurerm_client_config", "current");

  public static final ResourceAddress APP_ENVIRONMENT =
      managed("azurerm_container_app_environment", "main");
  public static final ResourceAddress CLUSTER =
      managed("azurerm_kubernetes_automatic_cluster", "main");
  public static final ResourceAddress FRONT_DOOR = managed("azurerm_cdn_frontdoor_profile", "edge");
  public static final ResourceAddress FRONT_DOOR_ENDPOINT =
      managed("azurerm_cdn_frontdoor_endpoint", "edge");
  public static final ResourceAddress FIREWALL =
      managed("azurerm_cdn_frontdoor_firewall_policy", "edge");
  public static final ResourceAddress VAULT = managed("azurerm_key_vault", "main");

  /** Of Service Bus: all topics and queues are in it. */
  public static final ResourceAddress NAMESPACE = managed("azurerm_servicebus_namespace", "main");

  public static final ResourceAddress LOGS = managed("azurerm_log_analytics_workspace", "main");
  public static final ResourceAddress INSIGHTS = managed("azurerm_application_insights", "main");
  public static final ResourceAddress CRITICAL_GROUP =
      managed("azurerm_monitor_action_group", "critical");
  public static final ResourceAddress WARNING_GROUP =
      managed("azurerm_monitor_action_group", "warning");

  private AzureAddresses() {}

  /** A container app: a service or a worker. */
  public static ResourceAddress app(String workload) {
    return managed("azurerm_container_app", id(workload));
  }

  public static ResourceAddress job(String workload) {
    return managed("azurerm_container_app_job", id(workload));
  }

  public static ResourceAddress function(String workload) {
    return managed("azurerm_function_app_flex_consumption", id(workload));
  }

  public static ResourceAddress identity(String workload) {
    return managed("azurerm_user_assigned_identity", id(workload));
  }

  public static ResourceAddress postgresql(String datastore) {
    return managed("azurerm_postgresql_flexible_server", id(datastore));
  }

  public static ResourceAddress mysql(String datastore) {
    return managed("azurerm_mysql_flexible_server", id(datastore));
  }

  /** A connection string or password of a datastore, kept in the vault. */
  public static ResourceAddress login(String datastore, String key) {
    return managed("azurerm_key_vault_secret", id(datastore) + "_" + id(key));
  }

  /** A database's copy in another region or for reading only. */
  public static ResourceAddress postgresqlReplica(String datastore) {
    return managed("azurerm_postgresql_flexible_server", id(datastore) + "_replica");
  }

  public static ResourceAddress mysqlReplica(String datastore) {
    return managed("azurerm_mysql_flexible_server", id(datastore) + "_replica");
  }

  /** Keeps people and programs from deleting what holds data. */
  public static ResourceAddress lock(String datastore) {
    return managed("azurerm_management_lock", id(datastore));
  }

  /** The private zone in which a service's private addresses are found. */
  public static ResourceAddress privateZone(String service) {
    return managed("azurerm_private_dns_zone", id(service));
  }

  public static ResourceAddress privateEndpoint(String name) {
    return managed("azurerm_private_endpoint", id(name));
  }

  public static ResourceAddress cache(String datastore) {
    return managed("azurerm_managed_redis", id(datastore));
  }

  public static ResourceAddress document(String datastore) {
    return managed("azurerm_cosmosdb_account", id(datastore));
  }

  /** The database in a document store's account, under either of its interfaces. */
  public static ResourceAddress documentDatabase(String datastore) {
    return managed("azurerm_cosmosdb_sql_database", id(datastore));
  }

  /** The storage account of a bucket; its container is beside it under the same name. */
  public static ResourceAddress storage(String datastore) {
    return managed("azurerm_storage_account", id(datastore));
  }

  public static ResourceAddress container(String datastore) {
    return managed("azurerm_storage_container", id(datastore));
  }

  public static ResourceAddress topic(String datastore) {
    return managed("azurerm_servicebus_topic", id(datastore));
  }

  public static ResourceAddress subscription(String subscription) {
    return managed("azurerm_servicebus_subscription", id(subscription));
  }

  public static ResourceAddress taskQueue(String datastore) {
    return managed("azurerm_servicebus_queue", id(datastore));
  }

  /** Where the messages of a subscription wait that are posted to a service. */
  public static ResourceAddress pushQueue(String subscription) {
    return managed("azurerm_servicebus_queue", id(subscription));
  }

  public static ResourceAddress secret(String secret) {
    return managed("azurerm_key_vault_secret", id(secret));
  }

  public static ResourceAddress alert(String alert) {
    return managed("azurerm_monitor_metric_alert", id(alert));
  }

  /** The rule of an alert that asks the logs. */
  public static ResourceAddress queryAlert(String alert) {
    return managed("azurerm_monitor_scheduled_query_rules_alert_v2", id(alert));
  }

  /** The rule of an alert on what Azure says of a resource's health. */
  public static ResourceAddress healthAlert(String alert) {
    return managed("azurerm_monitor_activity_log_alert", id(alert));
  }

  /** The rule of an alert on what a day costs. */
  public static ResourceAddress costAlert(String alert) {
    return managed("azurerm_cost_anomaly_alert", id(alert));
  }

  /** Asks a workload from outside whether it answers. */
  public static ResourceAddress webTest(String workload) {
    return managed("azurerm_application_insights_standard_web_test", id(workload));
  }

  /** Where the logs of a resource go. */
  public static ResourceAddress diagnostics(String resource) {
    return managed("azurerm_monitor_diagnostic_setting", id(resource));
  }
}
