resource "azurerm_mssql_server" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  version             = "12.0"
  administrator_login = "app"
  azuread_administrator {
    login_username = "dba"
    object_id      = "00000000-0000-0000-0000-000000000000"
  }
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "main" {
  name                = "sql"
  resource_group_name = "rg"
  location            = "westeurope"
  subnet_id           = "data"
  private_service_connection {
    name                           = "sql"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_mssql_server.main.id
    subresource_names              = ["sqlServer"]
  }
}
