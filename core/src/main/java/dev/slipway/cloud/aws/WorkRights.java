package dev.slipway.cloud.aws;

import java.util.List;

/** What runs, what starts it and what is written by it need of the pipeline. */
final class WorkRights {

  private static final String APPLICATION_SCALING = "application-autoscaling";

  static final List<ServiceRights> ALL =
      List.of(
          ServiceRights.of("Containers", "ecs", "aws_ecs_")
              .reading("Describe*", "List*")
              .anywhere("DeregisterTaskDefinition", "RegisterTaskDefinition", "CreateCluster")
              .changing(
                  "CreateService",
                  "CreateTaskSet",
                  "UpdateCluster*",
                  "UpdateService*",
                  "UpdateTaskSet",
                  "DeleteCluster",
                  "DeleteService",
                  "DeleteTaskSet",
                  "PutClusterCapacityProviders",
                  "RunTask",
                  "StopTask",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:ecs:*:{account}:*/{slug}*")
              .passing("ecs-tasks.amazonaws.com", "ecs.amazonaws.com")
              .linking("ecs.amazonaws.com"),
          ServiceRights.of("Scaling", APPLICATION_SCALING, "aws_appautoscaling_")
              .reading("Describe*", "ListTagsForResource")
              .changing(
                  "RegisterScalableTarget",
                  "DeregisterScalableTarget",
                  "PutScalingPolicy",
                  "DeleteScalingPolicy",
                  "PutScheduledAction",
                  "DeleteScheduledAction",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:" + APPLICATION_SCALING + ":*:{account}:scalable-target/*")
              .linking(
                  "ecs.application-autoscaling.amazonaws.com",
                  "rds.application-autoscaling.amazonaws.com",
                  "lambda.application-autoscaling.amazonaws.com"),
          ServiceRights.of("Releases", "codedeploy", "aws_codedeploy_")
              .reading("Get*", "BatchGet*", "List*")
              .changing(
                  "Create*",
                  "Update*",
                  "Delete*",
                  "RegisterApplicationRevision",
                  "StopDeployment",
                  "ContinueDeployment",
                  "TagResource",
                  "UntagResource")
              .on(
                  "arn:aws:codedeploy:*:{account}:*:{slug}*",
                  "arn:aws:codedeploy:*:{account}:deploymentconfig:CodeDeployDefault.*")
              .passing("codedeploy.amazonaws.com")
              .running("ecs", "elasticloadbalancing", "lambda", "cloudwatch"),
          ServiceRights.of("Functions", "lambda", "aws_lambda_", "aws_lambda_function")
              .reading("Get*", "List*")
              .changing(
                  "Create*",
                  "Update*",
                  "Delete*",
                  "Put*",
                  "Add*",
                  "Remove*",
                  "Publish*",
                  "TagResource",
                  "UntagResource")
              .on(
                  "arn:aws:lambda:*:{account}:function:{slug}-*",
                  "arn:aws:lambda:*:{account}:event-source-mapping:*")
              .passing("lambda.amazonaws.com")
              .running("ec2", "xray"),
          ServiceRights.of("FunctionMappings", "lambda", "aws_lambda_event_source_mapping")
              .reading("Get*", "List*")
              .anywhere("CreateEventSourceMapping"),
          ServiceRights.of("FunctionImages", "ecr", "aws_lambda_function")
              .readingOwn("BatchGetImage", "GetDownloadUrlForLayer", "GetRepositoryPolicy")
              .on("arn:aws:ecr:*:*:repository/{slug}/*"),
          ServiceRights.of("Schedules", "scheduler", "aws_scheduler_")
              .reading("Get*", "List*")
              .changing("Create*", "Update*", "Delete*", "TagResource", "UntagResource")
              .on(
                  "arn:aws:scheduler:*:{account}:schedule/*/{slug}-*",
                  "arn:aws:scheduler:*:{account}:schedule-group/*")
              .passing("scheduler.amazonaws.com"),
          ServiceRights.of("Events", "events", "aws_cloudwatch_event_")
              .reading("Describe*", "List*")
              .changing(
                  "Put*",
                  "Remove*",
                  "Delete*",
                  "EnableRule",
                  "DisableRule",
                  "Create*",
                  "Update*",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:events:*:{account}:*/{slug}-*")
              .passing("events.amazonaws.com"),
          ServiceRights.of("Kubernetes", "eks", "aws_eks_")
              .reading("Describe*", "List*")
              .anywhere("CreateCluster")
              .changing(
                  "Create*",
                  "Update*",
                  "Delete*",
                  "Associate*",
                  "Disassociate*",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:eks:*:{account}:*/{slug}*")
              .passing("eks.amazonaws.com", "pods.eks.amazonaws.com", "ec2.amazonaws.com")
              .linking("eks.amazonaws.com", "eks-nodegroup.amazonaws.com")
              .running("ec2", "autoscaling", "elasticloadbalancing", "eks-auth"),
          ServiceRights.of("Logs", "logs", "aws_cloudwatch_log_")
              .reading("Describe*", "List*", "GetLogDelivery")
              .anywhere(
                  "PutResourcePolicy",
                  "DeleteResourcePolicy",
                  "CreateLogDelivery",
                  "UpdateLogDelivery",
                  "DeleteLogDelivery",
                  "PutQueryDefinition",
                  "DeleteQueryDefinition")
              .changing(
                  "CreateLogGroup",
                  "DeleteLogGroup",
                  "PutRetentionPolicy",
                  "DeleteRetentionPolicy",
                  "PutMetricFilter",
                  "DeleteMetricFilter",
                  "AssociateKmsKey",
                  "DisassociateKmsKey",
                  "TagLogGroup",
                  "UntagLogGroup",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:logs:*:{account}:log-group:*{slug}*"));

  private WorkRights() {}
}
