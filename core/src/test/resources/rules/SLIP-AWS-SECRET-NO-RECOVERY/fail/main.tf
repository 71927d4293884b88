resource "aws_secretsmanager_secret" "main" {
  name                    = "db"
  recovery_window_in_days = 0
}
