variable "password" {
  type      = string
  sensitive = true
}
resource "aws_secretsmanager_secret_version" "main" {
  secret_id     = "db"
  secret_string = var.password
}
