resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = [80, 443]
  }
}
