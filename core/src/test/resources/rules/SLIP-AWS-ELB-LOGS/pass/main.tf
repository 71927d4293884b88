resource "aws_lb" "main" {
  name               = "web"
  load_balancer_type = "application"
  subnets            = ["subnet-1", "subnet-2"]
  access_logs {
    bucket  = "acme-logs"
    enabled = true
  }
}
