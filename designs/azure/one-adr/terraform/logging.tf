locals {
  # Whether a column's name ends in _s or _d depends on the first value that came.
  front_door_requests = join("\n", [
    "AzureDiagnostics",
    "| where Category == \"FrontDoorAccessLog\"",
    "| extend origin = column_ifexists(\"originName_s\", \"\")",
    "| extend status = coalesce(toint(column_ifexists(\"httpStatusCode_d\", real(null))), toint(column_ifexists(\"httpStatusCode_s\", \"\")))",
    "| extend seconds = coalesce(todouble(column_ifexists(\"timeTaken_d\", real(null))), todouble(column_ifexists(\"timeTaken_s\", \"\")))",
  ])
}

resource "azurerm_log_analytics_workspace" "main" {
  name                = "one-adr-logs"
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
  name                = "one-adr-insights"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  application_type    = "web"
  workspace_id        = azurerm_log_analytics_workspace.main.id
  ip_masking_enabled  = true
  tags                = local.tags
}

# About three USD for a million requests: error rates, percentiles and attacks are known from nowhere else.
resource "azurerm_monitor_diagnostic_setting" "platform_edge" {
  name                       = "logs"
  target_resource_id         = azurerm_cdn_frontdoor_profile.edge.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category = "FrontDoorAccessLog"
  }
  enabled_log {
    category = "FrontDoorWebApplicationFirewallLog"
  }
}

# Who read which secret, and when.
resource "azurerm_monitor_diagnostic_setting" "platform_vault" {
  name                       = "logs"
  target_resource_id         = azurerm_key_vault.main.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category = "AuditEvent"
  }

  storage_account_id = azurerm_storage_account.audit_log.id
}

resource "azurerm_monitor_diagnostic_setting" "main" {
  name                       = "logs"
  target_resource_id         = azurerm_mysql_flexible_server.main.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category = "MySqlAuditLogs"
  }
  enabled_log {
    category = "MySqlSlowLogs"
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

  storage_account_id = azurerm_storage_account.audit_log.id
}

resource "azurerm_storage_account" "audit_log" {
  # checkov:skip=CKV_AZURE_33:no queues are kept here
  # checkov:skip=CKV_AZURE_59:see network_rules
  # checkov:skip=CKV_AZURE_206:the workspace has a second copy of the newest part
  # checkov:skip=CKV2_AZURE_1:logs hold no customer data
  # checkov:skip=CKV2_AZURE_33:Azure Monitor does not write by private endpoints
  # checkov:skip=CKV2_AZURE_38:immutable blobs cannot be deleted in the first place
  name                             = "oneadrauditlog${local.unique}"
  resource_group_name              = azurerm_resource_group.main.name
  location                         = var.location
  account_kind                     = "StorageV2"
  account_tier                     = "Standard"
  account_replication_type         = "ZRS"
  access_tier                      = "Cool"
  min_tls_version                  = "TLS1_2"
  shared_access_key_enabled        = false
  default_to_oauth_authentication  = true
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  local_user_enabled               = false
  public_network_access_enabled    = true
  tags                             = local.tags

  network_rules {
    default_action = "Deny"
    # Azure Monitor writes; nobody else comes in.
    bypass = ["AzureServices"]
  }

  blob_properties {
    versioning_enabled = true
  }

  # Logs are appended to, and otherwise stay as they are written.
  immutability_policy {
    allow_protected_append_writes = true
    period_since_creation_in_days = 400
    state                         = var.audit_lock
  }
}

# Whoever wants to delete it, or take away a right on it, has to lift the lock first. The pipeline cannot.
resource "azurerm_management_lock" "audit_log" {
  count = var.deletion_protection ? 1 : 0

  name       = "keeps-data"
  scope      = azurerm_storage_account.audit_log.id
  lock_level = "CanNotDelete"
  notes      = "Holds data. Lift it only to delete audit-log for good."
}

resource "azurerm_storage_management_policy" "audit_log" {
  storage_account_id = azurerm_storage_account.audit_log.id

  rule {
    name    = "expired"
    enabled = true

    filters {
      blob_types = ["appendBlob"]
    }

    actions {
      base_blob {
        delete_after_days_since_creation_greater_than = 401
      }
    }
  }
}
