package dev.slipway.cloud.aws;

import static dev.slipway.stack.ResourceAddress.id;
import static dev.slipway.stack.ResourceAddress.managed;

import dev.slipway.stack.ResourceAddress;

/**
 * The addresses that passes know each other's resources by. Public, because the record, the
 * controls and the explanations name them too.
 */
public final class AwsAddresses {

  public static final ResourceAddress NETWORK = managed("aws_vpc", "main");
  public static final ResourceAddress PUBLIC_SUBNETS = managed("aws_subnet", "public");
  public static final ResourceAddress PRIVATE_SUBNETS = managed("aws_subnet", "private");
  public static final ResourceAddress ISOLATED_SUBNETS = managed("aws_subnet", "isolated");
  public static final ResourceAddress CLUSTER = managed("aws_ecs_cluster", "main");
  public static final ResourceAddress LOAD_BALANCER = managed("aws_lb", "edge");
  public static final ResourceAddress LOAD_BALANCER_GROUP = managed("aws_security_group", "edge");
  public static final ResourceAddress FIREWALL = managed("aws_wafv2_web_acl", "edge");
  public static final ResourceAddress KMS_KEY = managed("aws_kms_key", "data");
  public static final ResourceAddress DASHBOARD = managed("aws_cloudwatch_dashboard", "main");
  public static final ResourceAddress CRITICAL_TOPIC = managed("aws_sns_topic", "alerts_critical");
  public static final ResourceAddress WARNING_TOPIC = managed("aws_sns_topic", "alerts_warning");

  private AwsAddresses() {}

  /** An ECS service: a service or a worker. */
  public static ResourceAddress service(String workload) {
    return managed("aws_ecs_service", id(workload));
  }

  public static ResourceAddress taskDefinition(String workload) {
    return managed("aws_ecs_task_definition", id(workload));
  }

  public static ResourceAddress function(String workload) {
    return managed("aws_lambda_function", id(workload));
  }

  /** The schedule that starts a job. */
  public static ResourceAddress schedule(String workload) {
    return managed("aws_scheduler_schedule", id(workload));
  }

  public static ResourceAddress targetGroup(String workload) {
    return managed("aws_lb_target_group", id(workload));
  }

  /** What the workload's own code may do. */
  public static ResourceAddress taskRole(String workload) {
    return managed("aws_iam_role", id(workload) + "_task");
  }

  /** What ECS may do to start the workload: pull its image, read its secrets, write its log. */
  public static ResourceAddress executionRole(String workload) {
    return managed("aws_iam_role", id(workload) + "_execution");
  }

  public static ResourceAddress workloadGroup(String workload) {
    return managed("aws_security_group", id(workload));
  }

  public static ResourceAddress datastoreGroup(String datastore) {
    return managed("aws_security_group", id(datastore) + "_store");
  }

  public static ResourceAddress logGroup(String workload) {
    return managed("aws_cloudwatch_log_group", id(workload));
  }

  public static ResourceAddress database(String datastore) {
    return managed("aws_db_instance", id(datastore));
  }

  /** The read replicas of a database; they are counted. */
  public static ResourceAddress databaseReplica(String datastore) {
    return managed("aws_db_instance", id(datastore) + "_replica");
  }

  /** The cluster of a database that Aurora serves. */
  public static ResourceAddress databaseCluster(String datastore) {
    return managed("aws_rds_cluster", id(datastore));
  }

  /** The instances of an Aurora cluster; they are counted, the first one writes. */
  public static ResourceAddress databaseMembers(String datastore) {
    return managed("aws_rds_cluster_instance", id(datastore));
  }

  /** What shares a database's connections among more clients than it takes. */
  public static ResourceAddress databaseProxy(String datastore) {
    return managed("aws_db_proxy", id(datastore));
  }

  /** The login and connection strings of a datastore, one JSON document. */
  public static ResourceAddress login(String datastore) {
    return managed("aws_secretsmanager_secret", id(datastore) + "_login");
  }

  public static ResourceAddress cache(String datastore) {
    return managed("aws_elasticache_replication_group", id(datastore));
  }

  public static ResourceAddress document(String datastore) {
    return managed("aws_dynamodb_table", id(datastore));
  }

  public static ResourceAddress bucket(String datastore) {
    return managed("aws_s3_bucket", id(datastore));
  }

  public static ResourceAddress topic(String datastore) {
    return managed("aws_sns_topic", id(datastore));
  }

  /** The queue behind a subscription. */
  public static ResourceAddress subscription(String subscription) {
    return managed("aws_sqs_queue", id(subscription));
  }

  public static ResourceAddress taskQueue(String datastore) {
    return managed("aws_sqs_queue", id(datastore));
  }

  /** The dead letters of a subscription or a task queue. */
  public static ResourceAddress deadLetters(String queue) {
    return managed("aws_sqs_queue", id(queue) + "_dead_letter");
  }

  public static ResourceAddress secret(String secret) {
    return managed("aws_secretsmanager_secret", id(secret));
  }

  public static ResourceAddress alarm(String alert) {
    return managed("aws_cloudwatch_metric_alarm", id(alert));
  }

  public static ResourceAddress logMetric(String metric) {
    return managed("aws_cloudwatch_log_metric_filter", id(metric));
  }
}
