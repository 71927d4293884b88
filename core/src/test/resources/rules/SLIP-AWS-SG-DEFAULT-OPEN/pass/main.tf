variable "vpc" {
  type = string
}
resource "aws_default_security_group" "main" {
  vpc_id = var.vpc
}
