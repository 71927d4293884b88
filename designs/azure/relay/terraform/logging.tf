resource "azurerm_log_analytics_workspace" "main" {
  name                = "relay-logs"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  sku                 = "PerGB2018"
  retention_in_days   = 30
  # A cap saves money where nobody depends on the system. In production it would stop the alerts just when
  # something floods the logs; there the budget warns.
  daily_quota_gb = var.log_daily_cap_gb
  tags           = local.tags
}

# Costs nothing by itself: what is sent to it is kept, and paid for, in the workspace.
resource "azurerm_application_insights" "main" {
  name                = "relay-insights"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  application_type    = "web"
  workspace_id        = azurerm_log_analytics_workspace.main.id
  ip_masking_enabled  = true
  tags                = local.tags
}

# Who read which secret, and when.
resource "azurerm_monitor_diagnostic_setting" "platform_vault" {
  name                       = "logs"
  target_resource_id         = azurerm_key_vault.main.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category = "AuditEvent"
  }
}

resource "azurerm_monitor_diagnostic_setting" "main" {
  name                       = "logs"
  target_resource_id         = azurerm_postgresql_flexible_server.main.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category = "PostgreSQLLogs"
  }
}

# Defender for Cloud's free part looks at the subscription's settings. Its paid plans cost by the server, account
# and core, more than most of what they would watch here; who wants them turns them on for all subscriptions at once.
resource "azurerm_monitor_diagnostic_setting" "platform_activity" {
  name                       = "logs"
  target_resource_id         = "/subscriptions/${var.subscription_id}"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category = "Administrative"
  }
  enabled_log {
    category = "Alert"
  }
  enabled_log {
    category = "Policy"
  }
  enabled_log {
    category = "Security"
  }
  enabled_log {
    category = "ServiceHealth"
  }
}
