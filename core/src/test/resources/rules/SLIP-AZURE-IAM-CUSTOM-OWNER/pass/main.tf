resource "azurerm_role_definition" "main" {
  name  = "ops"
  scope = "/subscriptions/1"
  permissions {
    actions = ["Microsoft.Compute/virtualMachines/read"]
  }
}
