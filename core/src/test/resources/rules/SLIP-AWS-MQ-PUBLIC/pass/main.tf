variable "password" {
  type      = string
  sensitive = true
}
resource "aws_mq_broker" "main" {
  broker_name        = "bus"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.m5.large"
  user {
    username = "app"
    password = var.password
  }
  publicly_accessible = false
}
