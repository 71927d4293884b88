resource "aws_sns_topic" "alerts_critical" {
  # checkov:skip=CKV_AWS_26:CloudWatch cannot use the account's own key of SNS, and an alarm tells no data
  name = "relay-alerts-critical"
}

data "aws_iam_policy_document" "alerts_critical" {
  statement {
    sid       = "Tell"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts_critical.arn]

    principals {
      type = "Service"
      identifiers = [
        "budgets.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "costalerts.amazonaws.com",
        "scheduler.amazonaws.com",
      ]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alerts_critical" {
  arn    = aws_sns_topic.alerts_critical.arn
  policy = data.aws_iam_policy_document.alerts_critical.json
}

resource "aws_sns_topic_subscription" "alerts_critical" {
  topic_arn = aws_sns_topic.alerts_critical.arn
  protocol  = "email"
  endpoint  = var.alert_email
}

resource "aws_sns_topic_subscription" "alerts_critical_pager" {
  for_each = toset(var.pager_endpoints)

  topic_arn = aws_sns_topic.alerts_critical.arn
  protocol  = "https"
  endpoint  = each.value
}

resource "aws_sns_topic" "alerts_warning" {
  # checkov:skip=CKV_AWS_26:CloudWatch cannot use the account's own key of SNS, and an alarm tells no data
  name = "relay-alerts-warning"
}

data "aws_iam_policy_document" "alerts_warning" {
  statement {
    sid       = "Tell"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts_warning.arn]

    principals {
      type = "Service"
      identifiers = [
        "budgets.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "costalerts.amazonaws.com",
        "scheduler.amazonaws.com",
      ]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alerts_warning" {
  arn    = aws_sns_topic.alerts_warning.arn
  policy = data.aws_iam_policy_document.alerts_warning.json
}

resource "aws_sns_topic_subscription" "alerts_warning" {
  topic_arn = aws_sns_topic.alerts_warning.arn
  protocol  = "email"
  endpoint  = var.alert_email
}

resource "aws_sns_topic" "alerts_uptime" {
  provider = aws.global

  # checkov:skip=CKV_AWS_26:CloudWatch cannot use the account's own key of SNS, and an alarm tells no data
  name = "relay-alerts-uptime"
}

data "aws_iam_policy_document" "alerts_uptime" {
  provider = aws.global

  statement {
    sid       = "Tell"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts_uptime.arn]

    principals {
      type = "Service"
      identifiers = [
        "budgets.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "costalerts.amazonaws.com",
        "scheduler.amazonaws.com",
      ]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alerts_uptime" {
  provider = aws.global

  arn    = aws_sns_topic.alerts_uptime.arn
  policy = data.aws_iam_policy_document.alerts_uptime.json
}

resource "aws_sns_topic_subscription" "alerts_uptime" {
  provider = aws.global

  topic_arn = aws_sns_topic.alerts_uptime.arn
  protocol  = "email"
  endpoint  = var.alert_email
}

resource "aws_sns_topic_subscription" "alerts_uptime_pager" {
  for_each = toset(var.pager_endpoints)
  provider = aws.global

  topic_arn = aws_sns_topic.alerts_uptime.arn
  protocol  = "https"
  endpoint  = each.value
}

# Lines of an access log that end in 401 or 403; they have to be logged to be counted.
resource "aws_cloudwatch_log_metric_filter" "api_authentication_failures" {
  name           = "api_authentication_failures"
  log_group_name = aws_cloudwatch_log_group.api.name
  pattern        = "?\"\\\" 401\" ?\"\\\"status\\\":401\" ?\"\\\"status\\\": 401\" ?\"\\\"statusCode\\\":401\" ?\"status=401\" ?\"\\\" 403\" ?\"\\\"status\\\":403\" ?\"\\\"status\\\": 403\" ?\"\\\"statusCode\\\":403\" ?\"status=403\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "api_authentication_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "api_errors" {
  name           = "api_errors"
  log_group_name = aws_cloudwatch_log_group.api.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "api_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "api_migrate_errors" {
  name           = "api_migrate_errors"
  log_group_name = aws_cloudwatch_log_group.api_migrate.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "api_migrate_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines of an access log that end in 429; what the firewall turns away it counts itself.
resource "aws_cloudwatch_log_metric_filter" "api_rate_limit_hits" {
  name           = "api_rate_limit_hits"
  log_group_name = aws_cloudwatch_log_group.api.name
  pattern        = "?\"\\\" 429\" ?\"\\\"status\\\":429\" ?\"\\\"status\\\": 429\" ?\"\\\"statusCode\\\":429\" ?\"status=429\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "api_rate_limit_hits"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Statements of a second and longer, from the database's own log.
resource "aws_cloudwatch_log_metric_filter" "api_slow_queries" {
  name           = "api_slow_queries"
  log_group_name = aws_cloudwatch_log_group.main_store["postgresql"].name
  pattern        = "\"duration:\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "api_slow_queries"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "worker_errors" {
  name           = "worker_errors"
  log_group_name = aws_cloudwatch_log_group.worker.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "worker_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Statements of a second and longer, from the database's own log.
resource "aws_cloudwatch_log_metric_filter" "worker_slow_queries" {
  name           = "worker_slow_queries"
  log_group_name = aws_cloudwatch_log_group.main_store["postgresql"].name
  pattern        = "\"duration:\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "worker_slow_queries"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_log_metric_filter" "main_connection_failures_api" {
  name           = "main_connection_failures_api"
  log_group_name = aws_cloudwatch_log_group.api.name
  pattern        = "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many connections\" ?\"could not connect to server\" ?\"remaining connection slots\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "main_connection_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_log_metric_filter" "main_connection_failures_api_migrate" {
  name           = "main_connection_failures_api_migrate"
  log_group_name = aws_cloudwatch_log_group.api_migrate.name
  pattern        = "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many connections\" ?\"could not connect to server\" ?\"remaining connection slots\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "main_connection_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_log_metric_filter" "main_connection_failures_worker" {
  name           = "main_connection_failures_worker"
  log_group_name = aws_cloudwatch_log_group.worker.name
  pattern        = "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many connections\" ?\"could not connect to server\" ?\"remaining connection slots\""

  metric_transformation {
    namespace     = "Slipway/relay"
    name          = "main_connection_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Why each failed run stopped: ECS itself forgets it in an hour.
resource "aws_cloudwatch_log_group" "job_failures" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/aws/events/relay/job-failures"
  retention_in_days = 30
}

data "aws_iam_policy_document" "job_failures" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.job_failures.arn}:*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com", "events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_cloudwatch_log_resource_policy" "job_failures" {
  policy_name     = "relay-job-failures"
  policy_document = data.aws_iam_policy_document.job_failures.json
}

resource "aws_cloudwatch_event_rule" "api_migrate_failed" {
  name        = "relay-api-migrate-failed"
  description = "Runs of api-migrate that failed or never started."
  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Task State Change"]
    detail = {
      clusterArn = [aws_ecs_cluster.main.arn]
      group      = ["family:relay-api-migrate"]
      lastStatus = ["STOPPED"]
      "$or" = [
        {
          containers = {
            exitCode = [
              {
                "anything-but" = [
                  0,
                ]
              },
            ]
          }
        },
        {
          stopCode = ["TaskFailedToStart"]
        },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "api_migrate_failed" {
  rule      = aws_cloudwatch_event_rule.api_migrate_failed.name
  target_id = "log"
  arn       = aws_cloudwatch_log_group.job_failures.arn
}

resource "aws_route53_health_check" "api" {
  type              = "HTTPS"
  fqdn              = trimprefix("https://${aws_cloudfront_distribution.edge.domain_name}", "https://")
  port              = 443
  resource_path     = "/readyz"
  request_interval  = 30
  failure_threshold = 3
  tags              = { Name = "relay-api" }
}

resource "aws_cloudwatch_metric_alarm" "api_burn_fast_long" {
  alarm_name          = "relay-api-burn-fast-long"
  alarm_description   = "relay: Api spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-fast"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 7.2
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, 100 * (FILL(m3, 0) + FILL(m4, 0)) / (FILL(m1, 0) + FILL(m2, 0)), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 3600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 3600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 3600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 3600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "api_burn_fast_short" {
  alarm_name          = "relay-api-burn-fast-short"
  alarm_description   = "relay: Api spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-fast"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 7.2
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, 100 * (FILL(m3, 0) + FILL(m4, 0)) / (FILL(m1, 0) + FILL(m2, 0)), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "api_burn_fast" {
  alarm_name        = "relay-api-burn-fast"
  alarm_description = "relay: Api spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-fast"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.api_burn_fast_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.api_burn_fast_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_critical.arn]
  ok_actions        = [aws_sns_topic.alerts_critical.arn]
}

# Checkers that say nothing are as bad as ones that say no.
resource "aws_cloudwatch_metric_alarm" "api_down" {
  provider = aws.global

  alarm_name          = "relay-api-down"
  alarm_description   = "relay: Api is down. Nobody outside gets an answer. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-down"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "breaching"
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  statistic           = "Minimum"
  period              = 60
  dimensions          = { HealthCheckId = aws_route53_health_check.api.id }
  alarm_actions       = [aws_sns_topic.alerts_uptime.arn]
  ok_actions          = [aws_sns_topic.alerts_uptime.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_errors_critical" {
  alarm_name          = "relay-api-errors-critical"
  alarm_description   = "relay: Api fails every tenth request. At least one request in ten fails; most users notice. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-errors-critical"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, 100 * (FILL(m3, 0) + FILL(m4, 0)) / (FILL(m1, 0) + FILL(m2, 0)), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_latency_critical" {
  alarm_name          = "relay-api-latency-critical"
  alarm_description   = "relay: Api answers far too slowly. One answer in a hundred takes longer than 10 s; people give up or try again, which adds load. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-latency-critical"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, MAX([FILL(m3, 0), FILL(m4, 0)]), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "TargetResponseTime"
      period      = 300
      stat        = "p99"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "TargetResponseTime"
      period      = 300
      stat        = "p99"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_migrate_failed" {
  alarm_name          = "relay-api-migrate-failed"
  alarm_description   = "relay: Job api-migrate failed. The release stopped before traffic moved; users still have the version before. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-migrate-failed"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/Events"
  metric_name         = "Invocations"
  statistic           = "Sum"
  period              = 60
  dimensions          = { RuleName = aws_cloudwatch_event_rule.api_migrate_failed.name }
  alarm_actions       = [aws_sns_topic.alerts_critical.arn]
  ok_actions          = [aws_sns_topic.alerts_critical.arn]
}

# A database that is down measures nothing, so silence counts as bad. Measurements come late by a few minutes.
resource "aws_cloudwatch_metric_alarm" "database_main_unreachable" {
  alarm_name          = "relay-database-main-unreachable"
  alarm_description   = "relay: The database main cannot be reached. Whatever needs the database fails. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "breaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) < 1 OR FILL(m2, 0) > 5, 1, 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/RDS"
      metric_name = "CPUUtilization"
      period      = 60
      stat        = "SampleCount"
      dimensions  = { DBInstanceIdentifier = aws_db_instance.main.identifier }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "Slipway/relay"
      metric_name = "main_connection_failures"
      period      = 60
      stat        = "Sum"
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_authentication_failures" {
  alarm_name          = "relay-api-authentication-failures"
  alarm_description   = "relay: api turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-authentication-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 200
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/relay"
  metric_name         = "api_authentication_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_burn_slow_long" {
  alarm_name          = "relay-api-burn-slow-long"
  alarm_description   = "relay: Api spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-slow"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 3
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, 100 * (FILL(m3, 0) + FILL(m4, 0)) / (FILL(m1, 0) + FILL(m2, 0)), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 21600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 21600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 21600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 21600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "api_burn_slow_short" {
  alarm_name          = "relay-api-burn-slow-short"
  alarm_description   = "relay: Api spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-slow"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 3
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, 100 * (FILL(m3, 0) + FILL(m4, 0)) / (FILL(m1, 0) + FILL(m2, 0)), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 1800
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 1800
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 1800
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 1800
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "api_burn_slow" {
  alarm_name        = "relay-api-burn-slow"
  alarm_description = "relay: Api spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-burn-slow"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.api_burn_slow_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.api_burn_slow_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_warning.arn]
  ok_actions        = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_ceiling" {
  alarm_name          = "relay-api-ceiling"
  alarm_description   = "relay: Api is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-ceiling"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alert_limits.api_ceiling
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  statistic           = "Maximum"
  period              = 60
  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = "relay-api"
  }
  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_errors_warning" {
  alarm_name          = "relay-api-errors-warning"
  alarm_description   = "relay: Api fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-errors-warning"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, 100 * (FILL(m3, 0) + FILL(m4, 0)) / (FILL(m1, 0) + FILL(m2, 0)), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_latency_warning" {
  alarm_name          = "relay-api-latency-warning"
  alarm_description   = "relay: Api answers slowly. Five answers in a hundred take longer than 2 s; the target is 1 s. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-latency-warning"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "result"
    expression  = "IF(FILL(m1, 0) + FILL(m2, 0) >= 10, MAX([FILL(m3, 0), FILL(m4, 0)]), 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 600
      stat        = "Sum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }
  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "TargetResponseTime"
      period      = 600
      stat        = "p95"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api.arn_suffix
      }
    }
  }
  metric_query {
    id = "m4"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "TargetResponseTime"
      period      = 600
      stat        = "p95"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.api_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_rate_limit_hits" {
  alarm_name          = "relay-api-rate-limit-hits"
  alarm_description   = "relay: api limits many requests. Somebody sends far too much, or the limit is too low for honest use. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-rate-limit-hits"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/relay"
  metric_name         = "api_rate_limit_hits"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_slow_queries" {
  alarm_name          = "relay-api-slow-queries"
  alarm_description   = "relay: api waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Runbook: docs/infrastructure/RUNBOOK.md#alert-api-slow-queries"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/relay"
  metric_name         = "api_slow_queries"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "database_main_connections" {
  alarm_name          = "relay-database-main-connections"
  alarm_description   = "relay: The database main is running out of connections. At the limit new connections are refused, and requests fail. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alert_limits.database_main_connections
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  statistic           = "Maximum"
  period              = 300
  dimensions          = { DBInstanceIdentifier = aws_db_instance.main.identifier }
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "database_main_cpu" {
  alarm_name          = "relay-database-main-cpu"
  alarm_description   = "relay: The database main works at its limit. Statements wait for the processor, and answers become slow. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 300
  dimensions          = { DBInstanceIdentifier = aws_db_instance.main.identifier }
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

# RDS adds storage when less than a tenth is free, so only where it cannot grow any more does it come this far.
resource "aws_cloudwatch_metric_alarm" "database_main_disk" {
  alarm_name          = "relay-database-main-disk"
  alarm_description   = "relay: The database main is running out of disk. The disk grows by itself up to its limit; there, writes fail. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
  comparison_operator = "LessThanThreshold"
  threshold           = var.alert_limits.database_main_disk
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  statistic           = "Minimum"
  period              = 300
  dimensions          = { DBInstanceIdentifier = aws_db_instance.main.identifier }
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "database_main_memory" {
  alarm_name          = "relay-database-main-memory"
  alarm_description   = "relay: The database main is running out of memory. Beyond it the engine is stopped and starts again, which takes a minute. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
  comparison_operator = "LessThanThreshold"
  threshold           = var.alert_limits.database_main_memory
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/RDS"
  metric_name         = "FreeableMemory"
  statistic           = "Average"
  period              = 300
  dimensions          = { DBInstanceIdentifier = aws_db_instance.main.identifier }
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "topic_events_age" {
  alarm_name          = "relay-topic-events-age"
  alarm_description   = "relay: The topic events falls behind. The oldest message has waited for more than five minutes; what it should cause is late. Runbook: docs/infrastructure/RUNBOOK.md#alert-topic-events-age"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  period              = 300
  dimensions          = { QueueName = aws_sqs_queue.events_worker.name }
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "topic_events_dead_letters" {
  alarm_name          = "relay-topic-events-dead-letters"
  alarm_description   = "relay: The topic events has messages that nobody can handle. They failed every attempt and wait in the dead-letter topic to be looked at. Runbook: docs/infrastructure/RUNBOOK.md#alert-topic-events-dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 300
  dimensions          = { QueueName = aws_sqs_queue.events_worker_dead_letter.name }
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "worker_ceiling" {
  alarm_name          = "relay-worker-ceiling"
  alarm_description   = "relay: Worker is at its ceiling of instances. Work comes in faster than it is done, and the backlog grows. Runbook: docs/infrastructure/RUNBOOK.md#alert-worker-ceiling"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alert_limits.worker_ceiling
  evaluation_periods  = 10
  datapoints_to_alarm = 10
  treat_missing_data  = "notBreaching"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  statistic           = "Maximum"
  period              = 60
  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = "relay-worker"
  }
  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "worker_slow_queries" {
  alarm_name          = "relay-worker-slow-queries"
  alarm_description   = "relay: worker waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Runbook: docs/infrastructure/RUNBOOK.md#alert-worker-slow-queries"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/relay"
  metric_name         = "worker_slow_queries"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "relay"
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 12
        height = 6
        properties = {
          title   = "Requests of api"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/ApplicationELB",
              "RequestCount",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api.arn_suffix,
              {
                stat  = "Sum"
                label = "api"
              },
            ],
            [
              "AWS/ApplicationELB",
              "RequestCount",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api_green.arn_suffix,
              {
                stat  = "Sum"
                label = "api (green)"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 0
        width  = 12
        height = 6
        properties = {
          title   = "Response time of api: p50, p95, p99"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api.arn_suffix,
              {
                stat  = "p50"
                label = "api p50"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api_green.arn_suffix,
              {
                stat  = "p50"
                label = "api p50 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api.arn_suffix,
              {
                stat  = "p95"
                label = "api p95"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api_green.arn_suffix,
              {
                stat  = "p95"
                label = "api p95 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api.arn_suffix,
              {
                stat  = "p99"
                label = "api p99"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api_green.arn_suffix,
              {
                stat  = "p99"
                label = "api p99 (green)"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 6
        width  = 12
        height = 6
        properties = {
          title   = "Failed requests of api"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/ApplicationELB",
              "HTTPCode_Target_5XX_Count",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api.arn_suffix,
              {
                stat  = "Sum"
                label = "api"
              },
            ],
            [
              "AWS/ApplicationELB",
              "HTTPCode_Target_5XX_Count",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.api_green.arn_suffix,
              {
                stat  = "Sum"
                label = "api (green)"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 6
        width  = 12
        height = 6
        properties = {
          title   = "Instances of api"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "ECS/ContainerInsights",
              "RunningTaskCount",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "relay-api",
              {
                stat  = "Maximum"
                label = "api RunningTaskCount"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 12
        width  = 12
        height = 6
        properties = {
          title   = "CPU and memory of api"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "ECS/ContainerInsights",
              "CpuUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "relay-api",
              {
                stat  = "Average"
                label = "api CpuUtilized"
              },
            ],
            [
              "ECS/ContainerInsights",
              "MemoryUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "relay-api",
              {
                stat  = "Average"
                label = "api MemoryUtilized"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 12
        width  = 12
        height = 6
        properties = {
          title   = "Instances of worker"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "ECS/ContainerInsights",
              "RunningTaskCount",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "relay-worker",
              {
                stat  = "Maximum"
                label = "worker RunningTaskCount"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 18
        width  = 12
        height = 6
        properties = {
          title   = "CPU and memory of worker"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "ECS/ContainerInsights",
              "CpuUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "relay-worker",
              {
                stat  = "Average"
                label = "worker CpuUtilized"
              },
            ],
            [
              "ECS/ContainerInsights",
              "MemoryUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "relay-worker",
              {
                stat  = "Average"
                label = "worker MemoryUtilized"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 18
        width  = 12
        height = 6
        properties = {
          title   = "Backlog of events"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/SQS",
              "ApproximateNumberOfMessagesVisible",
              "QueueName",
              aws_sqs_queue.events_worker.name,
              {
                stat  = "Maximum"
                label = "events-worker"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 24
        width  = 12
        height = 6
        properties = {
          title   = "Connections of main"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/RDS",
              "DatabaseConnections",
              "DBInstanceIdentifier",
              aws_db_instance.main.identifier,
              {
                stat  = "Maximum"
                label = "main DatabaseConnections"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 24
        width  = 12
        height = 6
        properties = {
          title   = "CPU and disk of main"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/RDS",
              "CPUUtilization",
              "DBInstanceIdentifier",
              aws_db_instance.main.identifier,
              {
                stat  = "Average"
                label = "main CPUUtilization"
              },
            ],
            [
              "AWS/RDS",
              "ReadLatency",
              "DBInstanceIdentifier",
              aws_db_instance.main.identifier,
              {
                stat  = "Average"
                label = "main ReadLatency"
              },
            ],
            [
              "AWS/RDS",
              "WriteLatency",
              "DBInstanceIdentifier",
              aws_db_instance.main.identifier,
              {
                stat  = "Average"
                label = "main WriteLatency"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 30
        width  = 12
        height = 6
        properties = {
          title   = "Errors in the logs"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "Slipway/relay",
              "api_authentication_failures",
              {
                stat  = "Sum"
                label = "api_authentication_failures"
              },
            ],
            [
              "Slipway/relay",
              "api_errors",
              {
                stat  = "Sum"
                label = "api_errors"
              },
            ],
            [
              "Slipway/relay",
              "api_migrate_errors",
              {
                stat  = "Sum"
                label = "api_migrate_errors"
              },
            ],
            [
              "Slipway/relay",
              "api_rate_limit_hits",
              {
                stat  = "Sum"
                label = "api_rate_limit_hits"
              },
            ],
            [
              "Slipway/relay",
              "api_slow_queries",
              {
                stat  = "Sum"
                label = "api_slow_queries"
              },
            ],
            [
              "Slipway/relay",
              "worker_errors",
              {
                stat  = "Sum"
                label = "worker_errors"
              },
            ],
            [
              "Slipway/relay",
              "worker_slow_queries",
              {
                stat  = "Sum"
                label = "worker_slow_queries"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 30
        width  = 12
        height = 6
        properties = {
          title   = "Cost per day"
          region  = "us-east-1"
          view    = "timeSeries"
          stacked = false
          period  = 86400
          metrics = [
            [
              "AWS/Billing",
              "EstimatedCharges",
              "Currency",
              "USD",
              {
                stat    = "Maximum"
                label   = "month so far"
                id      = "m1"
                visible = false
              },
            ],
            [
              {
                expression = "IF(DIFF(m1) > 0, DIFF(m1), m1)"
                label      = "USD a day"
              },
            ],
          ]
        }
      },
    ]
  })
}
