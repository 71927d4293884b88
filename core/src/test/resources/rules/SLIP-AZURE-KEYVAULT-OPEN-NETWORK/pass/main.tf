resource "azurerm_key_vault" "main" {
  name                       = "acme"
  resource_group_name        = "rg"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  rbac_authorization_enabled = true
  sku_name                   = "standard"
  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}
