variable "vpc" {
  type = string
}
resource "aws_default_security_group" "main" {
  vpc_id = var.vpc
  ingress {
    protocol  = "-1"
    self      = true
    from_port = 0
    to_port   = 0
  }
}
