resource "aws_lb" "main" {
  name               = "web"
  load_balancer_type = "application"
}
