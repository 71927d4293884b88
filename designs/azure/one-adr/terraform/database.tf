resource "azurerm_mysql_flexible_server" "main" {
  # checkov:skip=CKV_AZURE_94:the objectives ask for one region; backups are in its zones
  # checkov:skip=CKV_AZURE_53:it is off; the rule reads the older service's argument
  # checkov:skip=CKV2_AZURE_56:the server stands in the network itself, so it needs no endpoint
  name                              = "one-adr-main-${local.unique}"
  resource_group_name               = azurerm_resource_group.main.name
  location                          = var.location
  version                           = "8.4"
  sku_name                          = var.database_sku
  backup_retention_days             = var.database_backup_days
  geo_redundant_backup_enabled      = false
  delegated_subnet_id               = azurerm_subnet.mysql.id
  private_dns_zone_id               = azurerm_private_dns_zone.mysql.id
  public_network_access             = "Disabled"
  administrator_login               = "dbadmin"
  administrator_password_wo         = ephemeral.azurerm_key_vault_secret.main.value
  administrator_password_wo_version = local.main_password_version
  tags                              = local.tags

  storage {
    size_gb            = var.database_storage_gb
    auto_grow_enabled  = true
    io_scaling_enabled = false
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
    prevent_destroy = true
    # A failover swaps the zones, and the disk grows by itself and never shrinks.
    ignore_changes = [zone, high_availability[0].standby_availability_zone, storage[0].size_gb]
  }

  depends_on = [azurerm_private_dns_zone_virtual_network_link.mysql]
}

# Whoever wants to delete it, or take away a right on it, has to lift the lock first. The pipeline cannot.
resource "azurerm_management_lock" "main" {
  count = var.deletion_protection ? 1 : 0

  name       = "keeps-data"
  scope      = azurerm_mysql_flexible_server.main.id
  lock_level = "CanNotDelete"
  notes      = "Holds data. Lift it only to delete main for good."
}

resource "azurerm_mysql_flexible_database" "main" {
  name                = "one_adr"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  charset             = "utf8mb4"
  collation           = "utf8mb4_0900_ai_ci"

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_mysql_flexible_server_configuration" "main_require_secure_transport" {
  name                = "require_secure_transport"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  value               = "ON"
}

resource "azurerm_mysql_flexible_server_configuration" "main_local_infile" {
  name                = "local_infile"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  value               = "OFF"
}

resource "azurerm_mysql_flexible_server_configuration" "main_slow_query_log" {
  name                = "slow_query_log"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  value               = "ON"
}

# Seconds: what takes longer is a slow query.
resource "azurerm_mysql_flexible_server_configuration" "main_long_query_time" {
  name                = "long_query_time"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  value               = "1"
}

resource "azurerm_mysql_flexible_server_configuration" "main_audit_log_enabled" {
  name                = "audit_log_enabled"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  value               = "ON"
}

# Logins and changes of the schema and of rights; rows stay out of the log.
resource "azurerm_mysql_flexible_server_configuration" "main_audit_log_events" {
  name                = "audit_log_events"
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_mysql_flexible_server.main.name
  value               = "CONNECTION,DDL,DCL"
}
