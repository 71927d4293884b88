resource "azurerm_mssql_server" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  version             = "12.0"
  azuread_administrator {
    azuread_authentication_only = true
    login_username              = "dba"
    object_id                   = "00000000-0000-0000-0000-000000000000"
  }
}

resource "azurerm_private_endpoint" "main" {
  name                = "sql"
  resource_group_name = "rg"
  location            = "westeurope"
  subnet_id           = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/main/subnets/data"
  private_service_connection {
    name                           = "sql"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_mssql_server.main.id
    subresource_names              = ["sqlServer"]
  }
}
