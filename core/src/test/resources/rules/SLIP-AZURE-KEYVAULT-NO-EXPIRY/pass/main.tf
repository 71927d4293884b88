resource "azurerm_key_vault_key" "main" {
  name            = "k"
  key_vault_id    = "kv"
  key_type        = "RSA"
  key_opts        = ["sign"]
  expiration_date = "2027-01-01T00:00:00Z"
}
