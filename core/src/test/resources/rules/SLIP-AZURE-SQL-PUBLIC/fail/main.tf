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
