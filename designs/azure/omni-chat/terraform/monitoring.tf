# Critical alerts go to var.critical_action_groups too, which is where pagers are.
resource "azurerm_monitor_action_group" "critical" {
  name                = "omni-chat-critical"
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
  name                = "omni-chat-warning"
  resource_group_name = azurerm_resource_group.main.name
  short_name          = "warning"
  tags                = local.tags

  email_receiver {
    name                    = "mailbox"
    email_address           = var.alert_email
    use_common_alert_schema = true
  }
}

# No path that tells the health of `backend` is reachable from outside, so any answer below 400 counts.
resource "azurerm_application_insights_standard_web_test" "backend" {
  count = var.availability_tests ? 1 : 0

  name                    = "omni-chat-backend"
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
    url                              = "https://${var.domain}/api"
    http_verb                        = "GET"
    parse_dependent_requests_enabled = false
  }

  validation_rules {
    expected_status_code        = 0
    ssl_check_enabled           = true
    ssl_cert_remaining_lifetime = 7
  }
}

resource "azurerm_application_insights_standard_web_test" "frontend" {
  count = var.availability_tests ? 1 : 0

  name                    = "omni-chat-frontend"
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
    url                              = "https://${var.domain}/api/health"
    http_verb                        = "GET"
    parse_dependent_requests_enabled = false
  }

  validation_rules {
    expected_status_code        = 200
    ssl_check_enabled           = true
    ssl_cert_remaining_lifetime = 7
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_burn_fast" {
  name                    = "omni-chat-backend-burn-fast-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Backend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast"
  display_name            = "omni-chat: Backend spends its error budget fast"
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
      "| where origin startswith \"omni-chat-backend.\"",
      "| summarize requests = count(), failed = countif(status >= 500), recent = countif(TimeGenerated > ago(15m)), recently_failed = countif(status >= 500 and TimeGenerated > ago(15m))",
      "| where requests >= 10 and 1.0 * failed / requests > 0.0144 and 1.0 * recently_failed / recent > 0.0144",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast"
    }
  }
}

resource "azurerm_monitor_metric_alert" "backend_down" {
  count = var.availability_tests ? 1 : 0

  name                = "omni-chat-backend-down"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Backend is down. Nobody outside gets an answer. Fires when two places or more get no good answer. First look: is the newest revision the cause? `az containerapp revision list -n omni-chat-backend -g omni-chat-main -o table`. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-down"
  severity            = 0
  scopes = [
    azurerm_application_insights_standard_web_test.backend[0].id,
    azurerm_application_insights.main.id,
  ]
  window_size = "PT5M"
  frequency   = "PT1M"
  tags        = local.tags

  application_insights_web_test_location_availability_criteria {
    web_test_id           = azurerm_application_insights_standard_web_test.backend[0].id
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

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_errors_critical" {
  name                    = "omni-chat-backend-errors-critical-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Backend fails every tenth request. At least one request in ten fails; most users notice. Fires when more than 10 % of the requests of 5 min end in a server error. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-critical"
  display_name            = "omni-chat: Backend fails every tenth request"
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
      "| where origin startswith \"omni-chat-backend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-critical"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_migrate_failed" {
  name                    = "omni-chat-backend-migrate-failed-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Job backend-migrate failed. The release stopped before traffic moved; users still have the version before. Fires when an execution fails. First look: `az containerapp job execution list -n omni-chat-backend-migrate -g omni-chat-main -o table`, then its logs. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-migrate-failed"
  display_name            = "omni-chat: Job backend-migrate failed"
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
      "ContainerAppSystemLogs_CL",
      "| where column_ifexists(\"JobName_s\", \"\") == \"omni-chat-backend-migrate\"",
      "| where Reason_s in (\"BackoffLimitExceeded\", \"DeadlineExceeded\", \"FailedExecution\") or (Log_s has \"execution\" and Log_s has \"failed\")",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-migrate-failed"
    }
  }
}

resource "azurerm_monitor_activity_log_alert" "database_main_unreachable" {
  name                = "omni-chat-database-main-unreachable"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  location            = "global"
  scopes              = [azurerm_postgresql_flexible_server.main.id]
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

resource "azurerm_monitor_metric_alert" "database_main_unreachable" {
  name                = "omni-chat-database-main-unreachable"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  severity            = 0
  scopes              = [azurerm_postgresql_flexible_server.main.id]
  window_size         = "PT5M"
  frequency           = "PT1M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforPostgreSQL/flexibleServers"
    metric_name            = "is_db_alive"
    aggregation            = "Maximum"
    operator               = "LessThan"
    threshold              = 1
    skip_metric_validation = true
  }

  dynamic "action" {
    for_each = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)

    content {
      action_group_id = action.value
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "database_main_unreachable" {
  name                    = "omni-chat-database-main-unreachable-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  display_name            = "omni-chat: The database main cannot be reached"
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
      "| where workload in (\"omni-chat-backend\", \"omni-chat-backend-migrate\")",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_burn_fast" {
  name                    = "omni-chat-frontend-burn-fast-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Frontend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n omni-chat-frontend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast"
  display_name            = "omni-chat: Frontend spends its error budget fast"
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
      "| where origin startswith \"omni-chat-frontend.\"",
      "| summarize requests = count(), failed = countif(status >= 500), recent = countif(TimeGenerated > ago(15m)), recently_failed = countif(status >= 500 and TimeGenerated > ago(15m))",
      "| where requests >= 10 and 1.0 * failed / requests > 0.0144 and 1.0 * recently_failed / recent > 0.0144",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast"
    }
  }
}

resource "azurerm_monitor_metric_alert" "frontend_down" {
  count = var.availability_tests ? 1 : 0

  name                = "omni-chat-frontend-down"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Frontend is down. Nobody outside gets an answer. Fires when two places or more get no good answer. First look: is the newest revision the cause? `az containerapp revision list -n omni-chat-frontend -g omni-chat-main -o table`. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-down"
  severity            = 0
  scopes = [
    azurerm_application_insights_standard_web_test.frontend[0].id,
    azurerm_application_insights.main.id,
  ]
  window_size = "PT5M"
  frequency   = "PT1M"
  tags        = local.tags

  application_insights_web_test_location_availability_criteria {
    web_test_id           = azurerm_application_insights_standard_web_test.frontend[0].id
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

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_errors_critical" {
  name                    = "omni-chat-frontend-errors-critical-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Frontend fails every tenth request. At least one request in ten fails; most users notice. Fires when more than 10 % of the requests of 5 min end in a server error. First look: `az containerapp logs show -n omni-chat-frontend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-critical"
  display_name            = "omni-chat: Frontend fails every tenth request"
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
      "| where origin startswith \"omni-chat-frontend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-critical"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_latency_critical" {
  name                    = "omni-chat-frontend-latency-critical-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Frontend answers far too slowly. One answer in a hundred takes longer than 10 s; people give up or try again, which adds load. Fires when one of a hundred requests of 5 min takes longer than 10 s. First look: the database's processor and the number of replicas in the workbook. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-critical"
  display_name            = "omni-chat: Frontend answers far too slowly"
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
      "| where origin startswith \"omni-chat-frontend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-critical"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_anthropic_failures" {
  name                    = "omni-chat-backend-anthropic-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Calls of backend to api.anthropic.com fail. What depends on api.anthropic.com does not work; the cause is likely there or in the key. Fires when more than 5 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-anthropic-failures"
  display_name            = "omni-chat: Calls of backend to api.anthropic.com fail"
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
      "ContainerAppConsoleLogs_CL",
      "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
      "| extend message = Log_s",
      "| where message has \"api.anthropic.com\"",
      "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
      "| summarize entries = count()",
      "| where entries > 50",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-anthropic-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_authentication_failures" {
  name                    = "omni-chat-backend-authentication-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "backend turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Fires when more than 20 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-authentication-failures"
  display_name            = "omni-chat: backend turns away many sign-ins"
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
      "| where origin startswith \"omni-chat-backend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-authentication-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_burn_slow" {
  name                    = "omni-chat-backend-burn-slow-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Backend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow"
  display_name            = "omni-chat: Backend spends its error budget steadily"
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
      "| where origin startswith \"omni-chat-backend.\"",
      "| summarize requests = count(), failed = countif(status >= 500), recent = countif(TimeGenerated > ago(30m)), recently_failed = countif(status >= 500 and TimeGenerated > ago(30m))",
      "| where requests >= 10 and 1.0 * failed / requests > 0.006 and 1.0 * recently_failed / recent > 0.006",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow"
    }
  }
}

resource "azurerm_monitor_metric_alert" "backend_ceiling" {
  name                = "omni-chat-backend-ceiling"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Backend is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Fires when 90 % of the allowed instances run for 5 min. First look: is it traffic, or do requests take longer than usual? Compare both in the workbook. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-ceiling"
  severity            = 2
  scopes              = [azurerm_container_app.backend.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Replicas"
    aggregation            = "Maximum"
    operator               = "GreaterThanOrEqual"
    threshold              = var.alert_limits.backend_ceiling
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_errors_warning" {
  name                    = "omni-chat-backend-errors-warning-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Backend fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Fires when more than 5 % of the requests of 10 min end in a server error. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-warning"
  display_name            = "omni-chat: Backend fails too often"
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
      "| where origin startswith \"omni-chat-backend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-warning"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_google_failures" {
  name                    = "omni-chat-backend-google-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Calls of backend to generativelanguage.googleapis.com fail. What depends on generativelanguage.googleapis.com does not work; the cause is likely there or in the key. Fires when more than 5 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-google-failures"
  display_name            = "omni-chat: Calls of backend to generativelanguage.googleapis.com fail"
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
      "ContainerAppConsoleLogs_CL",
      "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
      "| extend message = Log_s",
      "| where message has \"generativelanguage.googleapis.com\"",
      "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
      "| summarize entries = count()",
      "| where entries > 50",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-google-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_googleapis_failures" {
  name                    = "omni-chat-backend-googleapis-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Calls of backend to www.googleapis.com fail. What depends on www.googleapis.com does not work; the cause is likely there or in the key. Fires when more than 5 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-googleapis-failures"
  display_name            = "omni-chat: Calls of backend to www.googleapis.com fail"
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
      "ContainerAppConsoleLogs_CL",
      "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
      "| extend message = Log_s",
      "| where message has \"www.googleapis.com\"",
      "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
      "| summarize entries = count()",
      "| where entries > 50",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-googleapis-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_openai_failures" {
  name                    = "omni-chat-backend-openai-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Calls of backend to api.openai.com fail. What depends on api.openai.com does not work; the cause is likely there or in the key. Fires when more than 5 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-openai-failures"
  display_name            = "omni-chat: Calls of backend to api.openai.com fail"
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
      "ContainerAppConsoleLogs_CL",
      "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
      "| extend message = Log_s",
      "| where message has \"api.openai.com\"",
      "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
      "| summarize entries = count()",
      "| where entries > 50",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-openai-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_rate_limit_hits" {
  name                    = "omni-chat-backend-rate-limit-hits-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "backend limits many requests. Somebody sends far too much, or the limit is too low for honest use. Fires when more than 60 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-rate-limit-hits"
  display_name            = "omni-chat: backend limits many requests"
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
      "| where status == 429 and (origin startswith \"omni-chat-backend.\" or origin in (\"\", \"N/A\"))",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-rate-limit-hits"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "backend_slow_queries" {
  name                    = "omni-chat-backend-slow-queries-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "backend waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Fires when more than 10 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-backend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-slow-queries"
  display_name            = "omni-chat: backend waits for slow statements"
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
      "| where (_ResourceId =~ \"${azurerm_postgresql_flexible_server.main.id}\" and Category == \"PostgreSQLLogs\" and column_ifexists(\"Message\", \"\") matches regex @\"duration: [0-9]{4,}\")",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-slow-queries"
    }
  }
}

resource "azurerm_monitor_metric_alert" "cache_memory" {
  name                = "omni-chat-cache-memory"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The cache cache is nearly full. Its instance runs short of memory for itself; soon writes are refused or it starts again, empty. Fires when more than 80 % is in use for 10 min. First look: hits and evictions in the workbook; keys without an expiry are usual. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-cache-memory"
  severity            = 2
  scopes              = [azurerm_managed_redis.cache.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.Cache/redisEnterprise"
    metric_name            = "usedmemorypercentage"
    aggregation            = "Maximum"
    operator               = "GreaterThan"
    threshold              = 80
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

# Azure knows what a day cost a day later, and has no rule on an amount: this one learns what is usual. Amounts
# are the budget's.
resource "azurerm_cost_anomaly_alert" "daily_cost" {
  name            = "omni-chat-daily-cost"
  display_name    = "omni-chat: A day costs more than usual"
  subscription_id = "/subscriptions/${var.subscription_id}"
  email_addresses = [var.alert_email]
  email_subject   = "A day costs more than usual"
  message         = "Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-daily-cost"
}

resource "azurerm_monitor_metric_alert" "database_main_connections" {
  name                = "omni-chat-database-main-connections"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of connections. At the limit new connections are refused, and requests fail. Fires when more than 80 % is in use for 5 min. First look: which workload holds them: `SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2`. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
  severity            = 2
  scopes              = [azurerm_postgresql_flexible_server.main.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforPostgreSQL/flexibleServers"
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
  name                = "omni-chat-database-main-cpu"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main works at its limit. Statements wait for the processor, and answers become slow. Fires when more than 80 % is in use for 15 min. First look: Query Performance Insight of the server: which statement takes the most? Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
  severity            = 2
  scopes              = [azurerm_postgresql_flexible_server.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforPostgreSQL/flexibleServers"
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
  name                = "omni-chat-database-main-disk"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of disk. The disk grows by itself up to its limit; there, writes fail. Fires when more than 80 % is in use for 10 min. First look: what grew: tables, or logs that a stuck replica holds back? Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
  severity            = 2
  scopes              = [azurerm_postgresql_flexible_server.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforPostgreSQL/flexibleServers"
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
  name                = "omni-chat-database-main-memory"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of memory. Beyond it the engine is stopped and starts again, which takes a minute. Fires when more than 90 % is in use for 15 min. First look: Query Performance Insight of the server: which statement takes the most? Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
  severity            = 2
  scopes              = [azurerm_postgresql_flexible_server.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.DBforPostgreSQL/flexibleServers"
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

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_authentication_failures" {
  name                    = "omni-chat-frontend-authentication-failures-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "frontend turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Fires when more than 20 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-frontend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-authentication-failures"
  display_name            = "omni-chat: frontend turns away many sign-ins"
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
      "| where origin startswith \"omni-chat-frontend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-authentication-failures"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_burn_slow" {
  name                    = "omni-chat-frontend-burn-slow-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Frontend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n omni-chat-frontend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow"
  display_name            = "omni-chat: Frontend spends its error budget steadily"
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
      "| where origin startswith \"omni-chat-frontend.\"",
      "| summarize requests = count(), failed = countif(status >= 500), recent = countif(TimeGenerated > ago(30m)), recently_failed = countif(status >= 500 and TimeGenerated > ago(30m))",
      "| where requests >= 10 and 1.0 * failed / requests > 0.006 and 1.0 * recently_failed / recent > 0.006",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow"
    }
  }
}

resource "azurerm_monitor_metric_alert" "frontend_ceiling" {
  name                = "omni-chat-frontend-ceiling"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Frontend is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Fires when 90 % of the allowed instances run for 5 min. First look: is it traffic, or do requests take longer than usual? Compare both in the workbook. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-ceiling"
  severity            = 2
  scopes              = [azurerm_container_app.frontend.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Replicas"
    aggregation            = "Maximum"
    operator               = "GreaterThanOrEqual"
    threshold              = var.alert_limits.frontend_ceiling
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_errors_warning" {
  name                    = "omni-chat-frontend-errors-warning-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Frontend fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Fires when more than 5 % of the requests of 10 min end in a server error. First look: `az containerapp logs show -n omni-chat-frontend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-warning"
  display_name            = "omni-chat: Frontend fails too often"
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
      "| where origin startswith \"omni-chat-frontend.\"",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-warning"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_latency_warning" {
  name                    = "omni-chat-frontend-latency-warning-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Frontend answers slowly. Five answers in a hundred take longer than 5 s; the target is 3 s. Fires when five of a hundred requests of 10 min take longer than 5 s. First look: the database's processor and the number of replicas in the workbook. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-warning"
  display_name            = "omni-chat: Frontend answers slowly"
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
      "| where origin startswith \"omni-chat-frontend.\"",
      "| summarize requests = count(), taken = percentile(seconds, 95)",
      "| where requests >= 10 and taken > 5",
    ])
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.warning.id]
    custom_properties = {
      environment = var.environment
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-warning"
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "frontend_rate_limit_hits" {
  name                    = "omni-chat-frontend-rate-limit-hits-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "frontend limits many requests. Somebody sends far too much, or the limit is too low for honest use. Fires when more than 60 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n omni-chat-frontend -g omni-chat-main --tail 100`; if it began with a release, roll back. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-rate-limit-hits"
  display_name            = "omni-chat: frontend limits many requests"
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
      "| where status == 429 and (origin startswith \"omni-chat-frontend.\" or origin in (\"\", \"N/A\"))",
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
      runbook     = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-rate-limit-hits"
    }
  }
}

resource "azurerm_application_insights_workbook" "main" {
  name                = uuidv5("url", "https://portal.azure.com/${var.subscription_id}/omni-chat")
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  display_name        = "omni-chat"
  # Azure gives it back in small letters.
  source_id = lower(azurerm_log_analytics_workspace.main.id)
  data_json = jsonencode({
    version = "Notebook/1.0"
    items = [
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Requests of backend: backend"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"omni-chat-backend.\"",
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
        name        = "Requests of backend: backend"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Response time of backend: p50, p95, p99: backend"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"omni-chat-backend.\"",
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
        name        = "Response time of backend: p50, p95, p99: backend"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Failed requests of backend: backend"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"omni-chat-backend.\"",
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
        name        = "Failed requests of backend: backend"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Requests of frontend: frontend"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"omni-chat-frontend.\"",
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
        name        = "Requests of frontend: frontend"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Response time of frontend: p50, p95, p99: frontend"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"omni-chat-frontend.\"",
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
        name        = "Response time of frontend: p50, p95, p99: frontend"
        customWidth = "50"
      },
      {
        type = 3
        content = {
          version = "KqlItem/1.0"
          title   = "Failed requests of frontend: frontend"
          size    = 0
          query = join("\n", [
            local.front_door_requests,
            "| where origin startswith \"omni-chat-frontend.\"",
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
        name        = "Failed requests of frontend: frontend"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Instances of backend"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.backend.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Replicas"
              aggregation = 3
            },
          ]
        }
        name        = "Instances of backend"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "CPU and memory of backend"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.backend.id]
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
        name        = "CPU and memory of backend"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Instances of frontend"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.frontend.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Replicas"
              aggregation = 3
            },
          ]
        }
        name        = "Instances of frontend"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "CPU and memory of frontend"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.frontend.id]
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
        name        = "CPU and memory of frontend"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Hit rate of cache"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.cache/redisenterprise"
          metricScope  = 0
          resourceIds  = [azurerm_managed_redis.cache.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.cache/redisenterprise"
              metric      = "microsoft.cache/redisenterprise--cachehits"
              aggregation = 1
            },
            {
              namespace   = "microsoft.cache/redisenterprise"
              metric      = "microsoft.cache/redisenterprise--cachemisses"
              aggregation = 1
            },
          ]
        }
        name        = "Hit rate of cache"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Memory of cache"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.cache/redisenterprise"
          metricScope  = 0
          resourceIds  = [azurerm_managed_redis.cache.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.cache/redisenterprise"
              metric      = "microsoft.cache/redisenterprise--usedmemorypercentage"
              aggregation = 3
            },
          ]
        }
        name        = "Memory of cache"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Connections of main"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.dbforpostgresql/flexibleservers"
          metricScope  = 0
          resourceIds = [
            azurerm_postgresql_flexible_server.main.id,
          ]
          timeContext = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.dbforpostgresql/flexibleservers"
              metric      = "microsoft.dbforpostgresql/flexibleservers--active_connections"
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
          resourceType = "microsoft.dbforpostgresql/flexibleservers"
          metricScope  = 0
          resourceIds = [
            azurerm_postgresql_flexible_server.main.id,
          ]
          timeContext = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.dbforpostgresql/flexibleservers"
              metric      = "microsoft.dbforpostgresql/flexibleservers--cpu_percent"
              aggregation = 4
            },
            {
              namespace   = "microsoft.dbforpostgresql/flexibleservers"
              metric      = "microsoft.dbforpostgresql/flexibleservers--memory_percent"
              aggregation = 4
            },
            {
              namespace   = "microsoft.dbforpostgresql/flexibleservers"
              metric      = "microsoft.dbforpostgresql/flexibleservers--storage_percent"
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
          title   = "Failed calls of backend to others"
          size    = 0
          query = join("\n", [
            "union isfuzzy=true",
            join(",\n", [
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
                "| extend message = Log_s",
                "| where message has \"api.anthropic.com\"",
                "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
                "| project TimeGenerated, what = \"api.anthropic.com\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
                "| extend message = Log_s",
                "| where message has \"generativelanguage.googleapis.com\"",
                "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
                "| project TimeGenerated, what = \"generativelanguage.googleapis.com\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
                "| extend message = Log_s",
                "| where message has \"www.googleapis.com\"",
                "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
                "| project TimeGenerated, what = \"www.googleapis.com\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
                "| extend message = Log_s",
                "| where message has \"api.openai.com\"",
                "| where message matches regex @\"HTTP/[0-9.]+\\\"\"? [45][0-9][0-9]\" or message matches regex @\"(?i)(timeout|timed out|failed|error|exception)\"",
                "| project TimeGenerated, what = \"api.openai.com\")",
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
        name        = "Failed calls of backend to others"
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
                "| where origin startswith \"omni-chat-backend.\"",
                "| where status in (401, 403)",
                "| project TimeGenerated, what = \"backend_authentication_failures\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"backend_errors\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-backend-migrate\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"backend_migrate_errors\")",
              ]),
              join("\n", [
                "(",
                local.front_door_requests,
                "| where status == 429 and (origin startswith \"omni-chat-backend.\" or origin in (\"\", \"N/A\"))",
                "| project TimeGenerated, what = \"backend_rate_limit_hits\")",
              ]),
              join("\n", [
                "(",
                "AzureDiagnostics",
                "| where (_ResourceId =~ \"${azurerm_postgresql_flexible_server.main.id}\" and Category == \"PostgreSQLLogs\" and column_ifexists(\"Message\", \"\") matches regex @\"duration: [0-9]{4,}\")",
                "| project TimeGenerated, what = \"backend_slow_queries\")",
              ]),
              join("\n", [
                "(",
                local.front_door_requests,
                "| where origin startswith \"omni-chat-frontend.\"",
                "| where status in (401, 403)",
                "| project TimeGenerated, what = \"frontend_authentication_failures\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"omni-chat-frontend\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"frontend_errors\")",
              ]),
              join("\n", [
                "(",
                local.front_door_requests,
                "| where status == 429 and (origin startswith \"omni-chat-frontend.\" or origin in (\"\", \"N/A\"))",
                "| project TimeGenerated, what = \"frontend_rate_limit_hits\")",
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
  name                = "omni-chat-service-health"
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
      locations = ["westeurope"]
      events    = ["ActionRequired", "Incident", "Security"]
    }
  }
}

resource "azurerm_monitor_activity_log_alert" "platform_lock_lifted" {
  name                = "omni-chat-lock-lifted"
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

  name            = "omni-chat-monthly"
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
