resource "azurerm_mssql_firewall_rule" "main" {
  name             = "all"
  server_id        = "server"
  start_ip_address = "198.51.100.7"
  end_ip_address   = "198.51.100.7"
}
