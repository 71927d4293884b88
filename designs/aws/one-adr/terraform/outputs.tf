output "egress_addresses" {
  description = "Addresses that everything leaves by."
  value       = [for address in aws_eip.nat : address.public_ip]
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
