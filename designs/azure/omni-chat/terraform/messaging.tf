# Private addresses are in Premium only, which costs seventy times as much for nothing that this design needs: TLS and identities guard it.
resource "azurerm_servicebus_namespace" "main" {
  # checkov:skip=CKV_AZURE_199:it needs Premium, which nothing else here needs
  # checkov:skip=CKV_AZURE_201:it needs Premium, which nothing else here needs
  # checkov:skip=CKV_AZURE_204:it needs Premium, which nothing else here needs
  # checkov:skip=CKV_AZURE_202:the namespace itself reaches nothing, so it is nobody
  name                = "omni-chat-messages-${local.unique}"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  sku                 = "Basic"
  # Only identities send and receive; there is no connection string to lose.
  local_auth_enabled  = false
  minimum_tls_version = "1.2"
  tags                = local.tags
}
