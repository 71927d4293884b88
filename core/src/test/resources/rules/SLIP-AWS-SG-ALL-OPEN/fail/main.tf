variable "vpc" {
  type = string
}
resource "aws_security_group" "main" {
  name   = "web"
  vpc_id = var.vpc
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
