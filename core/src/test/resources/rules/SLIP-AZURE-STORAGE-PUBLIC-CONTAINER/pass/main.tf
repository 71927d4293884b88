resource "azurerm_storage_container" "main" {
  name                  = "docs"
  storage_account_id    = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acme"
  container_access_type = "private"
}
