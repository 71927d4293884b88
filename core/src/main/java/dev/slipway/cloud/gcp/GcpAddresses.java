package dev.slipway.cloud.gcp;

import static dev.slipway.stack.ResourceAddress.managed;

import dev.slipway.stack.ResourceAddress;

/**
 * The addresses that passes know each other's resources by. Public, because the record, the
 * controls and the explanations name them too.
 */
public final class GcpAddresses {

  public static final ResourceAddress NETWORK = managed("google_compute_network", "main");
  public static final ResourceAddress SERVICE_NETWORKING =
      managed("google_service_networking_connection", "private_services");
  public static final ResourceAddress REPOSITORY =
      managed("google_artifact_registry_repository", "images");
  public static final ResourceAddress LOAD_BALANCER_ADDRESS =
      managed("google_compute_global_address", "edge");
  public static final ResourceAddress SECURITY_POLICY =
      managed("google_compute_security_policy", "edge");
  public static final ResourceAddress CLUSTER = managed("google_container_cluster", "main");
  public static final ResourceAddress KMS_KEY = managed("google_kms_crypto_key", "data");
  public static final ResourceAddress EMAIL_CHANNEL =
      managed("google_monitoring_notification_channel", "email");
  public static final ResourceAddress DASHBOARD = managed("google_monitoring_dashboard", "main");

  private GcpAddresses() {}

  public static ResourceAddress service(String workload) {
    return managed("google_cloud_run_v2_service", ResourceAddress.id(workload));
  }

  public static ResourceAddress workerPool(String workload) {
    return managed("google_cloud_run_v2_worker_pool", ResourceAddress.id(workload));
  }

  public static ResourceAddress job(String workload) {
    return managed("google_cloud_run_v2_job", ResourceAddress.id(workload));
  }

  /** The load balancer's view of a workload. */
  public static ResourceAddress backend(String workload) {
    return managed("google_compute_backend_service", ResourceAddress.id(workload));
  }

  public static ResourceAddress function(String workload) {
    return managed("google_cloudfunctions2_function", ResourceAddress.id(workload));
  }

  public static ResourceAddress identity(String workload) {
    return managed("google_service_account", ResourceAddress.id(workload));
  }

  public static ResourceAddress sqlInstance(String datastore) {
    return managed("google_sql_database_instance", ResourceAddress.id(datastore));
  }

  /** The read replicas of a Cloud SQL instance; they are counted. */
  public static ResourceAddress sqlReplica(String datastore) {
    return managed("google_sql_database_instance", ResourceAddress.id(datastore) + "_replica");
  }

  public static ResourceAddress cache(String datastore) {
    return managed("google_redis_instance", ResourceAddress.id(datastore));
  }

  public static ResourceAddress document(String datastore) {
    return managed("google_firestore_database", ResourceAddress.id(datastore));
  }

  public static ResourceAddress bucket(String datastore) {
    return managed("google_storage_bucket", ResourceAddress.id(datastore));
  }

  public static ResourceAddress topic(String datastore) {
    return managed("google_pubsub_topic", ResourceAddress.id(datastore));
  }

  public static ResourceAddress deadLetterTopic(String datastore) {
    return managed("google_pubsub_topic", ResourceAddress.id(datastore) + "_dead_letter");
  }

  public static ResourceAddress subscription(String subscription) {
    return managed("google_pubsub_subscription", ResourceAddress.id(subscription));
  }

  public static ResourceAddress taskQueue(String datastore) {
    return managed("google_cloud_tasks_queue", ResourceAddress.id(datastore));
  }

  public static ResourceAddress secret(String secret) {
    return managed("google_secret_manager_secret", ResourceAddress.id(secret));
  }

  public static ResourceAddress subnetwork(String region) {
    return managed("google_compute_subnetwork", ResourceAddress.id(region));
  }

  public static ResourceAddress alertPolicy(String alert) {
    return managed("google_monitoring_alert_policy", ResourceAddress.id(alert));
  }

  public static ResourceAddress logMetric(String metric) {
    return managed("google_logging_metric", ResourceAddress.id(metric));
  }
}
