resource "azurerm_mssql_server" "main" {
  name                         = "acme"
  resource_group_name          = "rg"
  location                     = "westeurope"
  version                      = "12.0"
  administrator_login          = "app"
  administrator_login_password = "correct-horse-battery"
}
