resource "azurerm_postgresql_flexible_server_configuration" "main" {
  name      = "require_secure_transport"
  server_id = "server"
  value     = "off"
}
