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

resource "aws_iam_role" "backend_task" {
  name                 = "omni-chat-backend-task"
  description          = "What the code of backend may do."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

resource "aws_iam_role" "backend_execution" {
  name                 = "omni-chat-backend-execution"
  description          = "What ECS may do to start backend."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

data "aws_iam_policy_document" "backend_execution" {
  statement {
    sid       = "LogInToRegistries"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:*:*:repository/omni-chat/backend"]
  }
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/ecs/omni-chat/backend:*"]
  }
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.anthropic_api_key.arn,
      aws_secretsmanager_secret.cache_login.arn,
      aws_secretsmanager_secret.google_api_key.arn,
      aws_secretsmanager_secret.main_login.arn,
      aws_secretsmanager_secret.openai_api_key.arn,
    ]
  }
}

resource "aws_iam_role_policy" "backend_execution" {
  name   = "rights"
  role   = aws_iam_role.backend_execution.id
  policy = data.aws_iam_policy_document.backend_execution.json
}

resource "aws_iam_role" "backend_migrate_task" {
  name                 = "omni-chat-backend-migrate-task"
  description          = "What the code of backend-migrate may do."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

resource "aws_iam_role" "backend_migrate_execution" {
  name                 = "omni-chat-backend-migrate-execution"
  description          = "What ECS may do to start backend-migrate."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

data "aws_iam_policy_document" "backend_migrate_execution" {
  statement {
    sid       = "LogInToRegistries"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:*:*:repository/omni-chat/backend"]
  }
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/ecs/omni-chat/backend-migrate:*"]
  }
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.anthropic_api_key.arn,
      aws_secretsmanager_secret.cache_login.arn,
      aws_secretsmanager_secret.google_api_key.arn,
      aws_secretsmanager_secret.main_login.arn,
      aws_secretsmanager_secret.openai_api_key.arn,
    ]
  }
}

resource "aws_iam_role_policy" "backend_migrate_execution" {
  name   = "rights"
  role   = aws_iam_role.backend_migrate_execution.id
  policy = data.aws_iam_policy_document.backend_migrate_execution.json
}

resource "aws_iam_role" "frontend_task" {
  name                 = "omni-chat-frontend-task"
  description          = "What the code of frontend may do."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

resource "aws_iam_role" "frontend_execution" {
  name                 = "omni-chat-frontend-execution"
  description          = "What ECS may do to start frontend."
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

data "aws_iam_policy_document" "frontend_execution" {
  statement {
    sid       = "LogInToRegistries"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:*:*:repository/omni-chat/frontend"]
  }
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/ecs/omni-chat/frontend:*"]
  }
}

resource "aws_iam_role_policy" "frontend_execution" {
  name   = "rights"
  role   = aws_iam_role.frontend_execution.id
  policy = data.aws_iam_policy_document.frontend_execution.json
}
