resource "azurerm_cosmosdb_account" "main" {
  name                          = "acme"
  resource_group_name           = "rg"
  location                      = "westeurope"
  offer_type                    = "Standard"
  public_network_access_enabled = false
}
