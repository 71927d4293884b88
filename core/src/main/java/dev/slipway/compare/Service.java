package dev.slipway.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a Terraform resource type says about the service behind it.
 *
 * @param idle whether it runs without an instance while nobody calls
 */
record Service(Role role, String label, boolean idle) {

  private static final Map<String, Service> BY_TYPE = table();

  /** What a service is there for. */
  enum Role {
    /** Realizes a workload or a datastore. */
    PART("Part"),
    CLUSTER("Kubernetes"),
    ENTRY("Way in"),
    FIREWALL("Web application firewall"),
    EGRESS("Way out"),
    SECRETS("Secrets"),
    KEYS("Encryption keys"),
    ALERTS("Alerts and dashboards"),
    LOGS("Logs"),
    BACKUP("Backup beyond the database's own"),
    RELEASE("Release control");

    private final String label;

    Role(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Optional<Service> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  private static Map<String, Service> table() {
    Map<String, Service> types = new LinkedHashMap<>();
    google(types);
    amazon(types);
    microsoft(types);
    return types;
  }

  private static void google(Map<String, Service> types) {
    idle(types, "google_cloud_run_v2_service", "Cloud Run");
    part(types, "google_cloud_run_v2_worker_pool", "Cloud Run worker pool");
    part(types, "google_cloud_run_v2_job", "Cloud Run job");
    part(types, "google_cloud_scheduler_job", "Cloud Scheduler");
    idle(types, "google_cloudfunctions2_function", "Cloud Run functions");
    part(types, "google_sql_database_instance", "Cloud SQL");
    part(types, "google_firestore_database", "Firestore");
    part(types, "google_redis_instance", "Memorystore for Redis");
    part(types, "google_storage_bucket", "Cloud Storage");
    part(types, "google_pubsub_topic", "Pub/Sub");
    part(types, "google_cloud_tasks_queue", "Cloud Tasks");
    of(types, Role.CLUSTER, "google_container_cluster", "GKE Autopilot");
    of(types, Role.ENTRY, "google_compute_url_map", "Application Load Balancer");
    of(types, Role.FIREWALL, "google_compute_security_policy", "Cloud Armor");
    of(types, Role.EGRESS, "google_compute_router_nat", "Cloud NAT");
    of(types, Role.SECRETS, "google_secret_manager_secret", "Secret Manager");
    of(types, Role.KEYS, "google_kms_crypto_key", "Cloud KMS");
    of(types, Role.ALERTS, "google_monitoring_alert_policy", "Cloud Monitoring");
    of(types, Role.LOGS, "google_logging_project_bucket_config", "Cloud Logging");
  }

  private static void amazon(Map<String, Service> types) {
    part(types, "aws_ecs_service", "ECS service on Fargate");
    part(types, "aws_ecs_task_definition", "ECS task on Fargate");
    part(types, "aws_scheduler_schedule", "EventBridge Scheduler");
    idle(types, "aws_lambda_function", "Lambda");
    part(types, "aws_db_instance", "RDS");
    part(types, "aws_rds_cluster", "Aurora");
    part(types, "aws_db_proxy", "RDS Proxy");
    part(types, "aws_dynamodb_table", "DynamoDB");
    part(types, "aws_elasticache_replication_group", "ElastiCache");
    part(types, "aws_elasticache_serverless_cache", "ElastiCache Serverless");
    part(types, "aws_elasticache_cluster", "ElastiCache");
    part(types, "aws_s3_bucket", "S3");
    part(types, "aws_sns_topic", "SNS");
    part(types, "aws_sqs_queue", "SQS");
    of(types, Role.CLUSTER, "aws_eks_cluster", "EKS Auto Mode");
    of(types, Role.ENTRY, "aws_cloudfront_distribution", "CloudFront");
    of(types, Role.ENTRY, "aws_lb", "Application Load Balancer");
    of(types, Role.ENTRY, "aws_apigatewayv2_api", "API Gateway");
    of(types, Role.FIREWALL, "aws_wafv2_web_acl", "AWS WAF");
    of(types, Role.EGRESS, "aws_nat_gateway", "NAT gateway");
    of(types, Role.SECRETS, "aws_secretsmanager_secret", "Secrets Manager");
    of(types, Role.KEYS, "aws_kms_key", "KMS");
    of(types, Role.ALERTS, "aws_cloudwatch_metric_alarm", "CloudWatch");
    of(types, Role.LOGS, "aws_cloudwatch_log_group", "CloudWatch Logs");
    of(types, Role.BACKUP, "aws_backup_plan", "AWS Backup");
    of(types, Role.RELEASE, "aws_codedeploy_app", "CodeDeploy");
  }

  private static void microsoft(Map<String, Service> types) {
    idle(types, "azurerm_container_app", "Container Apps");
    part(types, "azurerm_container_app_job", "Container Apps job");
    idle(types, "azurerm_function_app_flex_consumption", "Functions (Flex Consumption)");
    part(types, "azurerm_postgresql_flexible_server", "Database for PostgreSQL flexible server");
    part(types, "azurerm_mysql_flexible_server", "Database for MySQL flexible server");
    part(types, "azurerm_cosmosdb_account", "Cosmos DB");
    part(types, "azurerm_managed_redis", "Managed Redis");
    part(types, "azurerm_storage_account", "Blob Storage");
    part(types, "azurerm_storage_container", "Blob Storage");
    part(types, "azurerm_servicebus_topic", "Service Bus topic");
    part(types, "azurerm_servicebus_queue", "Service Bus queue");
    of(types, Role.CLUSTER, "azurerm_kubernetes_automatic_cluster", "AKS Automatic");
    of(types, Role.CLUSTER, "azurerm_kubernetes_cluster", "AKS");
    of(types, Role.ENTRY, "azurerm_cdn_frontdoor_profile", "Front Door");
    of(types, Role.FIREWALL, "azurerm_cdn_frontdoor_firewall_policy", "Front Door WAF");
    of(types, Role.EGRESS, "azurerm_nat_gateway", "NAT gateway");
    of(types, Role.SECRETS, "azurerm_key_vault", "Key Vault");
    of(types, Role.KEYS, "azurerm_key_vault_key", "Key Vault keys");
    of(types, Role.ALERTS, "azurerm_monitor_metric_alert", "Azure Monitor");
    of(types, Role.ALERTS, "azurerm_monitor_scheduled_query_rules_alert_v2", "Azure Monitor");
    of(types, Role.LOGS, "azurerm_log_analytics_workspace", "Log Analytics");
    of(types, Role.BACKUP, "azurerm_data_protection_backup_vault", "Backup vault");
  }

  private static void part(Map<String, Service> types, String type, String label) {
    of(types, Role.PART, type, label);
  }

  private static void idle(Map<String, Service> types, String type, String label) {
    types.put(type, new Service(Role.PART, label, true));
  }

  private static void of(Map<String, Service> types, Role role, String type, String label) {
    types.put(type, new Service(role, label, false));
  }
}
