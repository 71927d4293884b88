locals {
  # USD of the last 24 hours, estimated: billable time of Cloud Run at list price for us-central1, plus what runs anyway.
  # Traffic out, logs, storage that grew, discounts and free allowances are not in it; the bill is in Cloud Billing.
  cost_per_day = "(sum(increase(run_googleapis_com:container_billable_instance_time{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[1d])) * 0.00002525 or vector(0)) + (sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[1d])) * 0.0000004 or vector(0)) + (sum(increase(run_googleapis_com:container_billable_instance_time{monitored_resource=\"cloud_run_job\",job_name=\"relay-api-migrate\"}[1d])) * 0.000019 or vector(0)) + (sum(increase(run_googleapis_com:container_billable_instance_time{monitored_resource=\"cloud_run_worker_pool\",worker_pool_name=\"relay-worker\"}[1d])) * 0.000019 or vector(0)) + ${var.fixed_cost_per_day}"
}

# Every alert goes to this mailbox.
resource "google_monitoring_notification_channel" "email" {
  display_name = "relay alerts"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.enabled]
}

resource "google_monitoring_uptime_check_config" "api" {
  display_name = "relay: api answers"
  timeout      = "10s"
  period       = "60s"

  http_check {
    path           = "/readyz"
    port           = 443
    use_ssl        = true
    validate_ssl   = true
    request_method = "GET"
  }

  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project_id
      host = (
        var.uptime_host == ""
        ? "relay-api-${data.google_project.current.number}.${var.region}.run.app"
        : var.uptime_host
      )
    }
  }

  depends_on = [google_project_service.enabled]
}

# Requests that were answered with 401 or 403.
resource "google_logging_metric" "api_authentication_failures" {
  name             = "api_authentication_failures"
  description      = "Requests turned away because of who sends them."
  filter           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND httpRequest.status=(401 OR 403)"
  label_extractors = { status = "EXTRACT(httpRequest.status)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Requests turned away because of who sends them."

    labels {
      key        = "status"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Error lines of the application; failed requests are counted by the platform itself.
resource "google_logging_metric" "api_errors" {
  name             = "api_errors"
  description      = "Log lines of api at ERROR and above."
  filter           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND (severity>=ERROR OR textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT log_id(\"run.googleapis.com/requests\")"
  label_extractors = { severity = "EXTRACT(severity)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Log lines of api at ERROR and above."

    labels {
      key        = "severity"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Error lines of the application; failed requests are counted by the platform itself.
resource "google_logging_metric" "api_migrate_errors" {
  name             = "api_migrate_errors"
  description      = "Log lines of api-migrate at ERROR and above."
  filter           = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"relay-api-migrate\" AND (severity>=ERROR OR textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT log_id(\"run.googleapis.com/requests\")"
  label_extractors = { severity = "EXTRACT(severity)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Log lines of api-migrate at ERROR and above."

    labels {
      key        = "severity"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Requests answered with 429.
resource "google_logging_metric" "api_rate_limit_hits" {
  name             = "api_rate_limit_hits"
  description      = "Requests turned away because there were too many."
  filter           = "(resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND httpRequest.status=429)"
  label_extractors = { source = "EXTRACT(resource.type)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Requests turned away because there were too many."

    labels {
      key        = "source"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Statements of a second and longer, from the database's own log.
resource "google_logging_metric" "api_slow_queries" {
  name             = "api_slow_queries"
  description      = "Statements of more than one second."
  filter           = "resource.type=\"cloudsql_database\" AND ((resource.labels.database_id=\"${var.project_id}:relay-main\" AND log_id(\"cloudsql.googleapis.com/postgres.log\") AND textPayload=~\"duration: [0-9]{4,}\"))"
  label_extractors = { database = "EXTRACT(resource.labels.database_id)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Statements of more than one second."

    labels {
      key        = "database"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Error lines of the application; failed requests are counted by the platform itself.
resource "google_logging_metric" "worker_errors" {
  name             = "worker_errors"
  description      = "Log lines of worker at ERROR and above."
  filter           = "resource.type=\"cloud_run_worker_pool\" AND resource.labels.worker_pool_name=\"relay-worker\" AND (severity>=ERROR OR textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT log_id(\"run.googleapis.com/requests\")"
  label_extractors = { severity = "EXTRACT(severity)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Log lines of worker at ERROR and above."

    labels {
      key        = "severity"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Statements of a second and longer, from the database's own log.
resource "google_logging_metric" "worker_slow_queries" {
  name             = "worker_slow_queries"
  description      = "Statements of more than one second."
  filter           = "resource.type=\"cloudsql_database\" AND ((resource.labels.database_id=\"${var.project_id}:relay-main\" AND log_id(\"cloudsql.googleapis.com/postgres.log\") AND textPayload=~\"duration: [0-9]{4,}\"))"
  label_extractors = { database = "EXTRACT(resource.labels.database_id)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Statements of more than one second."

    labels {
      key        = "database"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Lines in which the proxy or a driver says that it could not reach `main`.
resource "google_logging_metric" "main_connection_failures" {
  name        = "main_connection_failures"
  description = "Failed connections to main."
  filter      = "((resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\") OR (resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"relay-api-migrate\") OR (resource.type=\"cloud_run_worker_pool\" AND resource.labels.worker_pool_name=\"relay-worker\")) AND (textPayload=~\"(failed to connect to instance|remaining connection slots are reserved|[Tt]oo many connections|could not connect to server|connection to server .* failed|[Cc]onnection refused|server closed the connection unexpectedly)\" OR jsonPayload.message=~\"(failed to connect to instance|remaining connection slots are reserved|[Tt]oo many connections|could not connect to server|connection to server .* failed|[Cc]onnection refused|server closed the connection unexpectedly)\")"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Failed connections to main."
  }

  depends_on = [google_project_service.enabled]
}

resource "google_monitoring_custom_service" "api" {
  service_id   = "relay-api"
  display_name = "relay: api"

  depends_on = [google_project_service.enabled]
}

# An answer is good unless it is a server error: what a client did wrong does not spend the budget.
resource "google_monitoring_slo" "api_availability" {
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "availability"
  display_name        = "99.5 % of the requests are answered"
  goal                = 0.995
  rolling_period_days = 30

  request_based_sli {
    good_total_ratio {
      good_service_filter  = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class!=\"5xx\""
      total_service_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND metric.type=\"run.googleapis.com/request_count\""
    }
  }
}

resource "google_monitoring_slo" "api_latency_p95" {
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "latency-p95"
  display_name        = "95 % of the requests take less than 1000 ms"
  goal                = 0.95
  rolling_period_days = 30

  request_based_sli {
    distribution_cut {
      distribution_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND metric.type=\"run.googleapis.com/request_latencies\""

      range {
        max = 1000
      }
    }
  }
}

resource "google_monitoring_slo" "api_latency_p99" {
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "latency-p99"
  display_name        = "99 % of the requests take less than 2000 ms"
  goal                = 0.99
  rolling_period_days = 30

  request_based_sli {
    distribution_cut {
      distribution_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND metric.type=\"run.googleapis.com/request_latencies\""

      range {
        max = 2000
      }
    }
  }
}

resource "google_monitoring_alert_policy" "api_burn_fast" {
  display_name = "relay: Api spends its error budget fast"
  combiner     = "AND"
  severity     = "CRITICAL"

  conditions {
    display_name = "Error budget burns 14.4 times too fast over 1h"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.api_availability.id}\", \"3600s\")"
      comparison      = "COMPARISON_GT"
      threshold_value = 14.4
      duration        = "0s"

      trigger {
        count = 1
      }
    }
  }
  conditions {
    display_name = "Error budget burns 14.4 times too fast over 5m"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.api_availability.id}\", \"300s\")"
      comparison      = "COMPARISON_GT"
      threshold_value = 14.4
      duration        = "0s"

      trigger {
        count = 1
      }
    }
  }

  notification_channels = concat(
    [google_monitoring_notification_channel.email.id],
    var.critical_notification_channels
  )
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: relay ${var.environment}: Api spends its error budget fast"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this speed the month's 0.5 % of failures are spent within two days.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="relay-api" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** the error budget of 30 days burns too fast, over a long and a short window at once.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-burn-fast
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_down" {
  display_name = "relay: Api is down"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Checkers in two places or more get no good answer"

    condition_threshold {
      filter          = "resource.type=\"uptime_url\" AND metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id=\"${google_monitoring_uptime_check_config.api.uptime_check_id}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1
      duration        = "300s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_NEXT_OLDER"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["resource.label.project_id", "resource.label.host"]
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = concat(
    [google_monitoring_notification_channel.email.id],
    var.critical_notification_channels
  )
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: relay ${var.environment}: Api is down"
    mime_type = "text/markdown"
    content   = <<-EOT
      Nobody outside gets an answer.

      **First look:** is the newest revision of `relay-api` the cause? `gcloud run revisions list --service relay-api --region us-central1`

      **Fires when:** two checkers or more get no good answer for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-down
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_errors_critical" {
  display_name = "relay: Api fails every tenth request"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Api fails every tenth request"

    condition_prometheus_query_language {
      query                     = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\",response_code_class=\"5xx\"}[5m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])) > 0.1 and sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = concat(
    [google_monitoring_notification_channel.email.id],
    var.critical_notification_channels
  )
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: relay ${var.environment}: Api fails every tenth request"
    mime_type = "text/markdown"
    content   = <<-EOT
      At least one request in ten fails; most users notice.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="relay-api" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** more than 10 % of the requests of 5m end in a server error.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-errors-critical
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_latency_critical" {
  display_name = "relay: Api answers far too slowly"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Api answers far too slowly"

    condition_prometheus_query_language {
      query                     = "histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m]))) > 10000 and sum(increase(run_googleapis_com:request_latencies_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = concat(
    [google_monitoring_notification_channel.email.id],
    var.critical_notification_channels
  )
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: relay ${var.environment}: Api answers far too slowly"
    mime_type = "text/markdown"
    content   = <<-EOT
      One answer in a hundred takes longer than 10 s; people give up or try again, which adds load.

      **First look:** Cloud Trace for slow requests, then the database's CPU and the instance count on the dashboard.

      **Fires when:** one of a hundred requests of 5m takes longer than 10 s.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-latency-critical
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_migrate_failed" {
  display_name = "relay: Job api-migrate failed"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "An execution failed"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"relay-api-migrate\" AND metric.type=\"run.googleapis.com/job/completed_execution_count\" AND metric.labels.result=\"failed\""
      comparison      = "COMPARISON_GE"
      threshold_value = 1
      duration        = "0s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = concat(
    [google_monitoring_notification_channel.email.id],
    var.critical_notification_channels
  )
  user_labels = {
    environment = var.environment
    target      = "api-migrate"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: relay ${var.environment}: Job api-migrate failed"
    mime_type = "text/markdown"
    content   = <<-EOT
      The release stopped before traffic moved; users still have the version before.

      **First look:** `gcloud run jobs executions list --job relay-api-migrate --region us-central1`, then the logs of the failed execution.

      **Fires when:** an execution fails.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-migrate-failed
    EOT
  }
}

resource "google_monitoring_alert_policy" "database_main_unreachable" {
  display_name = "relay: The database main cannot be reached"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "The instance says that it is down, or says nothing"

    condition_threshold {
      filter                  = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/up\" AND resource.labels.database_id=\"${var.project_id}:relay-main\""
      comparison              = "COMPARISON_LT"
      threshold_value         = 1
      duration                = "60s"
      evaluation_missing_data = "EVALUATION_MISSING_DATA_ACTIVE"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MAX"
        cross_series_reducer = "REDUCE_MIN"
      }

      trigger {
        count = 1
      }
    }
  }
  conditions {
    display_name = "Workloads log that they cannot connect"

    condition_prometheus_query_language {
      query                     = "sum(increase(logging_googleapis_com:user_main_connection_failures{monitored_resource=\"cloud_run_revision\"}[1m]) or increase(logging_googleapis_com:user_main_connection_failures{monitored_resource=\"cloud_run_job\"}[1m]) or increase(logging_googleapis_com:user_main_connection_failures{monitored_resource=\"cloud_run_worker_pool\"}[1m])) > 5"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = concat(
    [google_monitoring_notification_channel.email.id],
    var.critical_notification_channels
  )
  user_labels = {
    environment = var.environment
    target      = "main"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: relay ${var.environment}: The database main cannot be reached"
    mime_type = "text/markdown"
    content   = <<-EOT
      Whatever needs the database fails.

      **First look:** `gcloud sql instances describe relay-main --format 'value(state)'` and its running operations.

      **Fires when:** the instance is down for 1m, or workloads log that they cannot connect.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_authentication_failures" {
  display_name = "relay: api turns away many sign-ins"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "api turns away many sign-ins"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_api_authentication_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 20"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: api turns away many sign-ins"
    mime_type = "text/markdown"
    content   = <<-EOT
      Somebody may be guessing passwords or tokens, or sign-in is broken for everybody.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="relay-api" AND httpRequest.status=(401 OR 403)' --freshness 1h --limit 20`.

      **Fires when:** more than 20 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-authentication-failures
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_burn_slow" {
  display_name = "relay: Api spends its error budget steadily"
  combiner     = "AND"
  severity     = "WARNING"

  conditions {
    display_name = "Error budget burns 6 times too fast over 6h"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.api_availability.id}\", \"21600s\")"
      comparison      = "COMPARISON_GT"
      threshold_value = 6
      duration        = "0s"

      trigger {
        count = 1
      }
    }
  }
  conditions {
    display_name = "Error budget burns 6 times too fast over 30m"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.api_availability.id}\", \"1800s\")"
      comparison      = "COMPARISON_GT"
      threshold_value = 6
      duration        = "0s"

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: Api spends its error budget steadily"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this speed the month's 0.5 % of failures are spent within five days.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="relay-api" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** the error budget of 30 days burns too fast, over a long and a short window at once.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-burn-slow
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_ceiling" {
  display_name = "relay: Api is at its ceiling of instances"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Nearly as many instances as allowed"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"relay-api\" AND metric.type=\"run.googleapis.com/container/instance_count\""
      comparison      = "COMPARISON_GE"
      threshold_value = var.alert_limits.api_ceiling
      duration        = "300s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MAX"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.location"]
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: Api is at its ceiling of instances"
    mime_type = "text/markdown"
    content   = <<-EOT
      Soon no instance can be added; then requests wait and are turned away.

      **First look:** is it traffic, or do requests take longer than usual? Compare request rate and latency on the dashboard.

      **Fires when:** 90 % of the allowed instances run for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-ceiling
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_errors_warning" {
  display_name = "relay: Api fails too often"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Api fails too often"

    condition_prometheus_query_language {
      query                     = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\",response_code_class=\"5xx\"}[10m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[10m])) > 0.05 and sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[10m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: Api fails too often"
    mime_type = "text/markdown"
    content   = <<-EOT
      One request in twenty fails; some users notice, and the error budget of the month shrinks.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="relay-api" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** more than 5 % of the requests of 10m end in a server error.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-errors-warning
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_latency_warning" {
  display_name = "relay: Api answers slowly"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Api answers slowly"

    condition_prometheus_query_language {
      query                     = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[10m]))) > 2000 and sum(increase(run_googleapis_com:request_latencies_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[10m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: Api answers slowly"
    mime_type = "text/markdown"
    content   = <<-EOT
      Five answers in a hundred take longer than 2 s; the target is 1 s.

      **First look:** Cloud Trace for slow requests, then the database's CPU and the instance count on the dashboard.

      **Fires when:** five of a hundred requests of 10m take longer than 2 s.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-latency-warning
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_rate_limit_hits" {
  display_name = "relay: api limits many requests"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "api limits many requests"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_api_rate_limit_hits{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 60"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: api limits many requests"
    mime_type = "text/markdown"
    content   = <<-EOT
      Somebody sends far too much, or the limit is too low for honest use.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="relay-api" AND httpRequest.status=429' --freshness 1h --limit 20`.

      **Fires when:** more than 60 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-rate-limit-hits
    EOT
  }
}

resource "google_monitoring_alert_policy" "api_slow_queries" {
  display_name = "relay: api waits for slow statements"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "api waits for slow statements"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_api_slow_queries{monitored_resource=\"cloudsql_database\"}[10m])) * 60 > 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "api"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: api waits for slow statements"
    mime_type = "text/markdown"
    content   = <<-EOT
      Statements take longer than a second; a missing index or a lock is likely.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloudsql_database" AND textPayload:"duration:"' --freshness 1h --limit 20`.

      **Fires when:** more than 10 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-api-slow-queries
    EOT
  }
}

resource "google_monitoring_alert_policy" "database_main_connections" {
  display_name = "relay: The database main is running out of connections"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Nearly as many connections as the database takes"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/postgresql/num_backends\" AND resource.labels.database_id=\"${var.project_id}:relay-main\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.alert_limits.database_main_connections
      duration        = "300s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MAX"
        cross_series_reducer = "REDUCE_SUM"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "main"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: The database main is running out of connections"
    mime_type = "text/markdown"
    content   = <<-EOT
      At the limit new connections are refused, and requests fail.

      **First look:** which workload holds them: `SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2` (MySQL: `SHOW PROCESSLIST`).

      **Fires when:** more than 80 % is in use for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-connections
    EOT
  }
}

resource "google_monitoring_alert_policy" "database_main_cpu" {
  display_name = "relay: The database main works at its limit"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Processor is nearly used up"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/cpu/utilization\" AND resource.labels.database_id=\"${var.project_id}:relay-main\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      duration        = "900s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MEAN"
        cross_series_reducer = "REDUCE_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "main"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: The database main works at its limit"
    mime_type = "text/markdown"
    content   = <<-EOT
      Statements wait for the processor, and answers become slow.

      **First look:** Query Insights of the instance: which statement takes the most?

      **Fires when:** more than 80 % is in use for 15m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-cpu
    EOT
  }
}

resource "google_monitoring_alert_policy" "database_main_disk" {
  display_name = "relay: The database main is running out of disk"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Disk is nearly full"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/disk/utilization\" AND resource.labels.database_id=\"${var.project_id}:relay-main\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      duration        = "600s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MEAN"
        cross_series_reducer = "REDUCE_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "main"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: The database main is running out of disk"
    mime_type = "text/markdown"
    content   = <<-EOT
      The disk grows by itself up to its limit; there, writes fail.

      **First look:** what grew: tables, or write-ahead logs of a stuck replica?

      **Fires when:** more than 80 % is in use for 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-disk
    EOT
  }
}

resource "google_monitoring_alert_policy" "database_main_memory" {
  display_name = "relay: The database main is running out of memory"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Memory is nearly used up"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/memory/utilization\" AND resource.labels.database_id=\"${var.project_id}:relay-main\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.9
      duration        = "900s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MEAN"
        cross_series_reducer = "REDUCE_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "main"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: The database main is running out of memory"
    mime_type = "text/markdown"
    content   = <<-EOT
      Beyond it the engine is stopped and starts again, which takes a minute.

      **First look:** Query Insights of the instance: which statement takes the most?

      **Fires when:** more than 90 % is in use for 15m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-memory
    EOT
  }
}

resource "google_monitoring_alert_policy" "topic_events_age" {
  display_name = "relay: The topic events falls behind"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "The oldest message of events-worker waits too long"

    condition_threshold {
      filter          = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND resource.labels.subscription_id=\"relay-events-worker\""
      comparison      = "COMPARISON_GT"
      threshold_value = 300
      duration        = "600s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MAX"
        cross_series_reducer = "REDUCE_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "events"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: The topic events falls behind"
    mime_type = "text/markdown"
    content   = <<-EOT
      The oldest message has waited for more than five minutes; what it should cause is late.

      **First look:** is the consumer running, and does it log errors?

      **Fires when:** something waits longer than 300 s.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-topic-events-age
    EOT
  }
}

resource "google_monitoring_alert_policy" "topic_events_dead_letters" {
  display_name = "relay: The topic events has messages that nobody can handle"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Messages of events-worker failed for good"

    condition_threshold {
      filter          = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\" AND resource.labels.subscription_id=\"relay-events-worker\""
      comparison      = "COMPARISON_GE"
      threshold_value = 1
      duration        = "0s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "events"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: The topic events has messages that nobody can handle"
    mime_type = "text/markdown"
    content   = <<-EOT
      They failed every attempt and wait in the dead-letter topic to be looked at.

      **First look:** one of the failed messages, and what the consumer logged about it.

      **Fires when:** something fails for good.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-topic-events-dead-letters
    EOT
  }
}

resource "google_monitoring_alert_policy" "worker_ceiling" {
  display_name = "relay: Worker is at its ceiling of instances"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Nearly as many instances as allowed"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_worker_pool\" AND resource.labels.worker_pool_name=\"relay-worker\" AND metric.type=\"run.googleapis.com/container/instance_count\""
      comparison      = "COMPARISON_GE"
      threshold_value = var.alert_limits.worker_ceiling
      duration        = "600s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_MAX"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.location"]
      }

      trigger {
        count = 1
      }
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "worker"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: Worker is at its ceiling of instances"
    mime_type = "text/markdown"
    content   = <<-EOT
      Work comes in faster than it is done, and the backlog grows.

      **First look:** is it traffic, or do requests take longer than usual? Compare request rate and latency on the dashboard.

      **Fires when:** 90 % of the allowed instances run for 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-worker-ceiling
    EOT
  }
}

resource "google_monitoring_alert_policy" "worker_slow_queries" {
  display_name = "relay: worker waits for slow statements"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "worker waits for slow statements"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_worker_slow_queries{monitored_resource=\"cloudsql_database\"}[10m])) * 60 > 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "worker"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: relay ${var.environment}: worker waits for slow statements"
    mime_type = "text/markdown"
    content   = <<-EOT
      Statements take longer than a second; a missing index or a lock is likely.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloudsql_database" AND textPayload:"duration:"' --freshness 1h --limit 20`.

      **Fires when:** more than 10 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-worker-slow-queries
    EOT
  }
}

resource "google_monitoring_dashboard" "main" {
  dashboard_json = jsonencode({
    displayName = "relay ${var.environment}"
    mosaicLayout = {
      columns = 48
      tiles = [
        {
          xPos   = 0
          yPos   = 0
          width  = 24
          height = 16
          widget = {
            title = "Requests of api"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m]))"
                    unitOverride    = "1/s"
                  }
                },
              ]
              yAxis = {
                label = "requests per second"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 24
          yPos   = 0
          width  = 24
          height = 16
          widget = {
            title = "Response time of api: p50, p95, p99"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api p50"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.50, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
                {
                  legendTemplate = "api p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
                {
                  legendTemplate = "api p99"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
              ]
              thresholds = [
                {
                  label = "p95 objective"
                  value = 1000
                },
                {
                  label = "p99 objective"
                  value = 2000
                },
              ]
              yAxis = {
                label = "milliseconds"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 0
          yPos   = 16
          width  = 24
          height = 16
          widget = {
            title = "Failed requests of api"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "(sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\",response_code_class=\"5xx\"}[5m])) or sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])) * 0) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m]))"
                    unitOverride    = "10^2.%"
                  }
                },
              ]
              thresholds = [
                {
                  label = "objective"
                  value = 0.01
                },
              ]
              yAxis = {
                label = "share of requests"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 24
          yPos   = 16
          width  = 24
          height = 16
          widget = {
            title = "Instances of api"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(run_googleapis_com:container_instance_count{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"})"
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "instances"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 0
          yPos   = 32
          width  = 24
          height = 16
          widget = {
            title = "CPU and memory of api"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api cpu p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_cpu_utilizations_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])))"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "api memory p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_memory_utilizations_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"relay-api\"}[5m])))"
                    unitOverride    = "10^2.%"
                  }
                },
              ]
              yAxis = {
                label = "share in use"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 24
          yPos   = 32
          width  = 24
          height = 16
          widget = {
            title = "Instances of worker"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "worker"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(run_googleapis_com:container_instance_count{monitored_resource=\"cloud_run_worker_pool\",worker_pool_name=\"relay-worker\"})"
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "instances"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 0
          yPos   = 48
          width  = 24
          height = 16
          widget = {
            title = "CPU and memory of worker"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "worker cpu p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_cpu_utilizations_bucket{monitored_resource=\"cloud_run_worker_pool\",worker_pool_name=\"relay-worker\"}[5m])))"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "worker memory p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_memory_utilizations_bucket{monitored_resource=\"cloud_run_worker_pool\",worker_pool_name=\"relay-worker\"}[5m])))"
                    unitOverride    = "10^2.%"
                  }
                },
              ]
              yAxis = {
                label = "share in use"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 24
          yPos   = 48
          width  = 24
          height = 16
          widget = {
            title = "Backlog of events"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "events-worker"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=\"relay-events-worker\"})"
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "waiting"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 0
          yPos   = 64
          width  = 24
          height = 16
          widget = {
            title = "Connections of main"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "main"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(cloudsql_googleapis_com:database_postgresql_num_backends{monitored_resource=\"cloudsql_database\",database_id=~\".+:relay-main\"})"
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "connections"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 24
          yPos   = 64
          width  = 24
          height = 16
          widget = {
            title = "CPU and disk of main"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "main cpu"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "max(cloudsql_googleapis_com:database_cpu_utilization{monitored_resource=\"cloudsql_database\",database_id=~\".+:relay-main\"})"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "main memory"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "max(cloudsql_googleapis_com:database_memory_utilization{monitored_resource=\"cloudsql_database\",database_id=~\".+:relay-main\"})"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "main disk"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "max(cloudsql_googleapis_com:database_disk_utilization{monitored_resource=\"cloudsql_database\",database_id=~\".+:relay-main\"})"
                    unitOverride    = "10^2.%"
                  }
                },
              ]
              yAxis = {
                label = "share in use"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 0
          yPos   = 80
          width  = 24
          height = 16
          widget = {
            title = "Errors in the logs"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api_authentication_failures"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_api_authentication_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "api_errors"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_api_errors{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "api_migrate_errors"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_api_migrate_errors{monitored_resource=\"cloud_run_job\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "api_rate_limit_hits"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_api_rate_limit_hits{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "api_slow_queries"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_api_slow_queries{monitored_resource=\"cloudsql_database\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "worker_errors"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_worker_errors{monitored_resource=\"cloud_run_worker_pool\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "worker_slow_queries"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_worker_slow_queries{monitored_resource=\"cloudsql_database\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "entries per minute"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 24
          yPos   = 80
          width  = 24
          height = 16
          widget = {
            title = "Cost per day (estimate from list prices)"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "estimate"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = local.cost_per_day
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "USD, last 24 hours"
                scale = "LINEAR"
              }
            }
          }
        },
        {
          xPos   = 0
          yPos   = 96
          width  = 24
          height = 16
          widget = {
            title = "Cost per request (estimate from list prices)"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "estimate"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "(${local.cost_per_day}) / (sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\"}[1d])) > 0)"
                    unitOverride    = "1"
                  }
                },
              ]
              yAxis = {
                label = "USD a request"
                scale = "LINEAR"
              }
            }
          }
        },
      ]
    }
  })

  depends_on = [google_project_service.enabled]
}
