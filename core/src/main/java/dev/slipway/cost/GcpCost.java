package dev.slipway.cost;

import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.List;

/** Google Cloud: sends each resource to what knows its price. */
final class GcpCost implements CloudCost {

  /** Resources that cost nothing by themselves, or whose cost another line carries. */
  private static final List<String> FREE =
      List.of(
          "google_project",
          "google_service_account",
          "google_iam_",
          "google_service_networking_connection",
          "google_compute_network",
          "google_compute_subnetwork",
          "google_compute_firewall",
          "google_compute_route",
          "google_compute_global_address",
          "google_compute_global_forwarding_rule",
          "google_compute_backend",
          "google_compute_region_network_endpoint_group",
          "google_compute_url_map",
          "google_compute_target_",
          "google_compute_ssl_policy",
          "google_compute_managed_ssl_certificate",
          "google_compute_ssl_certificate",
          "google_compute_security_policy_rule",
          "google_certificate_manager_",
          "google_dns_record_set",
          "google_sql_database",
          "google_sql_user",
          "google_sql_ssl_cert",
          "google_firestore_",
          "google_storage_bucket_",
          "google_storage_project",
          "google_storage_managed_folder",
          "google_pubsub_subscription",
          "google_pubsub_schema",
          "google_secret_manager_",
          "google_kms_key_ring",
          "google_kms_secret",
          "google_artifact_registry_",
          "google_logging_",
          "google_monitoring_",
          "google_billing_budget",
          "google_org_policy_",
          "google_access_context",
          "google_cloud_run_v2_job_iam",
          "google_cloud_run_v2_service_iam",
          "google_cloud_run_service_iam",
          "google_cloud_run_v2_worker_pool_iam",
          "google_cloud_run_domain_mapping",
          "google_essential_contacts_",
          "google_tags_",
          "google_eventarc_",
          "google_gke_hub_",
          "google_cloudfunctions2_function_iam",
          "google_storage_default_object",
          "google_iap_",
          "google_identity_platform_config",
          "google_binary_authorization_",
          "terraform_data",
          "random_",
          "time_");

  private final Scope scope;
  private final Bill bill;
  private final ComputeCost compute;
  private final DatabaseCost databases;
  private final DataCost data;
  private final EdgeCost edge;
  private final PlatformCost platform;

  GcpCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    compute = new ComputeCost(scope, bill);
    databases = new DatabaseCost(scope, bill);
    data = new DataCost(scope, bill);
    edge = new EdgeCost(scope, bill, stack);
    platform = new PlatformCost(scope, bill, stack);
  }

  @Override
  public void whole(String primary) {
    edge.loadBalancer(primary);
    edge.egress(primary);
    platform.secrets(primary);
    platform.registry(primary);
    platform.logs(primary);
    platform.metrics(primary);
  }

  @Override
  public List<String> notIncluded() {
    return List.of("Uptime checks, which stay within what each project has free, and Cloud Trace.");
  }

  @Override
  public void add(Resource resource, String region) {
    switch (resource.address().type()) {
      case "google_cloud_run_v2_service" -> compute.service(resource, region);
      case "google_cloud_run_v2_worker_pool" -> compute.workerPool(resource, region);
      case "google_cloud_run_v2_job" -> compute.job(resource, region);
      case "google_cloudfunctions2_function" -> compute.function(resource, region);
      case "google_container_cluster" -> new ClusterCost(scope, bill).cluster(resource, region);
      case "google_sql_database_instance" -> databases.sql(resource, region);
      case "google_redis_instance" -> databases.redis(resource, region);
      case "google_firestore_database" -> data.firestore(resource, region);
      case "google_storage_bucket" -> data.bucket(resource, region);
      case "google_pubsub_topic" -> data.topic(resource, region);
      case "google_cloud_tasks_queue" -> data.taskQueue(resource, region);
      case "google_cloud_scheduler_job" -> data.schedule(resource, region);
      case "google_compute_security_policy" -> edge.securityPolicy(resource, region);
      case "google_dns_managed_zone" -> edge.managedZone(resource, region);
      case "google_compute_router_nat" -> edge.nat(resource, region);
      case "google_compute_address" -> edge.address(resource, region);
      case "google_kms_crypto_key" -> platform.key(resource, region);
      default -> other(resource, region);
    }
  }

  private void other(Resource resource, String region) {
    String type = resource.address().type();
    boolean free = type.contains("_iam_") || FREE.stream().anyMatch(type::startsWith);
    if (!free) {
      bill.unknown(
          scope.subject(Part.NETWORKING, resource, region),
          resource.address().toString(),
          "It is not known whether " + type + " costs anything.");
    }
  }
}
