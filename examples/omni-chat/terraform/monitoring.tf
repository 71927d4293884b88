locals {
  # USD of the last 24 hours, estimated: billable time of Cloud Run at list price for europe-west1, plus what runs anyway.
  # Traffic out, logs, storage that grew, discounts and free allowances are not in it; the bill is in Cloud Billing.
  cost_per_day = "(sum(increase(run_googleapis_com:container_billable_instance_time{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[1d])) * 0.00002525 or vector(0)) + (sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[1d])) * 0.0000004 or vector(0)) + (sum(increase(run_googleapis_com:container_billable_instance_time{monitored_resource=\"cloud_run_job\",job_name=\"omni-chat-backend-migrate\"}[1d])) * 0.000019 or vector(0)) + (sum(increase(run_googleapis_com:container_billable_instance_time{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[1d])) * 0.00002525 or vector(0)) + (sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[1d])) * 0.0000004 or vector(0)) + ${var.fixed_cost_per_day}"
}

resource "google_monitoring_alert_policy" "secret_rotation" {
  display_name = "omni-chat: A secret is to be renewed"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "A reminder waits"

    condition_threshold {
      filter          = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"${google_pubsub_subscription.secret_rotation.name}\" AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "300s"

      aggregations {
        alignment_period     = "300s"
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
    target      = "secrets"
  }

  alert_strategy {
    auto_close = "604800s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: A secret is to be renewed"
    mime_type = "text/markdown"
    content   = <<-EOT
      A secret is as old as it may become. Nothing is broken; whoever has copied it can still use it.

      **First look:** which one: `gcloud pubsub subscriptions pull omni-chat-secret-rotation --project ${var.project_id} --format 'value(message.attributes.secretId)'`

      **When it is renewed:** the same command with `--auto-ack --limit 100` takes the reminder out.

      **Runbook:** docs/infrastructure/RUNBOOK.md#secrets
    EOT
  }
}

# Every alert goes to this mailbox.
resource "google_monitoring_notification_channel" "email" {
  display_name = "omni-chat alerts"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.enabled]
}

resource "google_monitoring_uptime_check_config" "backend" {
  display_name = "omni-chat: backend answers"
  timeout      = "10s"
  period       = "60s"

  # No path that tells the health of `backend` is reachable from outside, so any answer but a server error counts.
  http_check {
    path           = "/api"
    port           = 443
    use_ssl        = true
    validate_ssl   = true
    request_method = "GET"

    accepted_response_status_codes {
      status_class = "STATUS_CLASS_2XX"
    }
    accepted_response_status_codes {
      status_class = "STATUS_CLASS_3XX"
    }
    accepted_response_status_codes {
      status_class = "STATUS_CLASS_4XX"
    }
  }

  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project_id
      host = (
        var.uptime_host == ""
        ? "omni-chat-backend-${data.google_project.current.number}.${var.region}.run.app"
        : var.uptime_host
      )
    }
  }

  depends_on = [google_project_service.enabled]
}

resource "google_monitoring_uptime_check_config" "frontend" {
  display_name = "omni-chat: frontend answers"
  timeout      = "10s"
  period       = "60s"

  http_check {
    path           = "/api/health"
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
        ? "omni-chat-frontend-${data.google_project.current.number}.${var.region}.run.app"
        : var.uptime_host
      )
    }
  }

  depends_on = [google_project_service.enabled]
}

# Lines that name api.anthropic.com and are a warning, an error or a failed HTTP exchange; a failed call has to be logged with its host.
resource "google_logging_metric" "backend_anthropic_failures" {
  name        = "backend_anthropic_failures"
  description = "Failed calls to api.anthropic.com."
  filter      = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND NOT log_id(\"run.googleapis.com/requests\") AND (textPayload:\"api.anthropic.com\" OR jsonPayload.message:\"api.anthropic.com\") AND (severity>=WARNING OR textPayload=~\"HTTP/[0-9.]+ [45][0-9][0-9]\" OR textPayload=~\"([Tt]imeout|[Tt]imed out|[Ff]ailed|[Ee]rror|[Ee]xception)\")"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Failed calls to api.anthropic.com."
  }

  depends_on = [google_project_service.enabled]
}

# Requests that were answered with 401 or 403.
resource "google_logging_metric" "backend_authentication_failures" {
  name             = "backend_authentication_failures"
  description      = "Requests turned away because of who sends them."
  filter           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND httpRequest.status=(401 OR 403)"
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
resource "google_logging_metric" "backend_errors" {
  name             = "backend_errors"
  description      = "Log lines of backend at ERROR and above."
  filter           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND (severity>=ERROR OR textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT log_id(\"run.googleapis.com/requests\")"
  label_extractors = { severity = "EXTRACT(severity)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Log lines of backend at ERROR and above."

    labels {
      key        = "severity"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Lines that name generativelanguage.googleapis.com and are a warning, an error or a failed HTTP exchange; a failed call has to be logged with its host.
resource "google_logging_metric" "backend_google_failures" {
  name        = "backend_google_failures"
  description = "Failed calls to generativelanguage.googleapis.com."
  filter      = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND NOT log_id(\"run.googleapis.com/requests\") AND (textPayload:\"generativelanguage.googleapis.com\" OR jsonPayload.message:\"generativelanguage.googleapis.com\") AND (severity>=WARNING OR textPayload=~\"HTTP/[0-9.]+ [45][0-9][0-9]\" OR textPayload=~\"([Tt]imeout|[Tt]imed out|[Ff]ailed|[Ee]rror|[Ee]xception)\")"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Failed calls to generativelanguage.googleapis.com."
  }

  depends_on = [google_project_service.enabled]
}

# Lines that name www.googleapis.com and are a warning, an error or a failed HTTP exchange; a failed call has to be logged with its host.
resource "google_logging_metric" "backend_googleapis_failures" {
  name        = "backend_googleapis_failures"
  description = "Failed calls to www.googleapis.com."
  filter      = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND NOT log_id(\"run.googleapis.com/requests\") AND (textPayload:\"www.googleapis.com\" OR jsonPayload.message:\"www.googleapis.com\") AND (severity>=WARNING OR textPayload=~\"HTTP/[0-9.]+ [45][0-9][0-9]\" OR textPayload=~\"([Tt]imeout|[Tt]imed out|[Ff]ailed|[Ee]rror|[Ee]xception)\")"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Failed calls to www.googleapis.com."
  }

  depends_on = [google_project_service.enabled]
}

# Error lines of the application; failed requests are counted by the platform itself.
resource "google_logging_metric" "backend_migrate_errors" {
  name             = "backend_migrate_errors"
  description      = "Log lines of backend-migrate at ERROR and above."
  filter           = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"omni-chat-backend-migrate\" AND (severity>=ERROR OR textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT log_id(\"run.googleapis.com/requests\")"
  label_extractors = { severity = "EXTRACT(severity)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Log lines of backend-migrate at ERROR and above."

    labels {
      key        = "severity"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Lines that name api.openai.com and are a warning, an error or a failed HTTP exchange; a failed call has to be logged with its host.
resource "google_logging_metric" "backend_openai_failures" {
  name        = "backend_openai_failures"
  description = "Failed calls to api.openai.com."
  filter      = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND NOT log_id(\"run.googleapis.com/requests\") AND (textPayload:\"api.openai.com\" OR jsonPayload.message:\"api.openai.com\") AND (severity>=WARNING OR textPayload=~\"HTTP/[0-9.]+ [45][0-9][0-9]\" OR textPayload=~\"([Tt]imeout|[Tt]imed out|[Ff]ailed|[Ee]rror|[Ee]xception)\")"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Failed calls to api.openai.com."
  }

  depends_on = [google_project_service.enabled]
}

# Requests answered with 429: by the workload itself, or by Cloud Armor in front of it.
resource "google_logging_metric" "backend_rate_limit_hits" {
  name             = "backend_rate_limit_hits"
  description      = "Requests turned away because there were too many."
  filter           = "(resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND httpRequest.status=429) OR (resource.type=\"http_load_balancer\" AND resource.labels.backend_service_name=\"omni-chat-backend\" AND httpRequest.status=429 AND jsonPayload.statusDetails=\"denied_by_security_policy\")"
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
resource "google_logging_metric" "backend_slow_queries" {
  name             = "backend_slow_queries"
  description      = "Statements of more than one second."
  filter           = "resource.type=\"cloudsql_database\" AND ((resource.labels.database_id=\"${var.project_id}:omni-chat-main\" AND log_id(\"cloudsql.googleapis.com/postgres.log\") AND textPayload=~\"duration: [0-9]{4,}\"))"
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

# Requests that were answered with 401 or 403.
resource "google_logging_metric" "frontend_authentication_failures" {
  name             = "frontend_authentication_failures"
  description      = "Requests turned away because of who sends them."
  filter           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND httpRequest.status=(401 OR 403)"
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
resource "google_logging_metric" "frontend_errors" {
  name             = "frontend_errors"
  description      = "Log lines of frontend at ERROR and above."
  filter           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND (severity>=ERROR OR textPayload=~\"^(ERROR|CRITICAL|FATAL|Traceback|panic:|Unhandled|Uncaught)\") AND NOT log_id(\"run.googleapis.com/requests\")"
  label_extractors = { severity = "EXTRACT(severity)" }

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Log lines of frontend at ERROR and above."

    labels {
      key        = "severity"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.enabled]
}

# Requests answered with 429: by the workload itself, or by Cloud Armor in front of it.
resource "google_logging_metric" "frontend_rate_limit_hits" {
  name             = "frontend_rate_limit_hits"
  description      = "Requests turned away because there were too many."
  filter           = "(resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND httpRequest.status=429) OR (resource.type=\"http_load_balancer\" AND resource.labels.backend_service_name=\"omni-chat-frontend\" AND httpRequest.status=429 AND jsonPayload.statusDetails=\"denied_by_security_policy\")"
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

# Lines in which the proxy or a driver says that it could not reach `main`.
resource "google_logging_metric" "main_connection_failures" {
  name        = "main_connection_failures"
  description = "Failed connections to main."
  filter      = "((resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\") OR (resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"omni-chat-backend-migrate\")) AND (textPayload=~\"(failed to connect to instance|remaining connection slots are reserved|[Tt]oo many connections|could not connect to server|connection to server .* failed|[Cc]onnection refused|server closed the connection unexpectedly)\" OR jsonPayload.message=~\"(failed to connect to instance|remaining connection slots are reserved|[Tt]oo many connections|could not connect to server|connection to server .* failed|[Cc]onnection refused|server closed the connection unexpectedly)\")"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = "Failed connections to main."
  }

  depends_on = [google_project_service.enabled]
}

resource "google_monitoring_custom_service" "backend" {
  service_id   = "omni-chat-backend"
  display_name = "omni-chat: backend"

  depends_on = [google_project_service.enabled]
}

# An answer is good unless it is a server error: what a client did wrong does not spend the budget.
resource "google_monitoring_slo" "backend_availability" {
  service             = google_monitoring_custom_service.backend.service_id
  slo_id              = "availability"
  display_name        = "99.9 % of the requests are answered"
  goal                = 0.999
  rolling_period_days = 30

  request_based_sli {
    good_total_ratio {
      good_service_filter  = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class!=\"5xx\""
      total_service_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND metric.type=\"run.googleapis.com/request_count\""
    }
  }
}

# A streamed answer counts until its last byte.
resource "google_monitoring_slo" "backend_latency_p95" {
  service             = google_monitoring_custom_service.backend.service_id
  slo_id              = "latency-p95"
  display_name        = "95 % of the requests take less than 3000 ms"
  goal                = 0.95
  rolling_period_days = 30

  request_based_sli {
    distribution_cut {
      distribution_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND metric.type=\"run.googleapis.com/request_latencies\""

      range {
        max = 3000
      }
    }
  }
}

# A streamed answer counts until its last byte.
resource "google_monitoring_slo" "backend_latency_p99" {
  service             = google_monitoring_custom_service.backend.service_id
  slo_id              = "latency-p99"
  display_name        = "99 % of the requests take less than 6000 ms"
  goal                = 0.99
  rolling_period_days = 30

  request_based_sli {
    distribution_cut {
      distribution_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND metric.type=\"run.googleapis.com/request_latencies\""

      range {
        max = 6000
      }
    }
  }
}

resource "google_monitoring_custom_service" "frontend" {
  service_id   = "omni-chat-frontend"
  display_name = "omni-chat: frontend"

  depends_on = [google_project_service.enabled]
}

# An answer is good unless it is a server error: what a client did wrong does not spend the budget.
resource "google_monitoring_slo" "frontend_availability" {
  service             = google_monitoring_custom_service.frontend.service_id
  slo_id              = "availability"
  display_name        = "99.9 % of the requests are answered"
  goal                = 0.999
  rolling_period_days = 30

  request_based_sli {
    good_total_ratio {
      good_service_filter  = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class!=\"5xx\""
      total_service_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND metric.type=\"run.googleapis.com/request_count\""
    }
  }
}

resource "google_monitoring_slo" "frontend_latency_p95" {
  service             = google_monitoring_custom_service.frontend.service_id
  slo_id              = "latency-p95"
  display_name        = "95 % of the requests take less than 3000 ms"
  goal                = 0.95
  rolling_period_days = 30

  request_based_sli {
    distribution_cut {
      distribution_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND metric.type=\"run.googleapis.com/request_latencies\""

      range {
        max = 3000
      }
    }
  }
}

resource "google_monitoring_slo" "frontend_latency_p99" {
  service             = google_monitoring_custom_service.frontend.service_id
  slo_id              = "latency-p99"
  display_name        = "99 % of the requests take less than 6000 ms"
  goal                = 0.99
  rolling_period_days = 30

  request_based_sli {
    distribution_cut {
      distribution_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND metric.type=\"run.googleapis.com/request_latencies\""

      range {
        max = 6000
      }
    }
  }
}

resource "google_monitoring_alert_policy" "backend_burn_fast" {
  display_name = "omni-chat: Backend spends its error budget fast"
  combiner     = "AND"
  severity     = "CRITICAL"

  conditions {
    display_name = "Error budget burns 14.4 times too fast over 1h"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.backend_availability.id}\", \"3600s\")"
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
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.backend_availability.id}\", \"300s\")"
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
    target      = "backend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Backend spends its error budget fast"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this speed the month's 0.1 % of failures are spent within two days.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** the error budget of 30 days burns too fast, over a long and a short window at once.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_down" {
  display_name = "omni-chat: Backend is down"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Checkers in two places or more get no good answer"

    condition_threshold {
      filter          = "resource.type=\"uptime_url\" AND metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id=\"${google_monitoring_uptime_check_config.backend.uptime_check_id}\""
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
    target      = "backend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Backend is down"
    mime_type = "text/markdown"
    content   = <<-EOT
      Nobody outside gets an answer.

      **First look:** is the newest revision of `omni-chat-backend` the cause? `gcloud run revisions list --service omni-chat-backend --region europe-west1`

      **Fires when:** two checkers or more get no good answer for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-down
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-down"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_errors_critical" {
  display_name = "omni-chat: Backend fails every tenth request"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Backend fails every tenth request"

    condition_prometheus_query_language {
      query                     = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\",response_code_class=\"5xx\"}[5m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])) > 0.1 and sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])) >= 10"
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
    target      = "backend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Backend fails every tenth request"
    mime_type = "text/markdown"
    content   = <<-EOT
      At least one request in ten fails; most users notice.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** more than 10 % of the requests of 5m end in a server error.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-errors-critical
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-critical"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_migrate_failed" {
  display_name = "omni-chat: Job backend-migrate failed"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "An execution failed"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"omni-chat-backend-migrate\" AND metric.type=\"run.googleapis.com/job/completed_execution_count\" AND metric.labels.result=\"failed\""
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
    target      = "backend-migrate"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Job backend-migrate failed"
    mime_type = "text/markdown"
    content   = <<-EOT
      The release stopped before traffic moved; users still have the version before.

      **First look:** `gcloud run jobs executions list --job omni-chat-backend-migrate --region europe-west1`, then the logs of the failed execution.

      **Fires when:** an execution fails.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-migrate-failed
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-migrate-failed"
    }
  }
}

resource "google_monitoring_alert_policy" "database_main_unreachable" {
  display_name = "omni-chat: The database main cannot be reached"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "The instance says that it is down, or says nothing"

    condition_threshold {
      filter                  = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/up\" AND resource.labels.database_id=\"${var.project_id}:omni-chat-main\""
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
      query                     = "sum(increase(logging_googleapis_com:user_main_connection_failures{monitored_resource=\"cloud_run_revision\"}[1m]) or increase(logging_googleapis_com:user_main_connection_failures{monitored_resource=\"cloud_run_job\"}[1m])) > 5"
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
    subject   = "CRITICAL: omni-chat ${var.environment}: The database main cannot be reached"
    mime_type = "text/markdown"
    content   = <<-EOT
      Whatever needs the database fails.

      **First look:** `gcloud sql instances describe omni-chat-main --format 'value(state)'` and its running operations.

      **Fires when:** the instance is down for 1m, or workloads log that they cannot connect.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_burn_fast" {
  display_name = "omni-chat: Frontend spends its error budget fast"
  combiner     = "AND"
  severity     = "CRITICAL"

  conditions {
    display_name = "Error budget burns 14.4 times too fast over 1h"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.frontend_availability.id}\", \"3600s\")"
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
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.frontend_availability.id}\", \"300s\")"
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
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Frontend spends its error budget fast"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this speed the month's 0.1 % of failures are spent within two days.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-frontend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** the error budget of 30 days burns too fast, over a long and a short window at once.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_down" {
  display_name = "omni-chat: Frontend is down"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Checkers in two places or more get no good answer"

    condition_threshold {
      filter          = "resource.type=\"uptime_url\" AND metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id=\"${google_monitoring_uptime_check_config.frontend.uptime_check_id}\""
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
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Frontend is down"
    mime_type = "text/markdown"
    content   = <<-EOT
      Nobody outside gets an answer.

      **First look:** is the newest revision of `omni-chat-frontend` the cause? `gcloud run revisions list --service omni-chat-frontend --region europe-west1`

      **Fires when:** two checkers or more get no good answer for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-down
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-down"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_errors_critical" {
  display_name = "omni-chat: Frontend fails every tenth request"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Frontend fails every tenth request"

    condition_prometheus_query_language {
      query                     = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\",response_code_class=\"5xx\"}[5m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])) > 0.1 and sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])) >= 10"
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
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Frontend fails every tenth request"
    mime_type = "text/markdown"
    content   = <<-EOT
      At least one request in ten fails; most users notice.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-frontend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** more than 10 % of the requests of 5m end in a server error.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-errors-critical
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-critical"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_latency_critical" {
  display_name = "omni-chat: Frontend answers far too slowly"
  combiner     = "OR"
  severity     = "CRITICAL"

  conditions {
    display_name = "Frontend answers far too slowly"

    condition_prometheus_query_language {
      query                     = "histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m]))) > 10000 and sum(increase(run_googleapis_com:request_latencies_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])) >= 10"
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
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    subject   = "CRITICAL: omni-chat ${var.environment}: Frontend answers far too slowly"
    mime_type = "text/markdown"
    content   = <<-EOT
      One answer in a hundred takes longer than 10 s; people give up or try again, which adds load.

      **First look:** Cloud Trace for slow requests, then the database's CPU and the instance count on the dashboard.

      **Fires when:** one of a hundred requests of 5m takes longer than 10 s.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-latency-critical
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-critical"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_anthropic_failures" {
  display_name = "omni-chat: Calls of backend to api.anthropic.com fail"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Calls of backend to api.anthropic.com fail"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_anthropic_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 5"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Calls of backend to api.anthropic.com fail"
    mime_type = "text/markdown"
    content   = <<-EOT
      What depends on api.anthropic.com does not work; the cause is likely there or in the key.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`.

      **Fires when:** more than 5 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-anthropic-failures
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-anthropic-failures"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_authentication_failures" {
  display_name = "omni-chat: backend turns away many sign-ins"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "backend turns away many sign-ins"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_authentication_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 20"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: backend turns away many sign-ins"
    mime_type = "text/markdown"
    content   = <<-EOT
      Somebody may be guessing passwords or tokens, or sign-in is broken for everybody.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND httpRequest.status=(401 OR 403)' --freshness 1h --limit 20`.

      **Fires when:** more than 20 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-authentication-failures
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-authentication-failures"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_burn_slow" {
  display_name = "omni-chat: Backend spends its error budget steadily"
  combiner     = "AND"
  severity     = "WARNING"

  conditions {
    display_name = "Error budget burns 6 times too fast over 6h"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.backend_availability.id}\", \"21600s\")"
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
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.backend_availability.id}\", \"1800s\")"
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
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Backend spends its error budget steadily"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this speed the month's 0.1 % of failures are spent within five days.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** the error budget of 30 days burns too fast, over a long and a short window at once.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_ceiling" {
  display_name = "omni-chat: Backend is at its ceiling of instances"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Nearly as many instances as allowed"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-backend\" AND metric.type=\"run.googleapis.com/container/instance_count\""
      comparison      = "COMPARISON_GE"
      threshold_value = var.alert_limits.backend_ceiling
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
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Backend is at its ceiling of instances"
    mime_type = "text/markdown"
    content   = <<-EOT
      Soon no instance can be added; then requests wait and are turned away.

      **First look:** is it traffic, or do requests take longer than usual? Compare request rate and latency on the dashboard.

      **Fires when:** 90 % of the allowed instances run for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-ceiling
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-ceiling"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_errors_warning" {
  display_name = "omni-chat: Backend fails too often"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Backend fails too often"

    condition_prometheus_query_language {
      query                     = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\",response_code_class=\"5xx\"}[10m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[10m])) > 0.05 and sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[10m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Backend fails too often"
    mime_type = "text/markdown"
    content   = <<-EOT
      One request in twenty fails; some users notice, and the error budget of the month shrinks.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** more than 5 % of the requests of 10m end in a server error.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-errors-warning
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-warning"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_google_failures" {
  display_name = "omni-chat: Calls of backend to generativelanguage.googleapis.com fail"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Calls of backend to generativelanguage.googleapis.com fail"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_google_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 5"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Calls of backend to generativelanguage.googleapis.com fail"
    mime_type = "text/markdown"
    content   = <<-EOT
      What depends on generativelanguage.googleapis.com does not work; the cause is likely there or in the key.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`.

      **Fires when:** more than 5 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-google-failures
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-google-failures"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_googleapis_failures" {
  display_name = "omni-chat: Calls of backend to www.googleapis.com fail"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Calls of backend to www.googleapis.com fail"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_googleapis_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 5"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Calls of backend to www.googleapis.com fail"
    mime_type = "text/markdown"
    content   = <<-EOT
      What depends on www.googleapis.com does not work; the cause is likely there or in the key.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`.

      **Fires when:** more than 5 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-googleapis-failures
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-googleapis-failures"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_openai_failures" {
  display_name = "omni-chat: Calls of backend to api.openai.com fail"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Calls of backend to api.openai.com fail"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_openai_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 5"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Calls of backend to api.openai.com fail"
    mime_type = "text/markdown"
    content   = <<-EOT
      What depends on api.openai.com does not work; the cause is likely there or in the key.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND severity>=ERROR' --freshness 1h --limit 20`.

      **Fires when:** more than 5 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-openai-failures
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-openai-failures"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_rate_limit_hits" {
  display_name = "omni-chat: backend limits many requests"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "backend limits many requests"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_rate_limit_hits{monitored_resource=\"cloud_run_revision\"}[10m]) or rate(logging_googleapis_com:user_backend_rate_limit_hits{monitored_resource=\"http_load_balancer\"}[10m])) * 60 > 60"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: backend limits many requests"
    mime_type = "text/markdown"
    content   = <<-EOT
      Somebody sends far too much, or the limit is too low for honest use.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-backend" AND httpRequest.status=429' --freshness 1h --limit 20`.

      **Fires when:** more than 60 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-rate-limit-hits
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-rate-limit-hits"
    }
  }
}

resource "google_monitoring_alert_policy" "backend_slow_queries" {
  display_name = "omni-chat: backend waits for slow statements"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "backend waits for slow statements"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_backend_slow_queries{monitored_resource=\"cloudsql_database\"}[10m])) * 60 > 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "backend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: backend waits for slow statements"
    mime_type = "text/markdown"
    content   = <<-EOT
      Statements take longer than a second; a missing index or a lock is likely.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloudsql_database" AND textPayload:"duration:"' --freshness 1h --limit 20`.

      **Fires when:** more than 10 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-backend-slow-queries
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-slow-queries"
    }
  }
}

resource "google_monitoring_alert_policy" "cache_memory" {
  display_name = "omni-chat: The cache cache is nearly full"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Memory of the cache is nearly used up"

    condition_threshold {
      filter          = "resource.type=\"redis_instance\" AND metric.type=\"redis.googleapis.com/stats/memory/system_memory_usage_ratio\" AND resource.labels.instance_id=\"${google_redis_instance.cache.id}\""
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
    target      = "cache"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: The cache cache is nearly full"
    mime_type = "text/markdown"
    content   = <<-EOT
      Its instance runs short of memory for itself; soon writes are refused or it starts again, empty.

      **First look:** hit rate and evictions on the dashboard; keys without an expiry are the usual cause.

      **Fires when:** more than 80 % is in use for 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-cache-memory
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-cache-memory"
    }
  }
}

resource "google_monitoring_alert_policy" "daily_cost" {
  display_name = "omni-chat: A day costs more than usual"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "A day costs more than usual"

    condition_prometheus_query_language {
      query                     = "(${local.cost_per_day}) > 25"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "budget"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: A day costs more than usual"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this pace the month costs more than its budget; traffic, a loop or abuse may be behind it.

      **First look:** the cost chart on the dashboard, then Billing › Reports grouped by SKU.

      **Fires when:** the estimate for the last 24 hours is above 25 USD; the bill itself comes later.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-daily-cost
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-daily-cost"
    }
  }
}

resource "google_monitoring_alert_policy" "database_main_connections" {
  display_name = "omni-chat: The database main is running out of connections"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Nearly as many connections as the database takes"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/postgresql/num_backends\" AND resource.labels.database_id=\"${var.project_id}:omni-chat-main\""
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
    subject   = "Warning: omni-chat ${var.environment}: The database main is running out of connections"
    mime_type = "text/markdown"
    content   = <<-EOT
      At the limit new connections are refused, and requests fail.

      **First look:** which workload holds them: `SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2` (MySQL: `SHOW PROCESSLIST`).

      **Fires when:** more than 80 % is in use for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-connections
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
    }
  }
}

resource "google_monitoring_alert_policy" "database_main_cpu" {
  display_name = "omni-chat: The database main works at its limit"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Processor is nearly used up"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/cpu/utilization\" AND resource.labels.database_id=\"${var.project_id}:omni-chat-main\""
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
    subject   = "Warning: omni-chat ${var.environment}: The database main works at its limit"
    mime_type = "text/markdown"
    content   = <<-EOT
      Statements wait for the processor, and answers become slow.

      **First look:** Query Insights of the instance: which statement takes the most?

      **Fires when:** more than 80 % is in use for 15m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-cpu
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
    }
  }
}

resource "google_monitoring_alert_policy" "database_main_disk" {
  display_name = "omni-chat: The database main is running out of disk"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Disk is nearly full"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/disk/utilization\" AND resource.labels.database_id=\"${var.project_id}:omni-chat-main\""
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
    subject   = "Warning: omni-chat ${var.environment}: The database main is running out of disk"
    mime_type = "text/markdown"
    content   = <<-EOT
      The disk grows by itself up to its limit; there, writes fail.

      **First look:** what grew: tables, or write-ahead logs of a stuck replica?

      **Fires when:** more than 80 % is in use for 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-disk
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
    }
  }
}

resource "google_monitoring_alert_policy" "database_main_memory" {
  display_name = "omni-chat: The database main is running out of memory"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Memory is nearly used up"

    condition_threshold {
      filter          = "resource.type=\"cloudsql_database\" AND metric.type=\"cloudsql.googleapis.com/database/memory/utilization\" AND resource.labels.database_id=\"${var.project_id}:omni-chat-main\""
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
    subject   = "Warning: omni-chat ${var.environment}: The database main is running out of memory"
    mime_type = "text/markdown"
    content   = <<-EOT
      Beyond it the engine is stopped and starts again, which takes a minute.

      **First look:** Query Insights of the instance: which statement takes the most?

      **Fires when:** more than 90 % is in use for 15m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-database-main-memory
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_authentication_failures" {
  display_name = "omni-chat: frontend turns away many sign-ins"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "frontend turns away many sign-ins"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_frontend_authentication_failures{monitored_resource=\"cloud_run_revision\"}[10m])) * 60 > 20"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: frontend turns away many sign-ins"
    mime_type = "text/markdown"
    content   = <<-EOT
      Somebody may be guessing passwords or tokens, or sign-in is broken for everybody.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-frontend" AND httpRequest.status=(401 OR 403)' --freshness 1h --limit 20`.

      **Fires when:** more than 20 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-authentication-failures
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-authentication-failures"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_burn_slow" {
  display_name = "omni-chat: Frontend spends its error budget steadily"
  combiner     = "AND"
  severity     = "WARNING"

  conditions {
    display_name = "Error budget burns 6 times too fast over 6h"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.frontend_availability.id}\", \"21600s\")"
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
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.frontend_availability.id}\", \"1800s\")"
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
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Frontend spends its error budget steadily"
    mime_type = "text/markdown"
    content   = <<-EOT
      At this speed the month's 0.1 % of failures are spent within five days.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-frontend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** the error budget of 30 days burns too fast, over a long and a short window at once.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_ceiling" {
  display_name = "omni-chat: Frontend is at its ceiling of instances"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Nearly as many instances as allowed"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"omni-chat-frontend\" AND metric.type=\"run.googleapis.com/container/instance_count\""
      comparison      = "COMPARISON_GE"
      threshold_value = var.alert_limits.frontend_ceiling
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
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Frontend is at its ceiling of instances"
    mime_type = "text/markdown"
    content   = <<-EOT
      Soon no instance can be added; then requests wait and are turned away.

      **First look:** is it traffic, or do requests take longer than usual? Compare request rate and latency on the dashboard.

      **Fires when:** 90 % of the allowed instances run for 5m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-ceiling
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-ceiling"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_errors_warning" {
  display_name = "omni-chat: Frontend fails too often"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Frontend fails too often"

    condition_prometheus_query_language {
      query                     = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\",response_code_class=\"5xx\"}[10m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[10m])) > 0.05 and sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[10m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Frontend fails too often"
    mime_type = "text/markdown"
    content   = <<-EOT
      One request in twenty fails; some users notice, and the error budget of the month shrinks.

      **First look:** the newest errors: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-frontend" AND severity>=ERROR' --freshness 1h --limit 20`. If they began with a release, roll back.

      **Fires when:** more than 5 % of the requests of 10m end in a server error.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-errors-warning
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-warning"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_latency_warning" {
  display_name = "omni-chat: Frontend answers slowly"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "Frontend answers slowly"

    condition_prometheus_query_language {
      query                     = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[10m]))) > 5000 and sum(increase(run_googleapis_com:request_latencies_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[10m])) >= 10"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: Frontend answers slowly"
    mime_type = "text/markdown"
    content   = <<-EOT
      Five answers in a hundred take longer than 5 s; the target is 3 s.

      **First look:** Cloud Trace for slow requests, then the database's CPU and the instance count on the dashboard.

      **Fires when:** five of a hundred requests of 10m take longer than 5 s.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-latency-warning
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-warning"
    }
  }
}

resource "google_monitoring_alert_policy" "frontend_rate_limit_hits" {
  display_name = "omni-chat: frontend limits many requests"
  combiner     = "OR"
  severity     = "WARNING"

  conditions {
    display_name = "frontend limits many requests"

    condition_prometheus_query_language {
      query                     = "sum(rate(logging_googleapis_com:user_frontend_rate_limit_hits{monitored_resource=\"cloud_run_revision\"}[10m]) or rate(logging_googleapis_com:user_frontend_rate_limit_hits{monitored_resource=\"http_load_balancer\"}[10m])) * 60 > 60"
      duration                  = "0s"
      evaluation_interval       = "60s"
      disable_metric_validation = true
    }
  }

  notification_channels = [google_monitoring_notification_channel.email.id]
  user_labels = {
    environment = var.environment
    target      = "frontend"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Warning: omni-chat ${var.environment}: frontend limits many requests"
    mime_type = "text/markdown"
    content   = <<-EOT
      Somebody sends far too much, or the limit is too low for honest use.

      **First look:** the entries behind the count: `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="omni-chat-frontend" AND httpRequest.status=429' --freshness 1h --limit 20`.

      **Fires when:** more than 60 per minute such log entries are counted over 10m.

      **Runbook:** docs/infrastructure/RUNBOOK.md#alert-frontend-rate-limit-hits
    EOT

    links {
      display_name = "Runbook"
      url          = "https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-rate-limit-hits"
    }
  }
}

resource "google_monitoring_dashboard" "main" {
  dashboard_json = jsonencode({
    displayName = "omni-chat ${var.environment}"
    mosaicLayout = {
      columns = 48
      tiles = [
        {
          xPos   = 0
          yPos   = 0
          width  = 24
          height = 16
          widget = {
            title = "Requests of backend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "backend"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m]))"
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
            title = "Response time of backend: p50, p95, p99"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "backend p50"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.50, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
                {
                  legendTemplate = "backend p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
                {
                  legendTemplate = "backend p99"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
              ]
              thresholds = [
                {
                  label = "p95 objective"
                  value = 3000
                },
                {
                  label = "p99 objective"
                  value = 6000
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
            title = "Failed requests of backend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "backend"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "(sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\",response_code_class=\"5xx\"}[5m])) or sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])) * 0) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m]))"
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
            title = "Requests of frontend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "frontend"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m]))"
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
          xPos   = 0
          yPos   = 32
          width  = 24
          height = 16
          widget = {
            title = "Response time of frontend: p50, p95, p99"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "frontend p50"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.50, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
                {
                  legendTemplate = "frontend p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
                {
                  legendTemplate = "frontend p99"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])))"
                    unitOverride    = "ms"
                  }
                },
              ]
              thresholds = [
                {
                  label = "p95 objective"
                  value = 3000
                },
                {
                  label = "p99 objective"
                  value = 6000
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
          xPos   = 24
          yPos   = 32
          width  = 24
          height = 16
          widget = {
            title = "Failed requests of frontend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "frontend"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "(sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\",response_code_class=\"5xx\"}[5m])) or sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])) * 0) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m]))"
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
          xPos   = 0
          yPos   = 48
          width  = 24
          height = 16
          widget = {
            title = "Instances of backend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "backend"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(run_googleapis_com:container_instance_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"})"
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
          xPos   = 24
          yPos   = 48
          width  = 24
          height = 16
          widget = {
            title = "CPU and memory of backend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "backend cpu p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_cpu_utilizations_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])))"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "backend memory p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_memory_utilizations_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-backend\"}[5m])))"
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
          yPos   = 64
          width  = 24
          height = 16
          widget = {
            title = "Instances of frontend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "frontend"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(run_googleapis_com:container_instance_count{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"})"
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
          xPos   = 24
          yPos   = 64
          width  = 24
          height = 16
          widget = {
            title = "CPU and memory of frontend"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "frontend cpu p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_cpu_utilizations_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])))"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "frontend memory p95"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_memory_utilizations_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"omni-chat-frontend\"}[5m])))"
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
            title = "Hit rate of cache"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "cache"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "avg(redis_googleapis_com:stats_cache_hit_ratio{monitored_resource=\"redis_instance\",instance_id=~\".+/instances/omni-chat-cache\"})"
                    unitOverride    = "10^2.%"
                  }
                },
              ]
              yAxis = {
                label = "share of look-ups"
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
            title = "Memory of cache"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "cache"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "max(redis_googleapis_com:stats_memory_usage_ratio{monitored_resource=\"redis_instance\",instance_id=~\".+/instances/omni-chat-cache\"})"
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
          yPos   = 96
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
                    prometheusQuery = "sum(cloudsql_googleapis_com:database_postgresql_num_backends{monitored_resource=\"cloudsql_database\",database_id=~\".+:omni-chat-main\"})"
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
          yPos   = 96
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
                    prometheusQuery = "max(cloudsql_googleapis_com:database_cpu_utilization{monitored_resource=\"cloudsql_database\",database_id=~\".+:omni-chat-main\"})"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "main memory"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "max(cloudsql_googleapis_com:database_memory_utilization{monitored_resource=\"cloudsql_database\",database_id=~\".+:omni-chat-main\"})"
                    unitOverride    = "10^2.%"
                  }
                },
                {
                  legendTemplate = "main disk"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "max(cloudsql_googleapis_com:database_disk_utilization{monitored_resource=\"cloudsql_database\",database_id=~\".+:omni-chat-main\"})"
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
          yPos   = 112
          width  = 24
          height = 16
          widget = {
            title = "Failed calls of backend to others"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "api.anthropic.com"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_anthropic_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "generativelanguage.googleapis.com"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_google_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "www.googleapis.com"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_googleapis_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "api.openai.com"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_openai_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
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
          yPos   = 112
          width  = 24
          height = 16
          widget = {
            title = "Errors in the logs"
            xyChart = {
              dataSets = [
                {
                  legendTemplate = "backend_authentication_failures"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_authentication_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "backend_errors"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_errors{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "backend_migrate_errors"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_migrate_errors{monitored_resource=\"cloud_run_job\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "backend_rate_limit_hits"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_rate_limit_hits{monitored_resource=\"cloud_run_revision\"}[5m]) or rate(logging_googleapis_com:user_backend_rate_limit_hits{monitored_resource=\"http_load_balancer\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "backend_slow_queries"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_backend_slow_queries{monitored_resource=\"cloudsql_database\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "frontend_authentication_failures"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_frontend_authentication_failures{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "frontend_errors"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_frontend_errors{monitored_resource=\"cloud_run_revision\"}[5m])) * 60"
                    unitOverride    = "1"
                  }
                },
                {
                  legendTemplate = "frontend_rate_limit_hits"
                  plotType       = "LINE"
                  targetAxis     = "Y1"
                  timeSeriesQuery = {
                    prometheusQuery = "sum(rate(logging_googleapis_com:user_frontend_rate_limit_hits{monitored_resource=\"cloud_run_revision\"}[5m]) or rate(logging_googleapis_com:user_frontend_rate_limit_hits{monitored_resource=\"http_load_balancer\"}[5m])) * 60"
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
          xPos   = 0
          yPos   = 128
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
              thresholds = [
                {
                  label = "alert"
                  value = 25
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
          xPos   = 24
          yPos   = 128
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

# Made only when billing_account is set: whoever applies needs roles/billing.costsManager on that account.
# A budget tells, it does not stop anything.
resource "google_billing_budget" "monthly" {
  count = var.billing_account == "" || var.monthly_budget == 0 ? 0 : 1

  billing_account = var.billing_account
  display_name    = "omni-chat a month"

  budget_filter {
    calendar_period        = "MONTH"
    credit_types_treatment = "INCLUDE_ALL_CREDITS"
    projects = concat(["projects/${data.google_project.current.number}"], [
      for project in var.budget_project_numbers : "projects/${project}"
    ])
  }

  amount {
    specified_amount {
      currency_code = "USD"
      units         = tostring(var.monthly_budget)
    }
  }

  threshold_rules {
    threshold_percent = 0.5
    spend_basis       = "CURRENT_SPEND"
  }
  threshold_rules {
    threshold_percent = 0.8
    spend_basis       = "CURRENT_SPEND"
  }
  threshold_rules {
    threshold_percent = 1
    spend_basis       = "CURRENT_SPEND"
  }

  # Early: when the month is going to end above it.
  threshold_rules {
    threshold_percent = 1
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = [google_monitoring_notification_channel.email.id]
    disable_default_iam_recipients   = false
  }
}
