resource "azurerm_mssql_firewall_rule" "main" {
  name             = "all"
  server_id        = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Sql/servers/orders"
  start_ip_address = "0.0.0.0"
  end_ip_address   = "255.255.255.255"
}
