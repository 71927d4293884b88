output "database_main_host" {
  description = "Where main is reached, from inside the network only."
  value       = azurerm_postgresql_flexible_server.main.fqdn
}

output "api_url" {
  description = "Address that Container Apps gave api."
  value       = "https://relay-api.${azurerm_container_app_environment.main.default_domain}"
}

output "public_origin" {
  description = "Where users reach the system."
  value       = "https://relay-api.${azurerm_container_app_environment.main.default_domain}"
}
