data "aws_iam_policy_document" "planner" {
  # What is there and how it is set, and nothing of what is in it.
  # checkov:skip=CKV_AWS_356:these actions tell shapes, and most know no narrower resource
  statement {
    sid = "Shapes"
    actions = [
      "application-autoscaling:Describe*",
      "application-autoscaling:ListTagsForResource",
      "cloudfront:Describe*",
      "cloudfront:Get*",
      "cloudfront:List*",
      "cloudwatch:Describe*",
      "cloudwatch:GetDashboard",
      "cloudwatch:ListDashboards",
      "cloudwatch:ListTagsForResource",
      "codedeploy:BatchGet*",
      "codedeploy:Get*",
      "codedeploy:List*",
      "ec2:Describe*",
      "ec2:GetManagedPrefixListEntries",
      "ec2:GetSecurityGroupsForVpc",
      "ecs:Describe*",
      "ecs:List*",
      "elasticloadbalancing:Describe*",
      "events:Describe*",
      "events:List*",
      "logs:Describe*",
      "logs:GetLogDelivery",
      "logs:List*",
      "rds:Describe*",
      "rds:List*",
      "route53:Get*",
      "route53:List*",
      "secretsmanager:GetRandomPassword",
      "secretsmanager:ListSecrets",
      "sns:Get*",
      "sns:List*",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ListQueueTags",
    ]
    resources = ["*"]
  }
  statement {
    sid = "OwnSecrets"
    actions = [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetResourcePolicy",
      "secretsmanager:ListSecretVersionIds",
    ]
    resources = ["arn:aws:secretsmanager:*:${var.account_id}:secret:relay-*"]
  }
  statement {
    sid       = "OwnRoles"
    actions   = ["iam:Get*", "iam:List*"]
    resources = ["arn:aws:iam::${var.account_id}:role/relay-*", "arn:aws:iam::aws:policy/*"]
  }

  # The provider reads back what it wrote, although no state keeps it. The databases behind are in a network that nobody enters with these alone.
  statement {
    sid       = "Logins"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:*:${var.account_id}:secret:relay-main-login-??????"]
  }
}

resource "aws_iam_policy" "planner" {
  name   = "relay-pipeline-reading"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.planner.json
}

resource "aws_iam_role_policy_attachment" "planner_reading" {
  role       = aws_iam_role.planner.name
  policy_arn = aws_iam_policy.planner.arn
}

resource "aws_iam_role_policy_attachment" "deployer_reading" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.planner.arn
}

data "aws_iam_policy_document" "deployer_network" {
  # AWS names these itself, so a name cannot narrow them; the account holds this environment only.
  # checkov:skip=CKV_AWS_109:AWS names these itself
  # checkov:skip=CKV_AWS_111:AWS names these itself
  # checkov:skip=CKV_AWS_356:AWS names these itself
  statement {
    sid = "NetworkAnywhere"
    actions = [
      "ec2:*Vpc*",
      "ec2:*Subnet*",
      "ec2:*Route*",
      "ec2:*InternetGateway*",
      "ec2:*NatGateway*",
      "ec2:*Address*",
      "ec2:*SecurityGroup*",
      "ec2:*NetworkAcl*",
      "ec2:*NetworkInterface*",
      "ec2:*FlowLogs",
      "ec2:CreateTags",
      "ec2:DeleteTags",
    ]
    resources = ["*"]
  }
  statement {
    sid = "LoadBalancer"
    actions = [
      "elasticloadbalancing:Create*",
      "elasticloadbalancing:Delete*",
      "elasticloadbalancing:Modify*",
      "elasticloadbalancing:Set*",
      "elasticloadbalancing:Add*",
      "elasticloadbalancing:Remove*",
      "elasticloadbalancing:Register*",
      "elasticloadbalancing:Deregister*",
    ]
    resources = ["arn:aws:elasticloadbalancing:*:${var.account_id}:*/relay-*"]
  }

  # AWS names these itself, so a name cannot narrow them; the account holds this environment only.
  # checkov:skip=CKV_AWS_109:AWS names these itself
  # checkov:skip=CKV_AWS_111:AWS names these itself
  # checkov:skip=CKV_AWS_356:AWS names these itself
  statement {
    sid       = "DnsAnywhere"
    actions   = ["route53:CreateHostedZone", "route53:CreateHealthCheck"]
    resources = ["*"]
  }
  statement {
    sid = "Dns"
    actions = [
      "route53:ChangeResourceRecordSets",
      "route53:ChangeTagsForResource",
      "route53:DeleteHostedZone",
      "route53:UpdateHostedZoneComment",
      "route53:UpdateHealthCheck",
      "route53:DeleteHealthCheck",
    ]
    resources = ["arn:aws:route53:::hostedzone/*", "arn:aws:route53:::healthcheck/*"]
  }
  statement {
    sid = "ContentDelivery"
    actions = [
      "cloudfront:Create*",
      "cloudfront:Update*",
      "cloudfront:Delete*",
      "cloudfront:TagResource",
      "cloudfront:UntagResource",
    ]
    resources = ["arn:aws:cloudfront::${var.account_id}:*"]
  }
}

resource "aws_iam_policy" "deployer_network" {
  name   = "relay-pipeline-network"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.deployer_network.json
}

resource "aws_iam_role_policy_attachment" "deployer_network" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_network.arn
}

data "aws_iam_policy_document" "deployer_work" {
  # AWS names these itself, so a name cannot narrow them; the account holds this environment only.
  # checkov:skip=CKV_AWS_109:AWS names these itself
  # checkov:skip=CKV_AWS_111:AWS names these itself
  # checkov:skip=CKV_AWS_356:AWS names these itself
  statement {
    sid       = "ContainersAnywhere"
    actions   = ["ecs:DeregisterTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:CreateCluster"]
    resources = ["*"]
  }
  statement {
    sid = "Containers"
    actions = [
      "ecs:CreateService",
      "ecs:CreateTaskSet",
      "ecs:UpdateCluster*",
      "ecs:UpdateService*",
      "ecs:UpdateTaskSet",
      "ecs:DeleteCluster",
      "ecs:DeleteService",
      "ecs:DeleteTaskSet",
      "ecs:PutClusterCapacityProviders",
      "ecs:RunTask",
      "ecs:StopTask",
      "ecs:TagResource",
      "ecs:UntagResource",
    ]
    resources = ["arn:aws:ecs:*:${var.account_id}:*/relay*"]
  }
  statement {
    sid = "Scaling"
    actions = [
      "application-autoscaling:RegisterScalableTarget",
      "application-autoscaling:DeregisterScalableTarget",
      "application-autoscaling:PutScalingPolicy",
      "application-autoscaling:DeleteScalingPolicy",
      "application-autoscaling:PutScheduledAction",
      "application-autoscaling:DeleteScheduledAction",
      "application-autoscaling:TagResource",
      "application-autoscaling:UntagResource",
    ]
    resources = ["arn:aws:application-autoscaling:*:${var.account_id}:scalable-target/*"]
  }
  statement {
    sid = "Releases"
    actions = [
      "codedeploy:Create*",
      "codedeploy:Update*",
      "codedeploy:Delete*",
      "codedeploy:RegisterApplicationRevision",
      "codedeploy:StopDeployment",
      "codedeploy:ContinueDeployment",
      "codedeploy:TagResource",
      "codedeploy:UntagResource",
    ]
    resources = [
      "arn:aws:codedeploy:*:${var.account_id}:*:relay*",
      "arn:aws:codedeploy:*:${var.account_id}:deploymentconfig:CodeDeployDefault.*",
    ]
  }
  statement {
    sid = "Events"
    actions = [
      "events:Put*",
      "events:Remove*",
      "events:Delete*",
      "events:EnableRule",
      "events:DisableRule",
      "events:Create*",
      "events:Update*",
      "events:TagResource",
      "events:UntagResource",
    ]
    resources = ["arn:aws:events:*:${var.account_id}:*/relay-*"]
  }

  # AWS names these itself, so a name cannot narrow them; the account holds this environment only.
  # checkov:skip=CKV_AWS_109:AWS names these itself
  # checkov:skip=CKV_AWS_111:AWS names these itself
  # checkov:skip=CKV_AWS_356:AWS names these itself
  statement {
    sid = "LogsAnywhere"
    actions = [
      "logs:PutResourcePolicy",
      "logs:DeleteResourcePolicy",
      "logs:CreateLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:PutQueryDefinition",
      "logs:DeleteQueryDefinition",
    ]
    resources = ["*"]
  }
  statement {
    sid = "Logs"
    actions = [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:PutRetentionPolicy",
      "logs:DeleteRetentionPolicy",
      "logs:PutMetricFilter",
      "logs:DeleteMetricFilter",
      "logs:AssociateKmsKey",
      "logs:DisassociateKmsKey",
      "logs:TagLogGroup",
      "logs:UntagLogGroup",
      "logs:TagResource",
      "logs:UntagResource",
    ]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:*relay*"]
  }
}

resource "aws_iam_policy" "deployer_work" {
  name   = "relay-pipeline-work"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.deployer_work.json
}

resource "aws_iam_role_policy_attachment" "deployer_work" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_work.arn
}

data "aws_iam_policy_document" "deployer_data" {
  statement {
    sid = "Databases"
    actions = [
      "rds:Create*",
      "rds:Modify*",
      "rds:Delete*",
      "rds:Add*",
      "rds:Remove*",
      "rds:Reboot*",
      "rds:Reset*",
      "rds:Restore*",
      "rds:Register*",
      "rds:Deregister*",
      "rds:Promote*",
    ]
    resources = [
      "arn:aws:rds:*:${var.account_id}:*:relay-*",
      "arn:aws:rds:*:${var.account_id}:*:default*",
      "arn:aws:rds:*:${var.account_id}:db-proxy:*",
      "arn:aws:rds:*:${var.account_id}:target-group:*",
      "arn:aws:rds:*:${var.account_id}:auto-backup:*",
    ]
  }
  statement {
    sid = "Topics"
    actions = [
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:Unsubscribe",
      "sns:SetSubscriptionAttributes",
      "sns:TagResource",
      "sns:UntagResource",
    ]
    resources = ["arn:aws:sns:*:${var.account_id}:relay-*"]
  }
  statement {
    sid = "Queues"
    actions = [
      "sqs:CreateQueue",
      "sqs:DeleteQueue",
      "sqs:SetQueueAttributes",
      "sqs:TagQueue",
      "sqs:UntagQueue",
    ]
    resources = ["arn:aws:sqs:*:${var.account_id}:relay-*"]
  }
  statement {
    sid = "Secrets"
    actions = [
      "secretsmanager:CreateSecret",
      "secretsmanager:DeleteSecret",
      "secretsmanager:RestoreSecret",
      "secretsmanager:UpdateSecret",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
      "secretsmanager:PutResourcePolicy",
      "secretsmanager:DeleteResourcePolicy",
      "secretsmanager:ReplicateSecretToRegions",
      "secretsmanager:RemoveRegionsFromReplication",
      "secretsmanager:TagResource",
      "secretsmanager:UntagResource",
    ]
    resources = ["arn:aws:secretsmanager:*:${var.account_id}:secret:relay-*"]
  }
}

resource "aws_iam_policy" "deployer_data" {
  name   = "relay-pipeline-data"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.deployer_data.json
}

resource "aws_iam_role_policy_attachment" "deployer_data" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_data.arn
}

data "aws_iam_policy_document" "deployer_operations" {
  statement {
    sid = "Alarms"
    actions = [
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:PutCompositeAlarm",
      "cloudwatch:DeleteAlarms",
      "cloudwatch:PutDashboard",
      "cloudwatch:DeleteDashboards",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ]
    resources = [
      "arn:aws:cloudwatch:*:${var.account_id}:alarm:relay-*",
      "arn:aws:cloudwatch::${var.account_id}:dashboard/relay*",
    ]
  }
}

resource "aws_iam_policy" "deployer_operations" {
  name   = "relay-pipeline-operations"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.deployer_operations.json
}

resource "aws_iam_role_policy_attachment" "deployer_operations" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_operations.arn
}

# Roles only under the project's name and within the boundary, so that it cannot make one that may do more than itself.
data "aws_iam_policy_document" "deployer_identity" {
  statement {
    sid = "MakeRolesWithinTheBoundary"
    actions = [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
    ]
    resources = ["arn:aws:iam::${var.account_id}:role/relay-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = ["arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"]
    }
  }
  statement {
    sid = "ChangeRoles"
    actions = [
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ]
    resources = ["arn:aws:iam::${var.account_id}:role/relay-*"]
  }
  statement {
    sid       = "HandRolesToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${var.account_id}:role/relay-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values = [
        "codedeploy.amazonaws.com",
        "ecs-tasks.amazonaws.com",
        "ecs.amazonaws.com",
        "events.amazonaws.com",
        "monitoring.rds.amazonaws.com",
        "rds.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
      ]
    }
  }
  statement {
    sid       = "LetAwsMakeItsOwnRoles"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["arn:aws:iam::${var.account_id}:role/aws-service-role/*"]

    condition {
      test     = "StringEquals"
      variable = "iam:AWSServiceName"
      values = [
        "ecs.amazonaws.com",
        "ecs.application-autoscaling.amazonaws.com",
        "elasticloadbalancing.amazonaws.com",
        "lambda.application-autoscaling.amazonaws.com",
        "rds.amazonaws.com",
        "rds.application-autoscaling.amazonaws.com",
        "vpcorigin.cloudfront.amazonaws.com",
      ]
    }
  }
}

resource "aws_iam_policy" "deployer_identity" {
  name   = "relay-pipeline-identity"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.deployer_identity.json
}

resource "aws_iam_role_policy_attachment" "deployer_identity" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer_identity.arn
}

# The most that any role of the main stack can do: what the design uses, never IAM.
data "aws_iam_policy_document" "boundary" {
  # checkov:skip=CKV_AWS_107:a limit grants nothing; each role's own policies do, by name
  # checkov:skip=CKV_AWS_108:a limit grants nothing; each role's own policies do, by name
  # checkov:skip=CKV_AWS_109:a limit grants nothing; each role's own policies do, by name
  # checkov:skip=CKV_AWS_110:a limit grants nothing; each role's own policies do, by name
  # checkov:skip=CKV_AWS_111:a limit grants nothing; each role's own policies do, by name
  # checkov:skip=CKV_AWS_356:a limit grants nothing; each role's own policies do, by name
  statement {
    sid = "UsedServices"
    actions = [
      "application-autoscaling:*",
      "cloudfront:*",
      "cloudwatch:*",
      "codedeploy:*",
      "ec2:*NetworkInterface*",
      "ec2:*PrivateIpAddresses",
      "ec2:CreateTags",
      "ec2:Describe*",
      "ecr:*",
      "ecs:*",
      "elasticloadbalancing:*",
      "events:*",
      "kms:*",
      "lambda:*",
      "logs:*",
      "rds:*",
      "route53:*",
    ]
    resources = ["*"]
  }
  statement {
    sid       = "OwnTopics"
    actions   = ["sns:*"]
    resources = ["arn:aws:sns:*:${var.account_id}:relay-*"]
  }
  statement {
    sid       = "OwnQueues"
    actions   = ["sqs:*"]
    resources = ["arn:aws:sqs:*:${var.account_id}:relay-*"]
  }
  statement {
    sid       = "OwnSecrets"
    actions   = ["secretsmanager:*"]
    resources = ["arn:aws:secretsmanager:*:${var.account_id}:secret:relay-*"]
  }
  statement {
    sid       = "HandRolesToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${var.account_id}:role/relay-*"]
  }
}

resource "aws_iam_policy" "boundary" {
  name   = "relay-boundary"
  path   = "/pipeline/"
  policy = data.aws_iam_policy_document.boundary.json
}

data "aws_iam_policy_document" "planner_state" {
  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.terraform_state.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["main/*"]
    }
  }

  # It plans without a lock, since it cannot write one.
  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.terraform_state.arn}/main/*"]
  }
}

resource "aws_iam_role_policy" "planner_state" {
  name   = "state"
  role   = aws_iam_role.planner.id
  policy = data.aws_iam_policy_document.planner_state.json
}

data "aws_iam_policy_document" "deployer_state" {
  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.terraform_state.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["main/*"]
    }
  }
  statement {
    sid       = "WriteState"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.terraform_state.arn}/main/*"]
  }
  statement {
    sid       = "Unlock"
    actions   = ["s3:DeleteObject"]
    resources = ["${aws_s3_bucket.terraform_state.arn}/main/*.tflock"]
  }

  # Its name begins like those that the pipeline may change.
  statement {
    sid    = "LeaveTheBucketAsItIs"
    effect = "Deny"
    actions = [
      "s3:CreateBucket",
      "s3:DeleteBucket*",
      "s3:PutBucket*",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
      "s3:PutReplicationConfiguration",
    ]
    resources = [aws_s3_bucket.terraform_state.arn]
  }
}

# The main stack's state, not the bootstrap's.
resource "aws_iam_role_policy" "deployer_state" {
  name   = "state"
  role   = aws_iam_role.deployer.id
  policy = data.aws_iam_policy_document.deployer_state.json
}
