resource "azurerm_postgresql_flexible_server" "main" {
  # checkov:skip=CKV_AZURE_136:the objectives ask for one region; backups are in its zones
  # checkov:skip=CKV2_AZURE_57:the server stands in the network itself, so it needs no endpoint
  name                              = "omni-chat-main-${local.unique}"
  resource_group_name               = azurerm_resource_group.main.name
  location                          = var.location
  version                           = "16"
  sku_name                          = var.database_sku
  storage_mb                        = var.database_storage_gb * 1024
  auto_grow_enabled                 = true
  backup_retention_days             = var.database_backup_days
  geo_redundant_backup_enabled      = false
  delegated_subnet_id               = azurerm_subnet.postgresql.id
  private_dns_zone_id               = azurerm_private_dns_zone.postgresql.id
  public_network_access_enabled     = false
  administrator_login               = "dbadmin"
  administrator_password_wo         = ephemeral.azurerm_key_vault_secret.main.value
  administrator_password_wo_version = local.main_password_version
  tags                              = local.tags

  authentication {
    password_auth_enabled         = true
    active_directory_auth_enabled = false
  }

  dynamic "high_availability" {
    for_each = var.database_standby == "None" ? [] : [var.database_standby]

    content {
      mode = high_availability.value
    }
  }

  # Sunday, 02:00 UTC.
  maintenance_window {
    day_of_week  = 0
    start_hour   = 2
    start_minute = 0
  }

  lifecycle {
    # A failover swaps the zones, and the disk grows by itself and never shrinks.
    ignore_changes = [zone, high_availability[0].standby_availability_zone, storage_mb]
  }

  depends_on = [azurerm_private_dns_zone_virtual_network_link.postgresql]
}

# Whoever wants to delete it, or take away a right on it, has to lift the lock first. The pipeline cannot.
resource "azurerm_management_lock" "main" {
  count = var.deletion_protection ? 1 : 0

  name       = "keeps-data"
  scope      = azurerm_postgresql_flexible_server.main.id
  lock_level = "CanNotDelete"
  notes      = "Holds data. Lift it only to delete main for good."
}

resource "azurerm_postgresql_flexible_server_database" "main" {
  name      = "omni_chat"
  server_id = azurerm_postgresql_flexible_server.main.id
  charset   = "UTF8"
  collation = "en_US.utf8"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_require_secure_transport" {
  name      = "require_secure_transport"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_ssl_min_protocol_version" {
  name      = "ssl_min_protocol_version"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "TLSv1.2"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_log_checkpoints" {
  name      = "log_checkpoints"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_log_connections" {
  name      = "log_connections"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_log_disconnections" {
  name      = "log_disconnections"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_log_lock_waits" {
  name      = "log_lock_waits"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}

# Milliseconds: what takes longer is a slow query.
resource "azurerm_postgresql_flexible_server_configuration" "main_log_min_duration_statement" {
  name      = "log_min_duration_statement"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "1000"
}

resource "azurerm_postgresql_flexible_server_configuration" "main_log_statement" {
  name      = "log_statement"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "ddl"
}

# Slows down whoever guesses passwords.
resource "azurerm_postgresql_flexible_server_configuration" "main_connection_throttle_enable" {
  name      = "connection_throttle.enable"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}
