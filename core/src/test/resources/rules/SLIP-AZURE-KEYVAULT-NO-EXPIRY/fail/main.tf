resource "azurerm_key_vault_key" "main" {
  name         = "k"
  key_vault_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
  key_type     = "RSA"
  key_opts     = ["sign"]
}
