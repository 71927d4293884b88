# In no state: there is another one in every run, and it is written with a new version only.
ephemeral "aws_secretsmanager_random_password" "main" {
  password_length = 40
  # It stands in connection strings, where punctuation has a meaning.
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "main_login" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:the password is renewed by raising its version; renewing it without the workloads would lock them out
  name                    = "relay-main-login"
  description             = "Login of main."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "main_login" {
  secret_id = aws_secretsmanager_secret.main_login.id
  secret_string_wo = jsonencode({
    username       = "app"
    password       = ephemeral.aws_secretsmanager_random_password.main.random_password
    host           = aws_db_instance.main.address
    port           = 5432
    dbname         = "relay"
    url_postgresql = "postgresql://app:${ephemeral.aws_secretsmanager_random_password.main.random_password}@${aws_db_instance.main.address}:5432/relay?sslmode=require"
  })
  secret_string_wo_version = var.main_password_version
}

# Created empty; a person gives it its value before its readers can start.
resource "aws_secretsmanager_secret" "api_token" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:others issue it, so no function here could renew it; a reminder is sent instead
  name                    = "relay-api-token"
  description             = "API_TOKEN of api."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

# Created empty; a person gives it its value before its readers can start.
resource "aws_secretsmanager_secret" "webhook_signing_secret" {
  # checkov:skip=CKV_AWS_149:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_57:others issue it, so no function here could renew it; a reminder is sent instead
  name                    = "relay-webhook-signing-secret"
  description             = "WEBHOOK_SIGNING_SECRET of worker."
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}
