resource "aws_ecs_task_definition" "main" {
  family = "api"
  container_definitions = jsonencode([{
    name       = "api"
    image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:1.4.2"
    privileged = true
  }])
}
