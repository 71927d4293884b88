locals {
  # Made by the bootstrap, because the registry may be in another subscription. It may pull images and nothing else.
  puller_id = "/subscriptions/${var.subscription_id}/resourceGroups/one-adr-terraform-state/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one-adr-puller"
}

resource "azurerm_user_assigned_identity" "app" {
  name                = "one-adr-app"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "app_reads_main_mysql_node_url" {
  scope                = azurerm_key_vault_secret.main_mysql_node_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.app.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "app_reads_session_secret" {
  scope                = azurerm_key_vault_secret.session_secret.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.app.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "app_reads_smtp_url" {
  scope                = azurerm_key_vault_secret.smtp_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.app.principal_id
  principal_type       = "ServicePrincipal"
}
