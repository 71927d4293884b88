resource "azurerm_key_vault_key" "main" {
  name         = "k"
  key_vault_id = "kv"
  key_type     = "RSA"
  key_opts     = ["sign"]
}
