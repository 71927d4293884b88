locals {
  # Made by the bootstrap, because the registry may be in another subscription. It may pull images and nothing else.
  puller_id = "/subscriptions/${var.subscription_id}/resourceGroups/omni-chat-terraform-state/providers/Microsoft.ManagedIdentity/userAssignedIdentities/omni-chat-puller"
}

resource "azurerm_user_assigned_identity" "backend" {
  name                = "omni-chat-backend"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_user_assigned_identity" "backend_migrate" {
  name                = "omni-chat-backend-migrate"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_user_assigned_identity" "frontend" {
  name                = "omni-chat-frontend"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "backend_reads_cache_rediss_url" {
  scope                = azurerm_key_vault_secret.cache_rediss_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_reads_main_postgresql_asyncpg_url" {
  scope                = azurerm_key_vault_secret.main_postgresql_asyncpg_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_reads_anthropic_api_key" {
  scope                = azurerm_key_vault_secret.anthropic_api_key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_reads_google_api_key" {
  scope                = azurerm_key_vault_secret.google_api_key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_reads_openai_api_key" {
  scope                = azurerm_key_vault_secret.openai_api_key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_migrate_reads_cache_rediss_url" {
  scope                = azurerm_key_vault_secret.cache_rediss_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend_migrate.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_migrate_reads_main_postgresql_asyncpg_url" {
  scope                = azurerm_key_vault_secret.main_postgresql_asyncpg_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend_migrate.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_migrate_reads_anthropic_api_key" {
  scope                = azurerm_key_vault_secret.anthropic_api_key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend_migrate.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_migrate_reads_google_api_key" {
  scope                = azurerm_key_vault_secret.google_api_key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend_migrate.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "backend_migrate_reads_openai_api_key" {
  scope                = azurerm_key_vault_secret.openai_api_key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.backend_migrate.principal_id
  principal_type       = "ServicePrincipal"
}
