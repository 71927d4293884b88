resource "aws_cloudwatch_log_group" "api" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/ecs/relay/api"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "api_migrate" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/ecs/relay/api-migrate"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "worker" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/ecs/relay/worker"
  retention_in_days = 30
}
