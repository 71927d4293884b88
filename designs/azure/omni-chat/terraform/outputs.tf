output "database_main_host" {
  description = "Where main is reached, from inside the network only."
  value       = azurerm_postgresql_flexible_server.main.fqdn
}

output "backend_url" {
  description = "Address that Container Apps gave backend."
  value       = "https://omni-chat-backend.${azurerm_container_app_environment.main.default_domain}"
}

output "frontend_url" {
  description = "Address that Container Apps gave frontend."
  value       = "https://omni-chat-frontend.${azurerm_container_app_environment.main.default_domain}"
}

output "public_origin" {
  description = "Where users reach the system."
  value       = "https://${var.domain}"
}

output "dns_records" {
  description = "Records that the domain needs, where its zone is not kept here: its own, and a TXT record below it."
  value = {
    CNAME          = azurerm_cdn_frontdoor_endpoint.edge.host_name
    "TXT _dnsauth" = azurerm_cdn_frontdoor_custom_domain.edge.validation_token
  }
}
