resource "azurerm_redis_cache" "main" {
  name                 = "acme"
  resource_group_name  = "rg"
  location             = "westeurope"
  capacity             = 1
  family               = "C"
  sku_name             = "Standard"
  non_ssl_port_enabled = true
}
