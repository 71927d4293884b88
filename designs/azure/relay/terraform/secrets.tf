locals {
  # Raise it to give main a new password, and restart the apps that log in: until they read it they open no new connections.
  main_password_version = 1
}

resource "azurerm_key_vault" "main" {
  # checkov:skip=CKV_AZURE_109:the pipeline's runners write secrets and have no fixed address; see var.vault_public_access
  # checkov:skip=CKV_AZURE_189:the pipeline's runners write secrets and have no fixed address; see var.vault_public_access
  # checkov:skip=CKV2_AZURE_32:the pipeline's runners write secrets and have no fixed address; see var.vault_public_access
  name                       = "relay-${local.unique}"
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

  name                = "relay-vault"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  subnet_id           = azurerm_subnet.endpoints.id
  tags                = local.tags

  private_service_connection {
    name                           = "relay-vault"
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

resource "azurerm_key_vault_secret" "main_postgresql_url" {
  # checkov:skip=CKV_AZURE_41:it holds until its version is raised, and must not end before
  name             = "main-postgresql-url"
  key_vault_id     = azurerm_key_vault.main.id
  value_wo         = "postgresql://${azurerm_postgresql_flexible_server.main.administrator_login}:${ephemeral.azurerm_key_vault_secret.main.value}@${azurerm_postgresql_flexible_server.main.fqdn}:5432/relay?sslmode=require"
  value_wo_version = local.main_password_version
  content_type     = "text/plain"
  tags             = local.tags
}

# API_TOKEN of api. Fill it with `az keyvault secret set`.
resource "azurerm_key_vault_secret" "api_token" {
  # checkov:skip=CKV_AZURE_41:whoever fills it says when it expires
  name             = "api-token"
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

# WEBHOOK_SIGNING_SECRET of worker. Fill it with `az keyvault secret set`.
resource "azurerm_key_vault_secret" "webhook_signing_secret" {
  # checkov:skip=CKV_AZURE_41:whoever fills it says when it expires
  name             = "webhook-signing-secret"
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
