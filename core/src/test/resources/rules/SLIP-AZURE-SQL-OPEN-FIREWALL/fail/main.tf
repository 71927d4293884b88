resource "azurerm_mssql_firewall_rule" "main" {
  name             = "all"
  server_id        = "server"
  start_ip_address = "0.0.0.0"
  end_ip_address   = "255.255.255.255"
}
