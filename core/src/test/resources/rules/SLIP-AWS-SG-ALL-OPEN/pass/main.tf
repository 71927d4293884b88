variable "vpc" {
  type = string
}
resource "aws_security_group" "main" {
  name   = "web"
  vpc_id = var.vpc
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
