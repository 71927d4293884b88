package dev.slipway.cost;

import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.List;

/** AWS: sends each resource to what knows its price. */
final class AwsCost implements CloudCost {

  /** Resources that cost nothing by themselves, or whose cost another line carries. */
  private static final List<String> FREE =
      List.of(
          "aws_account_",
          "aws_acm_certificate",
          "aws_appautoscaling_",
          "aws_backup_plan",
          "aws_backup_selection",
          "aws_backup_vault",
          "aws_budgets_budget",
          "aws_ce_anomaly_",
          "aws_cloudformation_stack",
          "aws_cloudfront_",
          "aws_cloudwatch_event_",
          "aws_cloudwatch_log_group",
          "aws_cloudwatch_log_resource_policy",
          "aws_cloudwatch_metric_stream",
          "aws_codedeploy_",
          "aws_db_parameter_group",
          "aws_db_proxy_",
          "aws_db_subnet_group",
          "aws_default_",
          "aws_ecs_capacity_provider",
          "aws_ecs_cluster",
          "aws_eks_access_",
          "aws_eks_pod_identity_",
          "aws_elasticache_parameter_group",
          "aws_elasticache_subnet_group",
          "aws_elasticache_user",
          "aws_flow_log",
          "aws_iam_",
          "aws_internet_gateway",
          "aws_kms_alias",
          "aws_kms_key_policy",
          "aws_lambda_event_source_mapping",
          "aws_lambda_function_url",
          "aws_lambda_permission",
          "aws_lb_listener",
          "aws_lb_target_group",
          "aws_rds_cluster_parameter_group",
          "aws_resourcegroups_",
          "aws_route",
          "aws_s3_bucket_",
          "aws_secretsmanager_secret_",
          "aws_security_group",
          "aws_service_discovery_",
          "aws_sns_topic_",
          "aws_sqs_queue_",
          "aws_subnet",
          "aws_vpc",
          "aws_wafv2_web_acl_",
          "random_",
          "terraform_data",
          "time_");

  private final Scope scope;
  private final Bill bill;
  private final AwsComputeCost compute;
  private final AwsDataCost data;
  private final AwsEdgeCost edge;
  private final AwsPlatformCost platform;

  AwsCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    compute = new AwsComputeCost(scope, bill, stack);
    data = new AwsDataCost(scope, bill);
    edge = new AwsEdgeCost(scope, bill, stack);
    platform = new AwsPlatformCost(scope, bill, stack);
  }

  @Override
  public void add(Resource resource, String region) {
    switch (resource.address().type()) {
      case "aws_ecs_service" -> compute.service(resource, region);
      case "aws_ecs_task_definition" -> compute.task(resource, region);
      case "aws_lambda_function" -> compute.function(resource, region);
      case "aws_eks_cluster" -> compute.cluster(resource, region);
      case "aws_db_instance" -> data.database(resource, region);
      case "aws_rds_cluster_instance" -> data.aurora(resource, region);
      case "aws_rds_cluster" -> data.auroraStorage(resource, region);
      case "aws_elasticache_replication_group" -> data.cache(resource, region);
      case "aws_dynamodb_table" -> data.documents(resource, region);
      case "aws_s3_bucket" -> data.bucket(resource, region);
      case "aws_sqs_queue" -> data.queue(resource, region);
      case "aws_sns_topic" -> data.topic(resource, region);
      case "aws_lb" -> edge.balancer(resource, region);
      case "aws_nat_gateway" -> edge.nat(resource, region);
      case "aws_eip" -> edge.address(resource, region);
      case "aws_vpc_endpoint" -> edge.endpoint(resource, region);
      case "aws_wafv2_web_acl" -> edge.firewall(resource, region);
      case "aws_route53_zone" -> edge.zone(resource, region);
      case "aws_route53_health_check" -> platform.healthCheck(resource, region);
      case "aws_kms_key" -> platform.key(resource, region);
      case "aws_cloudwatch_composite_alarm" -> platform.composite(resource, region);
      case "aws_scheduler_schedule" -> {} // the first 14 million starts of a month are free
      default -> other(resource, region);
    }
  }

  private void other(Resource resource, String region) {
    String type = resource.address().type();
    if (FREE.stream().noneMatch(type::startsWith) && !platform.counts(type)) {
      bill.unknown(
          scope.subject(Part.NETWORKING, resource, region),
          resource.address().toString(),
          "The price book has no price for " + type + ".");
    }
  }

  @Override
  public void whole(String primary) {
    edge.egress(primary);
    platform.secrets(primary);
    platform.registry(primary);
    platform.logs(primary);
    platform.metrics(primary);
  }

  @Override
  public List<String> notIncluded() {
    return List.of(
        "Traffic between availability zones, $0.01 a GB each way.",
        "Copies that AWS Backup keeps beyond the databases' own automated backups.");
  }
}
