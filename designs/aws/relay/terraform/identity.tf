data "aws_iam_policy_document" "task_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "api_task" {
  name                 = "relay-api-task"
  description          = "What the code of api may do."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
}

data "aws_iam_policy_document" "api_task" {
  statement {
    sid       = "EventsPublish"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.events.arn]
  }
}

resource "aws_iam_role_policy" "api_task" {
  name   = "rights"
  role   = aws_iam_role.api_task.id
  policy = data.aws_iam_policy_document.api_task.json
}

resource "aws_iam_role" "api_execution" {
  name                 = "relay-api-execution"
  description          = "What ECS may do to start api."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
}

data "aws_iam_policy_document" "api_execution" {
  statement {
    sid       = "LogInToRegistries"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:*:*:repository/relay/api"]
  }
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/ecs/relay/api:*"]
  }
  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.api_token.arn, aws_secretsmanager_secret.main_login.arn]
  }
}

resource "aws_iam_role_policy" "api_execution" {
  name   = "rights"
  role   = aws_iam_role.api_execution.id
  policy = data.aws_iam_policy_document.api_execution.json
}

resource "aws_iam_role" "api_migrate_task" {
  name                 = "relay-api-migrate-task"
  description          = "What the code of api-migrate may do."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
}

resource "aws_iam_role" "api_migrate_execution" {
  name                 = "relay-api-migrate-execution"
  description          = "What ECS may do to start api-migrate."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
}

data "aws_iam_policy_document" "api_migrate_execution" {
  statement {
    sid       = "LogInToRegistries"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:*:*:repository/relay/api"]
  }
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/ecs/relay/api-migrate:*"]
  }
  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.main_login.arn]
  }
}

resource "aws_iam_role_policy" "api_migrate_execution" {
  name   = "rights"
  role   = aws_iam_role.api_migrate_execution.id
  policy = data.aws_iam_policy_document.api_migrate_execution.json
}

resource "aws_iam_role" "worker_task" {
  name                 = "relay-worker-task"
  description          = "What the code of worker may do."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
}

data "aws_iam_policy_document" "worker_task" {
  statement {
    sid = "EventsWorkerSubscribe"
    actions = [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ReceiveMessage",
    ]
    resources = [aws_sqs_queue.events_worker.arn]
  }
}

resource "aws_iam_role_policy" "worker_task" {
  name   = "rights"
  role   = aws_iam_role.worker_task.id
  policy = data.aws_iam_policy_document.worker_task.json
}

resource "aws_iam_role" "worker_execution" {
  name                 = "relay-worker-execution"
  description          = "What ECS may do to start worker."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
}

data "aws_iam_policy_document" "worker_execution" {
  statement {
    sid       = "LogInToRegistries"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:*:*:repository/relay/worker"]
  }
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/ecs/relay/worker:*"]
  }
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.main_login.arn,
      aws_secretsmanager_secret.webhook_signing_secret.arn,
    ]
  }
}

resource "aws_iam_role_policy" "worker_execution" {
  name   = "rights"
  role   = aws_iam_role.worker_execution.id
  policy = data.aws_iam_policy_document.worker_execution.json
}
