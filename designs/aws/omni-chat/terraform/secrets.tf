# In no state: there is another one in every run, and it is written with a new version only.
ephemeral "aws_secretsmanager_random_password" "main" {
  password_length = 40
  # It stands in connection strings, where punctuation has a meaning.
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "main_login" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:the password is renewed by raising its version; renewing it without the workloads would lock them out
  name                    = "omni-chat-main-login"
  description             = "Login of main."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "main_login" {
  secret_id = aws_secretsmanager_secret.main_login.id
  secret_string_wo = jsonencode({
    username               = "app"
    password               = ephemeral.aws_secretsmanager_random_password.main.random_password
    host                   = aws_db_instance.main.address
    port                   = 5432
    dbname                 = "omni_chat"
    url_postgresql_asyncpg = "postgresql+asyncpg://app:${ephemeral.aws_secretsmanager_random_password.main.random_password}@${aws_db_instance.main.address}:5432/omni_chat?ssl=require"
  })
  secret_string_wo_version = var.main_password_version
}

# In no state: there is another one in every run, and it is written with a new version only.
ephemeral "aws_secretsmanager_random_password" "cache" {
  password_length = 40
  # It stands in connection strings, where punctuation has a meaning.
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "cache_login" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:the password is renewed by raising its version; renewing it without the workloads would lock them out
  name                    = "omni-chat-cache-login"
  description             = "Login of cache."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "cache_login" {
  secret_id = aws_secretsmanager_secret.cache_login.id
  secret_string_wo = jsonencode({
    username          = "app"
    password          = ephemeral.aws_secretsmanager_random_password.cache.random_password
    host              = aws_elasticache_replication_group.cache.primary_endpoint_address
    port              = 6379
    dbname            = "0"
    url_rediss_python = "rediss://app:${ephemeral.aws_secretsmanager_random_password.cache.random_password}@${aws_elasticache_replication_group.cache.primary_endpoint_address}:6379/0?ssl_cert_reqs=required"
  })
  secret_string_wo_version = var.cache_password_version
}

# Created empty; a person gives it its value before its readers can start.
resource "aws_secretsmanager_secret" "anthropic_api_key" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:others issue it, so no function here could renew it; a reminder is sent instead
  name                    = "omni-chat-anthropic-api-key"
  description             = "key for api.anthropic.com."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

# Created empty; a person gives it its value before its readers can start.
resource "aws_secretsmanager_secret" "google_api_key" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:others issue it, so no function here could renew it; a reminder is sent instead
  name                    = "omni-chat-google-api-key"
  description             = "key for generativelanguage.googleapis.com."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

# Created empty; a person gives it its value before its readers can start.
resource "aws_secretsmanager_secret" "openai_api_key" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:others issue it, so no function here could renew it; a reminder is sent instead
  name                    = "omni-chat-openai-api-key"
  description             = "key for api.openai.com."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

data "aws_iam_policy_document" "secret_reminders_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "secret_reminders" {
  name                 = "omni-chat-secret-reminders"
  assume_role_policy   = data.aws_iam_policy_document.secret_reminders_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

data "aws_iam_policy_document" "secret_reminders" {
  statement {
    sid       = "Publish"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts_warning.arn]
  }
}

resource "aws_iam_role_policy" "secret_reminders" {
  name   = "publish"
  role   = aws_iam_role.secret_reminders.id
  policy = data.aws_iam_policy_document.secret_reminders.json
}

resource "aws_scheduler_schedule" "anthropic_api_key_renewal" {
  # checkov:skip=CKV_AWS_297:it holds the name of a secret and nothing of its value
  name                = "omni-chat-anthropic-api-key-renewal"
  schedule_expression = "rate(90 days)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sns_topic.alerts_warning.arn
    role_arn = aws_iam_role.secret_reminders.arn
    input    = "omni-chat ${var.environment}: the secret omni-chat-anthropic-api-key is to be renewed. It is as old as it may become; nothing is broken. Runbook: docs/infrastructure/RUNBOOK.md#secrets"
  }
}

resource "aws_scheduler_schedule" "google_api_key_renewal" {
  # checkov:skip=CKV_AWS_297:it holds the name of a secret and nothing of its value
  name                = "omni-chat-google-api-key-renewal"
  schedule_expression = "rate(90 days)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sns_topic.alerts_warning.arn
    role_arn = aws_iam_role.secret_reminders.arn
    input    = "omni-chat ${var.environment}: the secret omni-chat-google-api-key is to be renewed. It is as old as it may become; nothing is broken. Runbook: docs/infrastructure/RUNBOOK.md#secrets"
  }
}

resource "aws_scheduler_schedule" "openai_api_key_renewal" {
  # checkov:skip=CKV_AWS_297:it holds the name of a secret and nothing of its value
  name                = "omni-chat-openai-api-key-renewal"
  schedule_expression = "rate(90 days)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sns_topic.alerts_warning.arn
    role_arn = aws_iam_role.secret_reminders.arn
    input    = "omni-chat ${var.environment}: the secret omni-chat-openai-api-key is to be renewed. It is as old as it may become; nothing is broken. Runbook: docs/infrastructure/RUNBOOK.md#secrets"
  }
}
