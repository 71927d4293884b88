package dev.slipway.check.policy;

import dev.slipway.check.policy.AwsPolicies.Statement;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the pipeline may make what the main stack has. Says for each type of resource the action
 * that makes one; what needs several needs these first.
 */
final class AwsPipelineRights {

  private static final ResourceAddress DEPLOYER =
      ResourceAddress.managed("aws_iam_role", "deployer");

  /** Lines of {@code service: Action type type}, without the types' {@code aws_}. */
  private static final String ACTIONS =
      """
      acm:RequestCertificate acm_certificate
      application-autoscaling:RegisterScalableTarget appautoscaling_target
      application-autoscaling:PutScalingPolicy appautoscaling_policy
      backup:CreateBackupVault backup_vault
      backup:CreateBackupPlan backup_plan
      backup:CreateBackupSelection backup_selection
      budgets:ModifyBudget budgets_budget
      ce:CreateAnomalyMonitor ce_anomaly_monitor
      ce:CreateAnomalySubscription ce_anomaly_subscription
      cloudformation:CreateStack cloudformation_stack
      cloudfront:CreateDistribution cloudfront_distribution
      cloudfront:CreateVpcOrigin cloudfront_vpc_origin
      cloudfront:CreateOriginAccessControl cloudfront_origin_access_control
      cloudtrail:CreateTrail cloudtrail
      cloudwatch:PutCompositeAlarm cloudwatch_composite_alarm
      cloudwatch:PutDashboard cloudwatch_dashboard
      cloudwatch:PutMetricAlarm cloudwatch_metric_alarm
      codedeploy:CreateApplication codedeploy_app
      codedeploy:CreateDeploymentConfig codedeploy_deployment_config
      codedeploy:CreateDeploymentGroup codedeploy_deployment_group
      dynamodb:CreateTable dynamodb_table
      ec2:AllocateAddress eip
      ec2:AssociateRouteTable route_table_association
      ec2:AuthorizeSecurityGroupEgress vpc_security_group_egress_rule
      ec2:AuthorizeSecurityGroupIngress vpc_security_group_ingress_rule
      ec2:CreateInternetGateway internet_gateway
      ec2:CreateNatGateway nat_gateway
      ec2:CreateRoute route
      ec2:CreateRouteTable route_table
      ec2:CreateSecurityGroup security_group
      ec2:CreateSubnet subnet
      ec2:CreateVpc vpc
      ec2:CreateVpcEndpoint vpc_endpoint
      ec2:RevokeSecurityGroupIngress default_security_group
      ecs:CreateCluster ecs_cluster
      ecs:CreateService ecs_service
      ecs:RegisterTaskDefinition ecs_task_definition
      eks:CreateCluster eks_cluster
      eks:CreatePodIdentityAssociation eks_pod_identity_association
      elasticache:CreateCacheParameterGroup elasticache_parameter_group
      elasticache:CreateCacheSubnetGroup elasticache_subnet_group
      elasticache:CreateReplicationGroup elasticache_replication_group
      elasticache:CreateUser elasticache_user
      elasticache:CreateUserGroup elasticache_user_group
      elasticache:ModifyUserGroup elasticache_user_group_association
      elasticloadbalancing:CreateListener lb_listener
      elasticloadbalancing:CreateLoadBalancer lb
      elasticloadbalancing:CreateRule lb_listener_rule
      elasticloadbalancing:CreateTargetGroup lb_target_group
      events:PutRule cloudwatch_event_rule
      events:PutTargets cloudwatch_event_target
      iam:AttachRolePolicy iam_role_policy_attachment
      iam:CreateRole iam_role
      iam:PutRolePolicy iam_role_policy
      kms:CreateAlias kms_alias
      kms:CreateKey kms_key
      lambda:AddPermission lambda_permission
      lambda:CreateFunction lambda_function
      lambda:CreateFunctionUrlConfig lambda_function_url
      logs:CreateLogGroup cloudwatch_log_group
      logs:PutMetricFilter cloudwatch_log_metric_filter
      rds:CreateDBCluster rds_cluster
      rds:CreateDBClusterParameterGroup rds_cluster_parameter_group
      rds:CreateDBInstance db_instance rds_cluster_instance
      rds:CreateDBParameterGroup db_parameter_group
      rds:CreateDBProxy db_proxy
      rds:CreateDBSubnetGroup db_subnet_group
      rds:ModifyDBProxyTargetGroup db_proxy_default_target_group
      rds:RegisterDBProxyTargets db_proxy_target
      route53:ChangeResourceRecordSets route53_record
      route53:CreateHealthCheck route53_health_check
      route53:CreateHostedZone route53_zone
      s3:CreateBucket s3_bucket
      s3:PutBucketLogging s3_bucket_logging
      s3:PutBucketOwnershipControls s3_bucket_ownership_controls
      s3:PutBucketPolicy s3_bucket_policy
      s3:PutBucketPublicAccessBlock s3_bucket_public_access_block
      s3:PutBucketVersioning s3_bucket_versioning
      s3:PutEncryptionConfiguration s3_bucket_server_side_encryption_configuration
      s3:PutLifecycleConfiguration s3_bucket_lifecycle_configuration
      s3:PutBucketObjectLockConfiguration s3_bucket_object_lock_configuration
      scheduler:CreateSchedule scheduler_schedule
      secretsmanager:CreateSecret secretsmanager_secret
      secretsmanager:PutSecretValue secretsmanager_secret_version
      servicediscovery:CreatePrivateDnsNamespace service_discovery_private_dns_namespace
      servicediscovery:CreateService service_discovery_service
      sns:CreateTopic sns_topic
      sns:SetTopicAttributes sns_topic_policy
      sns:Subscribe sns_topic_subscription
      sqs:CreateQueue sqs_queue
      sqs:SetQueueAttributes sqs_queue_policy sqs_queue_redrive_allow_policy
      wafv2:AssociateWebACL wafv2_web_acl_association
      wafv2:CreateWebACL wafv2_web_acl
      wafv2:PutLoggingConfiguration wafv2_web_acl_logging_configuration
      """;

  private static final Map<String, String> BY_TYPE = byType();

  private AwsPipelineRights() {}

  private static Map<String, String> byType() {
    Map<String, String> actions = new TreeMap<>();
    ACTIONS
        .lines()
        .forEach(line -> {
          List<String> words = List.of(line.split(" "));
          words.stream().skip(1).forEach(type -> actions.put("aws_" + type, words.getFirst()));
        });
    return actions;
  }

  /** What makes a resource of the type; empty where nothing is made, or nobody has entered it. */
  static Optional<String> action(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** What the main stack has and the pipeline's role may not make. */
  static List<Gap> missing(Output output) {
    List<Statement> rights = AwsPolicies.of(output, output.bootstrap(), DEPLOYER);
    if (rights.isEmpty()) {
      return List.of(
          new Gap(
              "terraform/bootstrap",
              "The pipeline's role may do nothing: " + DEPLOYER + " has no rights."));
    }
    List<Gap> gaps = new ArrayList<>();
    for (Resource resource : output.main().resources()) {
      if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
        action(resource.address().type())
            .filter(action -> rights.stream().noneMatch(s -> s.covers(action)))
            .ifPresent(action ->
                gaps.add(
                    new Gap(
                        Output.name(resource),
                        Output.name(resource)
                            + " takes "
                            + action
                            + ", which the pipeline's role does not have.")));
      }
    }
    return List.copyOf(gaps);
  }
}
