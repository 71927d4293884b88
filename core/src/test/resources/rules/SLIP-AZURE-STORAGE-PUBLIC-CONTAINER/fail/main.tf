resource "azurerm_storage_container" "main" {
  name                  = "docs"
  storage_account_name  = "acme"
  container_access_type = "blob"
}
