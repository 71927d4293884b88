variable "password" {
  type      = string
  sensitive = true
}
resource "azurerm_key_vault_secret" "main" {
  name            = "db"
  key_vault_id    = "kv"
  value           = var.password
  expiration_date = "2027-01-01T00:00:00Z"
}
