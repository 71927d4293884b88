output "egress_addresses" {
  description = "Addresses that everything leaves by."
  value       = [for address in aws_eip.nat : address.public_ip]
}

output "backend_migrate_network" {
  description = "Where the tasks of backend-migrate run, as aws ecs run-task takes it."
  value = jsonencode({
    awsvpcConfiguration = {
      subnets = [
        for subnet in aws_subnet.private : subnet.id
      ]
      securityGroups = [
        aws_security_group.backend_migrate.id,
      ]
      assignPublicIp = "DISABLED"
    }
  })
}

output "dns_records" {
  description = "Records to enter where the domain's DNS is kept: the proof for the certificate, and the way to the system."
  value = [
    {
      name = one([
        for option in aws_acm_certificate.edge.domain_validation_options : option.resource_record_name
      ])
      type = one([
        for option in aws_acm_certificate.edge.domain_validation_options : option.resource_record_type
      ])
      value = one([
        for option in aws_acm_certificate.edge.domain_validation_options : option.resource_record_value
      ])
    },
    { name = var.domain, type = "CNAME", value = aws_lb.edge.dns_name },
  ]
}

output "public_origin" {
  description = "Where users reach the system."
  value       = "https://${var.domain}"
}
