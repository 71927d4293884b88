locals {
  # Raise it to give main a new password, and restart the apps that log in: until they read it they open no new connections.
  main_password_version = 1
}

resource "azurerm_key_vault" "main" {
  # checkov:skip=CKV_AZURE_109:the pipeline's runners write secrets and have no fixed address; see var.vault_public_access
  # checkov:skip=CKV_AZURE_189:the pipeline's runners write secrets and have no fixed address; see var.vault_public_access
  # checkov:skip=CKV2_AZURE_32:the pipeline's runners write secrets and have no fixed address; see var.vault_public_access
  name                       = "omni-chat-${local.unique}"
  resource_group_name        = azurerm_resource_group.main.name
  location                   = var.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  # What is deleted can be had back for 90 days, and by nobody be deleted for good.
  purge_protection_enabled      = true
  soft_delete_retention_days    = 90
  public_network_access_enabled = var.vault_public_access
  tags                          = local.tags

  network_acls {
    default_action = var.vault_public_access ? "Allow" : "Deny"
    # Datastores that rest under a key of the vault come by this way.
    bypass = "AzureServices"
  }
}

resource "azurerm_private_endpoint" "vault" {
  count = !var.vault_public_access ? 1 : 0

  name                = "omni-chat-vault"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  subnet_id           = azurerm_subnet.endpoints.id
  tags                = local.tags

  private_service_connection {
    name                           = "omni-chat-vault"
    private_connection_resource_id = azurerm_key_vault.main.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault[0].id]
  }
}

ephemeral "random_password" "main" {
  length = 32
  # It stands in addresses, where signs would have to be escaped.
  special     = false
  min_lower   = 1
  min_numeric = 1
  min_upper   = 1
}

resource "azurerm_key_vault_secret" "main_password" {
  # checkov:skip=CKV_AZURE_41:it holds until its version is raised, and must not end before
  name             = "main-password"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = ephemeral.random_password.main.result
  value_wo_version = local.main_password_version
  content_type     = "text/plain"
  tags             = local.tags
}

ephemeral "azurerm_key_vault_secret" "main" {
  name         = azurerm_key_vault_secret.main_password.name
  key_vault_id = azurerm_key_vault_secret.main_password.key_vault_id
}

resource "azurerm_key_vault_secret" "main_postgresql_asyncpg_url" {
  # checkov:skip=CKV_AZURE_41:it holds until its version is raised, and must not end before
  name             = "main-postgresql-asyncpg-url"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = "postgresql+asyncpg://${azurerm_postgresql_flexible_server.main.administrator_login}:${ephemeral.azurerm_key_vault_secret.main.value}@${azurerm_postgresql_flexible_server.main.fqdn}:5432/omni_chat?ssl=require"
  value_wo_version = local.main_password_version
  content_type     = "text/plain"
  tags             = local.tags
}

resource "azurerm_key_vault_secret" "cache_rediss_url" {
  # checkov:skip=CKV_AZURE_41:it holds until its version is raised, and must not end before
  name             = "cache-rediss-url"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = "rediss://:${urlencode(azurerm_managed_redis.cache.default_database[0].primary_access_key)}@${azurerm_managed_redis.cache.hostname}:${azurerm_managed_redis.cache.default_database[0].port}/0"
  value_wo_version = local.cache_key_version
  content_type     = "text/plain"
  tags             = local.tags
}

# key for api.anthropic.com. Fill it with `az keyvault secret set` and an `--expires` 90 days ahead: a month before that day the vault reminds of it.
resource "azurerm_key_vault_secret" "anthropic_api_key" {
  # checkov:skip=CKV_AZURE_41:whoever fills it says when it expires
  name             = "anthropic-api-key"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = "not-filled-yet"
  value_wo_version = 1
  content_type     = "not-filled-yet"
  tags             = local.tags

  lifecycle {
    # Whoever fills it says what it is and when it expires.
    ignore_changes = [content_type, expiration_date, not_before_date, tags]
  }
}

# key for generativelanguage.googleapis.com. Fill it with `az keyvault secret set` and an `--expires` 90 days ahead: a month before that day the vault reminds of it.
resource "azurerm_key_vault_secret" "google_api_key" {
  # checkov:skip=CKV_AZURE_41:whoever fills it says when it expires
  name             = "google-api-key"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = "not-filled-yet"
  value_wo_version = 1
  content_type     = "not-filled-yet"
  tags             = local.tags

  lifecycle {
    # Whoever fills it says what it is and when it expires.
    ignore_changes = [content_type, expiration_date, not_before_date, tags]
  }
}

# key for api.openai.com. Fill it with `az keyvault secret set` and an `--expires` 90 days ahead: a month before that day the vault reminds of it.
resource "azurerm_key_vault_secret" "openai_api_key" {
  # checkov:skip=CKV_AZURE_41:whoever fills it says when it expires
  name             = "openai-api-key"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = "not-filled-yet"
  value_wo_version = 1
  content_type     = "not-filled-yet"
  tags             = local.tags

  lifecycle {
    # Whoever fills it says what it is and when it expires.
    ignore_changes = [content_type, expiration_date, not_before_date, tags]
  }
}

resource "azurerm_servicebus_queue" "expiring_secrets" {
  name                = "expiring-secrets"
  namespace_id        = azurerm_servicebus_namespace.main.id
  default_message_ttl = "P14D"
}

resource "azurerm_eventgrid_system_topic" "vault" {
  name                = "omni-chat-vault"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  source_resource_id  = azurerm_key_vault.main.id
  topic_type          = "Microsoft.KeyVault.vaults"
  tags                = local.tags

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "vault_events" {
  scope                = azurerm_servicebus_queue.expiring_secrets.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_eventgrid_system_topic.vault.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

# Thirty days before a secret's day, and on it.
resource "azurerm_eventgrid_system_topic_event_subscription" "expiring_secrets" {
  name                  = "expiring-secrets"
  system_topic          = azurerm_eventgrid_system_topic.vault.name
  resource_group_name   = azurerm_resource_group.main.name
  event_delivery_schema = "CloudEventSchemaV1_0"
  included_event_types  = ["Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired"]
  service_bus_queue_id  = azurerm_servicebus_queue.expiring_secrets.id

  delivery_identity {
    type = "SystemAssigned"
  }

  depends_on = [azurerm_role_assignment.vault_events]
}

resource "azurerm_monitor_metric_alert" "expiring_secrets" {
  name                = "omni-chat-expiring-secrets"
  resource_group_name = azurerm_resource_group.main.name
  scopes              = [azurerm_eventgrid_system_topic.vault.id]
  description         = "A secret ends within a month: renew it with `az keyvault secret set --expires`. Runbook: docs/infrastructure/RUNBOOK.md#secrets"
  severity            = 2
  frequency           = "PT15M"
  window_size         = "PT1H"
  tags                = local.tags

  criteria {
    metric_namespace = "Microsoft.EventGrid/systemTopics"
    metric_name      = "MatchedEventCount"
    aggregation      = "Total"
    operator         = "GreaterThan"
    threshold        = 0
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}
