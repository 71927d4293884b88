resource "azurerm_postgresql_flexible_server" "main" {
  name                  = "acme"
  resource_group_name   = "rg"
  location              = "westeurope"
  version               = "16"
  sku_name              = "GP_Standard_D2s_v3"
  backup_retention_days = 21
}
