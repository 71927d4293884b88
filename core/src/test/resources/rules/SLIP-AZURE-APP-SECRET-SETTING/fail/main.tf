resource "azurerm_linux_web_app" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  service_plan_id     = "plan"
  app_settings = {
    DB_PASSWORD = "correct-horse-battery"
  }
  site_config {
  }
}
