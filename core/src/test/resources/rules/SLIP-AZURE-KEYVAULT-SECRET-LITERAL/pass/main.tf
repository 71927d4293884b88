variable "password" {
  type      = string
  sensitive = true
}
resource "azurerm_key_vault_secret" "main" {
  name            = "db"
  key_vault_id    = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
  value           = var.password
  expiration_date = "2027-01-01T00:00:00Z"
}
