# Critical alerts go to var.critical_action_groups too, which is where pagers are.
resource "azurerm_monitor_action_group" "critical" {
  name                = "relay-critical"
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
  name                = "relay-warning"
  resource_group_name = azurerm_resource_group.main.name
  short_name          = "warning"
  tags                = local.tags

  email_receiver {
    name                    = "mailbox"
    email_address           = var.alert_email
    use_common_alert_schema = true
  }
}

resource "azurerm_application_insights_standard_web_test" "api" {
  count = var.availability_tests ? 1 : 0

  name                    = "relay-api"
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
    url                              = "https://relay-api.${azurerm_container_app_environment.main.default_domain}/readyz"
    http_verb                        = "GET"
    parse_dependent_requests_enabled = false
  }

  validation_rules {
    expected_status_code        = 200
    ssl_check_enabled           = true
    ssl_cert_remaining_lifetime = 7
  }
}

# Container Apps counts requests but compares no counts, so this is the limit's share of a tenth of the
# peak that was promised, and never fewer than ten.
resource "azurerm_monitor_metric_alert" "api_burn_fast" {
  name                = "relay-api-burn-fast"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-fast"
  severity            = 0
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT1H"
  frequency           = "PT1M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Requests"
    aggregation            = "Total"
    operator               = "GreaterThanOrEqual"
    threshold              = 259
    skip_metric_validation = true

    dimension {
      name     = "statusCodeCategory"
      operator = "Include"
      values   = ["5xx"]
    }
  }

  dynamic "action" {
    for_each = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)

    content {
      action_group_id = action.value
    }
  }
}

resource "azurerm_monitor_metric_alert" "api_down" {
  count = var.availability_tests ? 1 : 0

  name                = "relay-api-down"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api is down. Nobody outside gets an answer. Fires when two places or more get no good answer. First look: is the newest revision the cause? `az containerapp revision list -n relay-api -g relay-main -o table`. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-down"
  severity            = 0
  scopes = [
    azurerm_application_insights_standard_web_test.api[0].id,
    azurerm_application_insights.main.id,
  ]
  window_size = "PT5M"
  frequency   = "PT1M"
  tags        = local.tags

  application_insights_web_test_location_availability_criteria {
    web_test_id           = azurerm_application_insights_standard_web_test.api[0].id
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

# Container Apps counts requests but compares no counts, so this is the limit's share of a tenth of the
# peak that was promised, and never fewer than ten.
resource "azurerm_monitor_metric_alert" "api_errors_critical" {
  name                = "relay-api-errors-critical"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api fails every tenth request. At least one request in ten fails; most users notice. Fires when more than 10 % of the requests of 5 min end in a server error. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-errors-critical"
  severity            = 0
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT5M"
  frequency           = "PT1M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Requests"
    aggregation            = "Total"
    operator               = "GreaterThanOrEqual"
    threshold              = 30
    skip_metric_validation = true

    dimension {
      name     = "statusCodeCategory"
      operator = "Include"
      values   = ["5xx"]
    }
  }

  dynamic "action" {
    for_each = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)

    content {
      action_group_id = action.value
    }
  }
}

# Container Apps measures no percentiles; the average passes the limit later than they do.
resource "azurerm_monitor_metric_alert" "api_latency_critical" {
  name                = "relay-api-latency-critical"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api answers far too slowly. One answer in a hundred takes longer than 10 s; people give up or try again, which adds load. Fires when one of a hundred requests of 5 min takes longer than 10 s. First look: the database's processor and the number of replicas in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-latency-critical"
  severity            = 0
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT5M"
  frequency           = "PT1M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "ResponseTime"
    aggregation            = "Average"
    operator               = "GreaterThan"
    threshold              = 10000
    skip_metric_validation = true
  }

  dynamic "action" {
    for_each = concat([azurerm_monitor_action_group.critical.id], var.critical_action_groups)

    content {
      action_group_id = action.value
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "api_migrate_failed" {
  name                    = "relay-api-migrate-failed-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "Job api-migrate failed. The release stopped before traffic moved; users still have the version before. Fires when an execution fails. First look: `az containerapp job execution list -n relay-api-migrate -g relay-main -o table`, then its logs. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-migrate-failed"
  display_name            = "relay: Job api-migrate failed"
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
      "| where column_ifexists(\"JobName_s\", \"\") == \"relay-api-migrate\"",
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
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-api-migrate-failed"
    }
  }
}

resource "azurerm_monitor_activity_log_alert" "database_main_unreachable" {
  name                = "relay-database-main-unreachable"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
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
  name                = "relay-database-main-unreachable"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
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
  name                    = "relay-database-main-unreachable-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "The database main cannot be reached. Whatever needs the database fails. Fires when the server is down, or workloads log that they cannot connect. First look: Resource health of the server in the portal, and its restarts. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  display_name            = "relay: The database main cannot be reached"
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
      "| where workload in (\"relay-api\", \"relay-api-migrate\", \"relay-worker\")",
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

resource "azurerm_monitor_metric_alert" "api_authentication_failures" {
  name                = "relay-api-authentication-failures"
  resource_group_name = azurerm_resource_group.main.name
  description         = "api turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Fires when more than 20 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-authentication-failures"
  severity            = 2
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Requests"
    aggregation            = "Total"
    operator               = "GreaterThan"
    threshold              = 300
    skip_metric_validation = true

    dimension {
      name     = "statusCode"
      operator = "Include"
      values   = ["401", "403"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

# Container Apps counts requests but compares no counts, so this is the limit's share of a tenth of the
# peak that was promised, and never fewer than ten.
resource "azurerm_monitor_metric_alert" "api_burn_slow" {
  name                = "relay-api-burn-slow"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Fires when the error budget of 30 days burns too fast. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-slow"
  severity            = 2
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT6H"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Requests"
    aggregation            = "Total"
    operator               = "GreaterThanOrEqual"
    threshold              = 648
    skip_metric_validation = true

    dimension {
      name     = "statusCodeCategory"
      operator = "Include"
      values   = ["5xx"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "api_ceiling" {
  name                = "relay-api-ceiling"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Fires when 90 % of the allowed instances run for 5 min. First look: is it traffic, or do requests take longer than usual? Compare both in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-ceiling"
  severity            = 2
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Replicas"
    aggregation            = "Maximum"
    operator               = "GreaterThanOrEqual"
    threshold              = var.alert_limits.api_ceiling
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

# Container Apps counts requests but compares no counts, so this is the limit's share of a tenth of the
# peak that was promised, and never fewer than ten.
resource "azurerm_monitor_metric_alert" "api_errors_warning" {
  name                = "relay-api-errors-warning"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Fires when more than 5 % of the requests of 10 min end in a server error. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-errors-warning"
  severity            = 2
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Requests"
    aggregation            = "Total"
    operator               = "GreaterThanOrEqual"
    threshold              = 45
    skip_metric_validation = true

    dimension {
      name     = "statusCodeCategory"
      operator = "Include"
      values   = ["5xx"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

# Container Apps measures no percentiles; the average passes the limit later than they do.
resource "azurerm_monitor_metric_alert" "api_latency_warning" {
  name                = "relay-api-latency-warning"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Api answers slowly. Five answers in a hundred take longer than 2 s; the target is 1 s. Fires when five of a hundred requests of 10 min take longer than 2 s. First look: the database's processor and the number of replicas in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-latency-warning"
  severity            = 2
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "ResponseTime"
    aggregation            = "Average"
    operator               = "GreaterThan"
    threshold              = 2000
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "api_rate_limit_hits" {
  name                = "relay-api-rate-limit-hits"
  resource_group_name = azurerm_resource_group.main.name
  description         = "api limits many requests. Somebody sends far too much, or the limit is too low for honest use. Fires when more than 60 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-rate-limit-hits"
  severity            = 2
  scopes              = [azurerm_container_app.api.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Requests"
    aggregation            = "Total"
    operator               = "GreaterThan"
    threshold              = 900
    skip_metric_validation = true

    dimension {
      name     = "statusCode"
      operator = "Include"
      values   = ["429"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "api_slow_queries" {
  name                    = "relay-api-slow-queries-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "api waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Fires when more than 10 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n relay-api -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-slow-queries"
  display_name            = "relay: api waits for slow statements"
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
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-api-slow-queries"
    }
  }
}

resource "azurerm_monitor_metric_alert" "database_main_connections" {
  name                = "relay-database-main-connections"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of connections. At the limit new connections are refused, and requests fail. Fires when more than 80 % is in use for 5 min. First look: which workload holds them: `SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2`. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
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
  name                = "relay-database-main-cpu"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main works at its limit. Statements wait for the processor, and answers become slow. Fires when more than 80 % is in use for 15 min. First look: Query Performance Insight of the server: which statement takes the most? Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
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
  name                = "relay-database-main-disk"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of disk. The disk grows by itself up to its limit; there, writes fail. Fires when more than 80 % is in use for 10 min. First look: what grew: tables, or logs that a stuck replica holds back? Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
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
  name                = "relay-database-main-memory"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The database main is running out of memory. Beyond it the engine is stopped and starts again, which takes a minute. Fires when more than 90 % is in use for 15 min. First look: Query Performance Insight of the server: which statement takes the most? Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
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

# How old messages are is not measured: here some wait all the time, and none is finished.
resource "azurerm_monitor_metric_alert" "topic_events_age" {
  name                = "relay-topic-events-age"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The topic events falls behind. The oldest message has waited for more than five minutes; what it should cause is late. Fires when something waits and nothing is finished for 10 min. First look: is the consumer running, and does it log errors? Runbook: docs/infrastructure/RUNBOOK.md#alert-topic-events-age"
  severity            = 2
  scopes              = [azurerm_servicebus_namespace.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.ServiceBus/namespaces"
    metric_name            = "ActiveMessages"
    aggregation            = "Minimum"
    operator               = "GreaterThan"
    threshold              = 0
    skip_metric_validation = true

    dimension {
      name     = "EntityName"
      operator = "Include"
      values   = ["events"]
    }
  }
  criteria {
    metric_namespace       = "Microsoft.ServiceBus/namespaces"
    metric_name            = "CompleteMessage"
    aggregation            = "Total"
    operator               = "LessThanOrEqual"
    threshold              = 0
    skip_metric_validation = true

    dimension {
      name     = "EntityName"
      operator = "Include"
      values   = ["events"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

# And here more wait, all the time, than can be worked on at once.
resource "azurerm_monitor_metric_alert" "topic_events_age_backlog" {
  name                = "relay-topic-events-age-backlog"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The topic events falls behind. The oldest message has waited for more than five minutes; what it should cause is late. Fires when something waits and nothing is finished for 10 min. First look: is the consumer running, and does it log errors? Runbook: docs/infrastructure/RUNBOOK.md#alert-topic-events-age"
  severity            = 2
  scopes              = [azurerm_servicebus_namespace.main.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.ServiceBus/namespaces"
    metric_name            = "ActiveMessages"
    aggregation            = "Minimum"
    operator               = "GreaterThan"
    threshold              = 3
    skip_metric_validation = true

    dimension {
      name     = "EntityName"
      operator = "Include"
      values   = ["events"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "topic_events_dead_letters" {
  name                = "relay-topic-events-dead-letters"
  resource_group_name = azurerm_resource_group.main.name
  description         = "The topic events has messages that nobody can handle. They failed every attempt and wait in the dead-letter topic to be looked at. Fires when something fails for good. First look: one of the failed messages in Service Bus Explorer in the portal. Runbook: docs/infrastructure/RUNBOOK.md#alert-topic-events-dead-letters"
  severity            = 2
  scopes              = [azurerm_servicebus_namespace.main.id]
  window_size         = "PT5M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.ServiceBus/namespaces"
    metric_name            = "DeadletteredMessages"
    aggregation            = "Maximum"
    operator               = "GreaterThanOrEqual"
    threshold              = 1
    skip_metric_validation = true

    dimension {
      name     = "EntityName"
      operator = "Include"
      values   = ["events"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_metric_alert" "worker_ceiling" {
  name                = "relay-worker-ceiling"
  resource_group_name = azurerm_resource_group.main.name
  description         = "Worker is at its ceiling of instances. Work comes in faster than it is done, and the backlog grows. Fires when 90 % of the allowed instances run for 10 min. First look: is it traffic, or do requests take longer than usual? Compare both in the workbook. Runbook: docs/infrastructure/RUNBOOK.md#alert-worker-ceiling"
  severity            = 2
  scopes              = [azurerm_container_app.worker.id]
  window_size         = "PT15M"
  frequency           = "PT5M"
  tags                = local.tags

  criteria {
    metric_namespace       = "Microsoft.App/containerApps"
    metric_name            = "Replicas"
    aggregation            = "Maximum"
    operator               = "GreaterThanOrEqual"
    threshold              = var.alert_limits.worker_ceiling
    skip_metric_validation = true
  }

  action {
    action_group_id = azurerm_monitor_action_group.warning.id
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "worker_slow_queries" {
  name                    = "relay-worker-slow-queries-logs"
  resource_group_name     = azurerm_resource_group.main.name
  description             = "worker waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Fires when more than 10 per minute such entries are counted over 10 min. First look: `az containerapp logs show -n relay-worker -g relay-main --tail 100`; if it began with a release, roll back. Runbook: docs/infrastructure/RUNBOOK.md#alert-worker-slow-queries"
  display_name            = "relay: worker waits for slow statements"
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
      runbook     = "docs/infrastructure/RUNBOOK.md#alert-worker-slow-queries"
    }
  }
}

resource "azurerm_application_insights_workbook" "main" {
  name                = uuidv5("url", "https://portal.azure.com/${var.subscription_id}/relay")
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  display_name        = "relay"
  # Azure gives it back in small letters.
  source_id = lower(azurerm_log_analytics_workspace.main.id)
  data_json = jsonencode({
    version = "Notebook/1.0"
    items = [
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Requests of api"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.api.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Requests"
              aggregation = 1
            },
          ]
        }
        name        = "Requests of api"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Response time of api: p50, p95, p99"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.api.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--ResponseTime"
              aggregation = 4
            },
          ]
        }
        name        = "Response time of api: p50, p95, p99"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Failed requests of api"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.api.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Requests"
              aggregation = 1
              splitBy     = "statusCodeCategory"
            },
          ]
        }
        name        = "Failed requests of api"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Instances of api"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.api.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Replicas"
              aggregation = 3
            },
          ]
        }
        name        = "Instances of api"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "CPU and memory of api"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.api.id]
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
        name        = "CPU and memory of api"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Instances of worker"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.worker.id]
          timeContext  = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.app/containerapps"
              metric      = "microsoft.app/containerapps--Replicas"
              aggregation = 3
            },
          ]
        }
        name        = "Instances of worker"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "CPU and memory of worker"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.app/containerapps"
          metricScope  = 0
          resourceIds  = [azurerm_container_app.worker.id]
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
        name        = "CPU and memory of worker"
        customWidth = "50"
      },
      {
        type = 10
        content = {
          version      = "MetricsItem/2.0"
          title        = "Backlog of events"
          size         = 0
          chartType    = 2
          resourceType = "microsoft.servicebus/namespaces"
          metricScope  = 0
          resourceIds = [
            azurerm_servicebus_namespace.main.id,
          ]
          timeContext = { durationMs = 86400000 }
          metrics = [
            {
              namespace   = "microsoft.servicebus/namespaces"
              metric      = "microsoft.servicebus/namespaces--ActiveMessages"
              aggregation = 3
              splitBy     = "EntityName"
            },
            {
              namespace   = "microsoft.servicebus/namespaces"
              metric      = "microsoft.servicebus/namespaces--DeadletteredMessages"
              aggregation = 3
              splitBy     = "EntityName"
            },
          ]
        }
        name        = "Backlog of events"
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
          title   = "Errors in the logs"
          size    = 0
          query = join("\n", [
            "union isfuzzy=true",
            join(",\n", [
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"relay-api\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"api_errors\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"relay-api-migrate\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"api_migrate_errors\")",
              ]),
              join("\n", [
                "(",
                "AzureDiagnostics",
                "| where (_ResourceId =~ \"${azurerm_postgresql_flexible_server.main.id}\" and Category == \"PostgreSQLLogs\" and column_ifexists(\"Message\", \"\") matches regex @\"duration: [0-9]{4,}\")",
                "| project TimeGenerated, what = \"api_slow_queries\")",
              ]),
              join("\n", [
                "(",
                "ContainerAppConsoleLogs_CL",
                "| where coalesce(column_ifexists(\"ContainerAppName_s\", \"\"), column_ifexists(\"ContainerJobName_s\", \"\")) == \"relay-worker\"",
                "| extend message = Log_s",
                "| where message matches regex @\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\" or message matches regex @\"(?i)['\\\"\"](level|severity)['\\\"\"]\\s*:\\s*['\\\"\"](error|critical|fatal|alert|emergency)\"",
                "| project TimeGenerated, what = \"worker_errors\")",
              ]),
              join("\n", [
                "(",
                "AzureDiagnostics",
                "| where (_ResourceId =~ \"${azurerm_postgresql_flexible_server.main.id}\" and Category == \"PostgreSQLLogs\" and column_ifexists(\"Message\", \"\") matches regex @\"duration: [0-9]{4,}\")",
                "| project TimeGenerated, what = \"worker_slow_queries\")",
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
  name                = "relay-service-health"
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
      locations = ["eastus2"]
      events    = ["ActionRequired", "Incident", "Security"]
    }
  }
}
