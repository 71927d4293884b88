# Critical alerts go to var.critical_action_groups too, which is where pagers are.
resource "azurerm_monitor_action_group" "critical" {
  name                = "one-adr-critical"
  resource_group_name = azurerm_resource_group.main.name
  short_name          = "critical"
  tags                = local.tags

  email_receiver {
    name                    = "mailbox"
    email_address           = var.alert_email
    use_common_alert_schema = true
  }
}

resource "azurerm_monitor_action_group" "warning" {
  name                = "one-adr-warning"
  resource_group_name = azurerm_resource_group.main.name
  short_name          = "warning"
  tags                = local.tags

  email_receiver {
    name                    = "mailbox"
    email_address           = var.alert_email
    use_common_alert_schema = true
  }
}

resource "azurerm_application_insights_standard_web_test" "app" {
  count = var.availability_tests ? 1 : 0

  name                    = "one-adr-app"
  resource_group_name     = azurerm_resource_group.main.name
  location                = var.location
  application_insights_id = azurerm_application_insights.main.id
  geo_locations           = ["emea-nl-ams-azr", "us-va-ash-azr", "apac-sg-sin-azr"]
  frequency               = 300
  timeout                 = 30
  retry_enabled           = true
  enabled                 = true
  tags                    = local.tags

  request {
    url                              = "https://${var.domain}/healthz"
    http_verb                        = "GET"
    parse_dependent_requests_enabled = false
  }

  validation_rules {
    expected_status_code        = 200
    ssl_check_enabled           = true
    ssl_cert_remaining_lifetime = 7
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_burn_fast" {
  name                    = "one-adr-app-burn-fast-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "App spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-fast"
  display_name            = "one-adr: App spends its error budget fast"
  location                = var.location
  severity                = 0
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT1H"
  evaluation_frequency    = "PT5M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| summarize requests = count(), failed = countif(status >= 500), recent = countif(TimeGenerated > ago(15m)), recently_failed = countif(status >= 500 and TimeGenerated > ago(15m))",
      "| where requests >= 10 and 1.0 * failed / requests > 0.072 and 1.0 * recently_failed / recent > 0.072",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-burn-fast"
    }
  }
}

resource "azurerm_monitor_metric_alert" "app_down" {
  count = var.availability_tests ? 1 : 0

  name                = "one-adr-app-down"
  resource_group_name = azurerm_resource_group.main.name
  description         = "App is down. Nobody outside gets an answer. Fires when two places or more get no good answer. First look: is the newest revision the cause? `az containerapp revision list -n one-adr-app -g one-adr-main -o table`. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-down"
  severity            = 0
  scopes = [
    azurerm_application_insights_standard_web_test.app[0].id,
    azurerm_application_insights.main.id,
  ]
  window_size = "PT5M"
  frequency   = "PT1M"
  tags        = local.tags

  application_insights_web_test_location_availability_criteria {
    web_test_id           = azurerm_application_insights_standard_web_test.app[0].id
    component_id          = azurerm_application_insights.main.id
    failed_location_count = 2
  }

  dynamic "action" {
    for_each = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)

    content {
      action_group_id = action.value
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_errors_critical" {
  name                    = "one-adr-app-errors-critical-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "App fails every tenth request. At least one request in ten fails; most users notice. Fires when more than 10 % of the requests of 5 min end in a server error. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-errors-critical"
  display_name            = "one-adr: App fails every tenth request"
  location                = var.location
  severity                = 0
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT5M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| summarize requests = count(), failed = countif(status >= 500)",
      "| where requests >= 10 and 100.0 * failed / requests > 10",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-errors-critical"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_latency_critical" {
  name                    = "one-adr-app-latency-critical-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "App answers far too slowly. One answer in a hundred takes longer than 10 s; people give up or try again, which adds load. Fires when one of a hundred requests of 5 min takes longer than 10 s. First look: the database's processor and the number of replicas in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-latency-critical"
  display_name            = "one-adr: App answers far too slowly"
  location                = var.location
  severity                = 0
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT5M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| summarize requests = count(), taken = percentile(seconds, 99)",
      "| where requests >= 10 and taken > 10",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-latency-critical"
    }
  }
}

resource "azurerm_monitor_activity_log_alert" "database_main_unreachable" {
  name                = "one-adr-database-main-unreachable"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  location            = "global"
  scopes              = [azurerm_mysql_flexible_server.main.id]
  tags                = local.tags

  criteria {
    category = "ResourceHealth"

    resource_health {
      current = ["Degraded", "Unavailable"]
      reason  = ["PlatformInitiated", "Unknown"]
    }
  }

  dynamic "action" {
    for_each = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)

    content {
      action_group_id = action.value
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "database_main_unreachable" {
  name                    = "one-adr-database-main-unreachable-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  display_name            = "one-adr: The database main cannot be reached"
  location                = var.location
  severity                = 0
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT5M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      "ContainerAppConsoleLogs_CL",
      "| extend message = Log_s, workload = coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\"))",
      "| where workload in (\"one-adr-app\")",
      "| where message matches regex @\"(?i)(remaining connection slots are reserved|too many connections|could not connect to server|connection to server .* failed|connection refused|server closed the connection unexpectedly)\"",
      "| summarize entries = count()",
      "| where entries > 5",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_authentication_failures" {
  name                    = "one-adr-app-authentication-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "app turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Fires when more than 20 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-authentication-failures"
  display_name            = "one-adr: app turns away many sign-ins"
  location                = var.location
  severity                = 2
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT10M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| where status in (401, 403)",
      "| summarize entries = count()",
      "| where entries > 200",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-authentication-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_burn_slow" {
  name                    = "one-adr-app-burn-slow-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "App spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-slow"
  display_name            = "one-adr: App spends its error budget steadily"
  location                = var.location
  severity                = 2
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT6H"
  evaluation_frequency    = "PT15M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| summarize requests = count(), failed = countif(status >= 500), recent = countif(TimeGenerated > ago(30m)), recently_failed = countif(status >= 500 and TimeGenerated > ago(30m))",
      "| where requests >= 10 and 1.0 * failed / requests > 0.03 and 1.0 * recently_failed / recent > 0.03",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-burn-slow"
    }
  }
}

resource "azurerm_monitor_metric_alert" "app_ceiling" {
  name                = "one-adr-app-ceiling"
  resource_group_name = azurerm_resource_group.main.name
  description         = "App is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Fires when 90 % of the allowed instances run for 5 min. First look: is it traffic, or do requests take longer than usual? Compare both in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-ceiling"
  severity            = 2
  scopes              = [azurerm_container_app.app.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Replicas"
    aggregation            = "Maximum"
    operator               = "GreaterThanOrEqual"
    threshold              = var.alert_limits.app_ceiling
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_errors_warning" {
  name                    = "one-adr-app-errors-warning-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "App fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Fires when more than 5 % of the requests of 10 min end in a server error. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-errors-warning"
  display_name            = "one-adr: App fails too often"
  location                = var.location
  severity                = 2
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT10M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| summarize requests = count(), failed = countif(status >= 500)",
      "| where requests >= 10 and 100.0 * failed / requests > 5",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-errors-warning"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_latency_warning" {
  name                    = "one-adr-app-latency-warning-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "App answers slowly. Five answers in a hundred take longer than 1.6 s; the target is 800 ms. Fires when five of a hundred requests of 10 min take longer than 1.6 s. First look: the database's processor and the number of replicas in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-latency-warning"
  display_name            = "one-adr: App answers slowly"
  location                = var.location
  severity                = 2
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT10M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where origin startswith \"one-adr-app.\"",
      "| summarize requests = count(), taken = percentile(seconds, 95)",
      "| where requests >= 10 and taken > 1.6",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-latency-warning"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_rate_limit_hits" {
  name                    = "one-adr-app-rate-limit-hits-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "app limits many requests. Somebody sends far too much, or the limit is too low for honest use. Fires when more than 60 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-rate-limit-hits"
  display_name            = "one-adr: app limits many requests"
  location                = var.location
  severity                = 2
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT10M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      local.front_door_requests,
      "| where status == 429 and (origin startswith \"one-adr-app.\" or origin in (\"\", \"N/A\"))",
      "| summarize entries = count()",
      "| where entries > 600",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-rate-limit-hits"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "app_slow_queries" {
  name                    = "one-adr-app-slow-queries-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "app waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Fires when more than 10 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n one-adr-app -g one-adr-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-slow-queries"
  display_name            = "one-adr: app waits for slow statements"
  location                = var.location
  severity                = 2
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  window_duration         = "PT10M"
  evaluation_frequency    = "PT10M"
  auto_mitigation_enabled = true
  # The tables appear with the first entries.
  skip_query_validation = true
  tags                  = local.tags

  criteria {
    query = join("\n", [
      "AzureDiagnostics",
      "| where (_ResourceId =~ \"${azurerm_mysql_flexible_server.main.id}\" and Category == \"MySqlSlowLogs\")",
      "| summarize entries = count()",
      "| where entries > 100",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-app-slow-queries"
    }
  }
}

# Azure knows what a day cost a day later, and has no rule on an amount: this one learns what is usual. Amounts
# are the budget's.
resource "azurerm_cost_anomaly_alert" "daily_cost" {
  name            = "one-adr-daily-cost"
  display_name    = "one-adr: A day costs more than usual"
  subscription_id = "/subscriptions/${var.subscription_id}"
  email_addresses = [var.alert_email]
  email_subject   = "A day costs more than usual"
  message         = "Runbook: docs/infrastructure/RUNBOOK.md#alert-daily-cost"
}

resource "azurerm_monitor_metric_alert" "database_main_connections" {
  name                = "one-adr-database-main-connections"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of connections. At the limit new connections are refused, and requests fail. Fires when more than 80 % is in use for 5 min. First look: which workload holds them: `SHOW PROCESSLIST`. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
  severity            = 2
  scopes              = [azurerm_mysql_flexible_server.main.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforMySQL/flexibleServers"
    metric_name            = "active_connections"
    aggregation            = "Maximum"
    operator               = "GreaterThan"
    threshold              = var.alert_limits.database_main_connections
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "database_main_cpu" {
  name                = "one-adr-database-main-cpu"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main works at its limit. Statements wait for the processor, and answers become slow. Fires when more than 80 % is in use for 15 min. First look: Query Performance Insight of the server: which statement takes the most? Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
  severity            = 2
  scopes              = [azurerm_mysql_flexible_server.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforMySQL/flexibleServers"
    metric_name            = "cpu_percent"
    aggregation            = "Average"
    operator               = "GreaterThan"
    threshold              = 80
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "database_main_disk" {
  name                = "one-adr-database-main-disk"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of disk. The disk grows by itself up to its limit; there, writes fail. Fires when more than 80 % is in use for 10 min. First look: what grew: tables, or logs that a stuck replica holds back? Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
  severity            = 2
  scopes              = [azurerm_mysql_flexible_server.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforMySQL/flexibleServers"
    metric_name            = "storage_percent"
    aggregation            = "Average"
    operator               = "GreaterThan"
    threshold              = 80
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "database_main_memory" {
  name                = "one-adr-database-main-memory"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of memory. Beyond it the engine is stopped and starts again, which takes a minute. Fires when more than 90 % is in use for 15 min. First look: Query Performance Insight of the server: which statement takes the most? Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
  severity            = 2
  scopes              = [azurerm_mysql_flexible_server.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforMySQL/flexibleServers"
    metric_name            = "memory_percent"
    aggregation            = "Average"
    operator               = "GreaterThan"
    threshold              = 90
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_application_insights_workbook" "main" {
  name                = uuidv5("url", "https://portal.azure.com/${var.subscription_id}/one-adr")
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  display_name        = "one-adr"
  # Azure gives it back in small letters.
  source_id = lower(azurerm_log_analytics_workspace.main.id)
  data_json = jsonencode({
    version = "Notebook/1.0"
    items = [
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Requests of app: app"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"one-adr-app.\"",
            "| summarize requests = count() by bin(TimeGenerated, 5m)",
          ])
          timeContext  = { durationMs = 86400000 }
          queryType    = 0
          resourceType = "microsoft.operationalinsights/workspaces"
          crossComponentResources = [
            azurerm_log_analytics_workspace.main.id,
          ]
          visualization = "timechart"
        }
        name        = "Requests of app: app"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Response time of app: p50, p95, p99: app"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"one-adr-app.\"",
            "| summarize p50 = percentile(seconds, 50), p95 = percentile(seconds, 95), p99 = percentile(seconds, 99) by bin(TimeGenerated, 5m)",
          ])
          timeContext  = { durationMs = 86400000 }
          queryType    = 0
          resourceType = "microsoft.operationalinsights/workspaces"
          crossComponentResources = [
            azurerm_log_analytics_workspace.main.id,
          ]
          visualization = "timechart"
        }
        name        = "Response time of app: p50, p95, p99: app"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Failed requests of app: app"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"one-adr-app.\"",
            "| summarize failed_percent = 100.0 * countif(status >= 500) / count() by bin(TimeGenerated, 5m)",
          ])
          timeContext  = { durationMs = 86400000 }
          queryType    = 0
          resourceType = "microsoft.operationalinsights/workspaces"
          crossComponentResources = [
            azurerm_log_analytics_workspace.main.id,
          ]
          visualization = "timechart"
        }
        name        = "Failed requests of app: app"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Instances of app"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.app.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Replicas"
              aggregation = 3
            },
          ]
        }
        name        = "Instances of app"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "CPU and memory of app"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.app.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--CpuPercentage"
              aggregation = 3
            },
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--MemoryPercentage"
              aggregation = 3
            },
          ]
        }
        name        = "CPU and memory of app"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Connections of main"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.dbformysql/flexibleservers"
          metricScope  = 0
          resourceIds = [
            azurerm_mysql_flexible_server.main.id,
          ]
          timeContext = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.dbformysql/flexibleservers"
              metric      = "microsoft.dbformysql/flexibleservers--active_connections"
              aggregation = 3
            },
          ]
        }
        name        = "Connections of main"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "CPU and disk of main"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.dbformysql/flexibleservers"
          metricScope  = 0
          resourceIds = [
            azurerm_mysql_flexible_server.main.id,
          ]
          timeContext = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.dbformysql/flexibleservers"
              metric      = "microsoft.dbformysql/flexibleservers--cpu_percent"
              aggregation = 4
            },
            {
              namespace   = "microsoft.dbformysql/flexibleservers"
              metric      = "microsoft.dbformysql/flexibleservers--memory_percent"
              aggregation = 4
            },
            {
              namespace   = "microsoft.dbformysql/flexibleservers"
              metric      = "microsoft.dbformysql/flexibleservers--storage_percent"
              aggregation = 4
            },
          ]
        }
        name        = "CPU and disk of main"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Errors in the logs"
          size    = 0
          query = join("\n", [
            "union isfuzzy=true",
            join(",\n", [
              join("\n", [
                "(",
                local.front_door_requests,
                "| where origin startswith \"one-adr-app.\"",
                "| where status in (401, 403)",
                "| project TimeGenerated, what = \"app_authentication_failures\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"one-adr-app\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"app_errors\")",
              ]),
              join("\n", [
                "(",
                local.front_door_requests,
                "| where status == 429 and (origin startswith \"one-adr-app.\" or origin in (\"\", \"N/A\"))",
                "| project TimeGenerated, what = \"app_rate_limit_hits\")",
              ]),
              join("\n", [
                "(",
                "AzureDiagnostics",
                "| where (_ResourceId =~ \"${azurerm_mysql_flexible_server.main.id}\" and Category == \"MySqlSlowLogs\")",
                "| project TimeGenerated, what = \"app_slow_queries\")",
              ]),
            ]),
            "| summarize entries = count() by bin(TimeGenerated, 5m), what",
          ])
          timeContext  = { durationMs = 86400000 }
          queryType    = 0
          resourceType = "microsoft.operationalinsights/workspaces"
          crossComponentResources = [
            azurerm_log_analytics_workspace.main.id,
          ]
          visualization = "timechart"
        }
        name        = "Errors in the logs"
        customWidth = "50"
      },
      {
        type = 1
        content = {
          json = chomp(<<-EOT
            ### Cost per day
            Workbooks cannot read costs: [Cost analysis](https://portal.azure.com/#view/Microsoft_Azure_CostManagement/Menu/~/costanalysis) shows them by day and service, a day late.
          EOT
          )
        }
        name        = "Cost per day"
        customWidth = "50"
      },
      {
        type = 1
        content = {
          json = chomp(<<-EOT
            ### Cost per request
            Workbooks cannot read costs: [Cost analysis](https://portal.azure.com/#view/Microsoft_Azure_CostManagement/Menu/~/costanalysis) shows them by day and service, a day late.
          EOT
          )
        }
        name        = "Cost per request"
        customWidth = "50"
      },
    ]
    fallbackResourceIds = [azurerm_log_analytics_workspace.main.id]
  })
  tags = local.tags
}

resource "azurerm_monitor_activity_log_alert" "platform_service_health" {
  name                = "one-adr-service-health"
  resource_group_name = azurerm_resource_group.main.name
  location            = "global"
  description         = "Azure has trouble or plans to, in our regions. Runbook: docs/infrastructure/RUNBOOK.md#platform-notices"
  scopes              = ["/subscriptions/${var.subscription_id}"]
  tags                = local.tags

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }

  criteria {
    category = "ServiceHealth"

    service_health {
      locations = ["germanywestcentral"]
      events    = ["ActionRequired", "Incident", "Security"]
    }
  }
}

resource "azurerm_monitor_activity_log_alert" "platform_lock_lifted" {
  name                = "one-adr-lock-lifted"
  resource_group_name = azurerm_resource_group.main.name
  location            = "global"
  description         = "Somebody lifted a lock that keeps data. Runbook: docs/infrastructure/RUNBOOK.md#platform-notices"
  scopes              = ["/subscriptions/${var.subscription_id}"]
  tags                = local.tags

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }

  criteria {
    category       = "Administrative"
    operation_name = "Microsoft.Authorization/locks/delete"
  }
}

# The amount is for all environments together, and a subscription can only watch itself. A budget tells, it does not
# stop anything.
resource "azurerm_consumption_budget_subscription" "monthly" {
  count = var.monthly_budget == 0 ? 0 : 1

  name            = "one-adr-monthly"
  subscription_id = "/subscriptions/${var.subscription_id}"
  amount          = var.monthly_budget
  time_grain      = "Monthly"

  time_period {
    start_date = formatdate("YYYY-MM-01'T'00:00:00'Z'", plantimestamp())
  }

  notification {
    operator       = "GreaterThanOrEqualTo"
    threshold      = 50
    threshold_type = "Actual"
    contact_groups = [azurerm_monitor_action_group.warning.id]
  }
  notification {
    operator       = "GreaterThanOrEqualTo"
    threshold      = 80
    threshold_type = "Actual"
    contact_groups = [azurerm_monitor_action_group.warning.id]
  }
  notification {
    operator       = "GreaterThanOrEqualTo"
    threshold      = 100
    threshold_type = "Actual"
    contact_groups = [azurerm_monitor_action_group.warning.id]
  }

  # Early: when the month is going to end above it.
  notification {
    operator       = "GreaterThanOrEqualTo"
    threshold      = 100
    threshold_type = "Forecasted"
    contact_groups = [azurerm_monitor_action_group.warning.id]
  }

  lifecycle {
    # It has to begin in the month in which it is made, and stays so.
    ignore_changes = [time_period]
  }
}
