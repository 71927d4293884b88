variable "password" {
  type = string
}
resource "aws_ssm_parameter" "main" {
  name  = "/shop/db_password"
  type  = "SecureString"
  value = var.password
}
