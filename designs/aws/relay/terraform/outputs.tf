output "egress_addresses" {
  description = "Addresses that everything leaves by."
  value       = [for address in aws_eip.nat : address.public_ip]
}

output "api_migrate_network" {
  description = "Where the tasks of api-migrate run, as aws ecs run-task takes it."
  value = jsonencode({
    awsvpcConfiguration = {
      subnets = [
        for subnet in aws_subnet.private : subnet.id
      ]
      securityGroups = [aws_security_group.api_migrate.id]
      assignPublicIp = "DISABLED"
    }
  })
}

output "public_origin" {
  description = "Where users reach the system."
  value       = "https://${aws_cloudfront_distribution.edge.domain_name}"
}
