resource "aws_lb" "main" {
  name               = "web"
  load_balancer_type = "application"
  access_logs {
    bucket  = "acme-logs"
    enabled = true
  }
}
