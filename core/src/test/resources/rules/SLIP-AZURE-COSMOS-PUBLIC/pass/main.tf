resource "azurerm_cosmosdb_account" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  offer_type          = "Standard"
  consistency_policy {
    consistency_level = "Session"
  }
  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }
  public_network_access_enabled = false
}
