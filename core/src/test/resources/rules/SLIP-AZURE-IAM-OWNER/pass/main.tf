resource "azurerm_role_assignment" "main" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  role_definition_name = "Reader"
  principal_id         = "p"
}
