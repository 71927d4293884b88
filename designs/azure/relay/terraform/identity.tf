locals {
  # Made by the bootstrap, because the registry may be in another subscription. It may pull images and nothing else.
  puller_id = "/subscriptions/${var.subscription_id}/resourceGroups/relay-terraform-state/providers/Microsoft.ManagedIdentity/userAssignedIdentities/relay-puller"
}

resource "azurerm_user_assigned_identity" "api" {
  name                = "relay-api"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_user_assigned_identity" "api_migrate" {
  name                = "relay-api-migrate"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_user_assigned_identity" "worker" {
  name                = "relay-worker"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "api_sends_to_events" {
  scope                = azurerm_servicebus_topic.events.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_user_assigned_identity.api.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "api_reads_main_postgresql_url" {
  scope                = azurerm_key_vault_secret.main_postgresql_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.api.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "api_reads_api_token" {
  scope                = azurerm_key_vault_secret.api_token.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.api.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "api_migrate_reads_main_postgresql_url" {
  scope                = azurerm_key_vault_secret.main_postgresql_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.api_migrate.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "worker_receives_events_worker" {
  scope                = azurerm_servicebus_subscription.events_worker.id
  role_definition_name = "Azure Service Bus Data Receiver"
  principal_id         = azurerm_user_assigned_identity.worker.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "worker_reads_main_postgresql_url" {
  scope                = azurerm_key_vault_secret.main_postgresql_url.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.worker.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "worker_reads_webhook_signing_secret" {
  scope                = azurerm_key_vault_secret.webhook_signing_secret.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.worker.principal_id
  principal_type       = "ServicePrincipal"
}
