resource "azurerm_key_vault" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  tenant_id           = "t"
  sku_name            = "standard"
}
