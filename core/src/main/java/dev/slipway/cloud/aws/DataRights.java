package dev.slipway.cloud.aws;

import java.util.List;

/** What keeps data needs of the pipeline: to shape it, and never to look into it. */
final class DataRights {

  static final List<ServiceRights> ALL =
      List.of(
          ServiceRights.of("Databases", "rds", "aws_db_", "aws_rds_")
              .reading("Describe*", "List*")
              .changing(
                  "Create*",
                  "Modify*",
                  "Delete*",
                  "Add*",
                  "Remove*",
                  "Reboot*",
                  "Reset*",
                  "Restore*",
                  "Register*",
                  "Deregister*",
                  "Promote*")
              .on(
                  "arn:aws:rds:*:{account}:*:{slug}-*",
                  "arn:aws:rds:*:{account}:*:default*",
                  "arn:aws:rds:*:{account}:db-proxy:*",
                  "arn:aws:rds:*:{account}:target-group:*",
                  "arn:aws:rds:*:{account}:auto-backup:*")
              .passing("rds.amazonaws.com", "monitoring.rds.amazonaws.com")
              .linking("rds.amazonaws.com"),
          ServiceRights.of("Caches", "elasticache", "aws_elasticache_")
              .reading("Describe*", "List*")
              .changing(
                  "Create*", "Modify*", "Delete*", "Add*", "Remove*", "Increase*", "Decrease*")
              .on(
                  "arn:aws:elasticache:*:{account}:*:{slug}-*",
                  "arn:aws:elasticache:*:{account}:*:default*")
              .linking("elasticache.amazonaws.com"),
          ServiceRights.of("Formations", "cloudformation", "aws_cloudformation_")
              .reading("Describe*", "List*", "GetTemplate")
              .changing("CreateStack", "UpdateStack", "DeleteStack", "TagResource", "UntagResource")
              .on("arn:aws:cloudformation:*:{account}:stack/{slug}-*/*"),
          ServiceRights.of("Tables", "dynamodb", "aws_dynamodb_")
              .reading("Describe*", "List*")
              .changing(
                  "CreateTable",
                  "UpdateTable",
                  "DeleteTable",
                  "UpdateContinuousBackups",
                  "UpdateTimeToLive",
                  "CreateTableReplica",
                  "DeleteTableReplica",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:dynamodb:*:{account}:table/{slug}-*")
              .linking("replication.dynamodb.amazonaws.com"),
          ServiceRights.of("Buckets", "s3", "aws_s3_")
              .readingOwn(
                  "GetBucket*",
                  "GetEncryptionConfiguration",
                  "GetLifecycleConfiguration",
                  "GetReplicationConfiguration",
                  "GetAccelerateConfiguration",
                  "GetInventoryConfiguration",
                  "GetMetricsConfiguration",
                  "GetIntelligentTieringConfiguration",
                  "ListBucket",
                  "ListTagsForResource")
              .changing(
                  "CreateBucket",
                  "DeleteBucket",
                  "PutBucket*",
                  "DeleteBucketPolicy",
                  "PutEncryptionConfiguration",
                  "PutLifecycleConfiguration",
                  "PutReplicationConfiguration",
                  "PutAccelerateConfiguration",
                  "PutIntelligentTieringConfiguration",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:s3:::{slug}-*")
              .passing("s3.amazonaws.com"),
          ServiceRights.of("Topics", "sns", "aws_sns_")
              .reading("Get*", "List*")
              .changing(
                  "CreateTopic",
                  "DeleteTopic",
                  "SetTopicAttributes",
                  "Subscribe",
                  "Unsubscribe",
                  "SetSubscriptionAttributes",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:sns:*:{account}:{slug}-*"),
          ServiceRights.of("Queues", "sqs", "aws_sqs_")
              .reading("GetQueueAttributes", "GetQueueUrl", "ListQueueTags")
              .changing(
                  "CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue")
              .on("arn:aws:sqs:*:{account}:{slug}-*"),
          ServiceRights.of("Secrets", "secretsmanager", "aws_secretsmanager_")
              .reading("GetRandomPassword", "ListSecrets")
              .readingOwn("DescribeSecret", "GetResourcePolicy", "ListSecretVersionIds")
              .changing(
                  "CreateSecret",
                  "DeleteSecret",
                  "RestoreSecret",
                  "UpdateSecret",
                  "PutSecretValue",
                  "UpdateSecretVersionStage",
                  "PutResourcePolicy",
                  "DeleteResourcePolicy",
                  "ReplicateSecretToRegions",
                  "RemoveRegionsFromReplication",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:secretsmanager:*:{account}:secret:{slug}-*"),
          ServiceRights.of("Keys", "kms", "aws_kms_")
              .reading("Describe*", "Get*", "List*")
              .anywhere("CreateKey")
              .changing(
                  "CreateAlias",
                  "UpdateAlias",
                  "DeleteAlias",
                  "PutKeyPolicy",
                  "EnableKey*",
                  "DisableKey*",
                  "UpdateKeyDescription",
                  "ReplicateKey",
                  "ScheduleKeyDeletion",
                  "CancelKeyDeletion",
                  "TagResource",
                  "UntagResource")
              .on("arn:aws:kms:*:{account}:key/*", "arn:aws:kms:*:{account}:alias/{slug}*"),
          ServiceRights.of("Backups", "backup", "aws_backup_")
              .reading("Describe*", "Get*", "List*")
              .anywhere("backup-storage:MountCapsule")
              .changing("Create*", "Update*", "Delete*", "Put*", "TagResource", "UntagResource")
              .on(
                  "arn:aws:backup:*:{account}:backup-vault:{slug}*",
                  "arn:aws:backup:*:{account}:backup-plan:*")
              .passing("backup.amazonaws.com")
              .linking("backup.amazonaws.com")
              .running("backup-storage", "tag", "ec2", "events", "cloudwatch"));

  private DataRights() {}
}
