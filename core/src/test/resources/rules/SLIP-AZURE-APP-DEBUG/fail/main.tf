resource "azurerm_linux_web_app" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  service_plan_id     = "plan"
  site_config {
    remote_debugging_enabled = true
  }
}
