resource "aws_cloudwatch_log_group" "main" {
  name = "/shop/api"
}
