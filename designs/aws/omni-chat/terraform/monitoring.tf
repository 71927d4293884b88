resource "aws_sns_topic" "alerts_critical" {
  # checkov:skip=CKV_AWS_26:CloudWatch cannot use the account's own key of SNS, and an alarm tells no data
  name = "omni-chat-alerts-critical"
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
  name = "omni-chat-alerts-warning"
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
  name = "omni-chat-alerts-uptime"
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

# Lines that name the host and then a failure; a failed call has to be logged with its host.
resource "aws_cloudwatch_log_metric_filter" "backend_anthropic_failures" {
  name           = "backend_anthropic_failures"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "%api\\.anthropic\\.com.*(error|Error|timeout|Timeout|timed out|failed|Failed|exception|Exception| [45][0-9][0-9])%"

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_anthropic_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines of an access log that end in 401 or 403; they have to be logged to be counted.
resource "aws_cloudwatch_log_metric_filter" "backend_authentication_failures" {
  name           = "backend_authentication_failures"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "?\"\\\" 401\" ?\"\\\"status\\\":401\" ?\"\\\"status\\\": 401\" ?\"\\\"statusCode\\\":401\" ?\"status=401\" ?\"\\\" 403\" ?\"\\\"status\\\":403\" ?\"\\\"status\\\": 403\" ?\"\\\"statusCode\\\":403\" ?\"status=403\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_authentication_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "backend_errors" {
  name           = "backend_errors"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines that name the host and then a failure; a failed call has to be logged with its host.
resource "aws_cloudwatch_log_metric_filter" "backend_google_failures" {
  name           = "backend_google_failures"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "%generativelanguage\\.googleapis\\.com.*(error|Error|timeout|Timeout|timed out|failed|Failed|exception|Exception| [45][0-9][0-9])%"

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_google_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines that name the host and then a failure; a failed call has to be logged with its host.
resource "aws_cloudwatch_log_metric_filter" "backend_googleapis_failures" {
  name           = "backend_googleapis_failures"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "%www\\.googleapis\\.com.*(error|Error|timeout|Timeout|timed out|failed|Failed|exception|Exception| [45][0-9][0-9])%"

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_googleapis_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "backend_migrate_errors" {
  name           = "backend_migrate_errors"
  log_group_name = aws_cloudwatch_log_group.backend_migrate.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_migrate_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines that name the host and then a failure; a failed call has to be logged with its host.
resource "aws_cloudwatch_log_metric_filter" "backend_openai_failures" {
  name           = "backend_openai_failures"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "%api\\.openai\\.com.*(error|Error|timeout|Timeout|timed out|failed|Failed|exception|Exception| [45][0-9][0-9])%"

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_openai_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines of an access log that end in 429; what the firewall turns away it counts itself.
resource "aws_cloudwatch_log_metric_filter" "backend_rate_limit_hits" {
  name           = "backend_rate_limit_hits"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "?\"\\\" 429\" ?\"\\\"status\\\":429\" ?\"\\\"status\\\": 429\" ?\"\\\"statusCode\\\":429\" ?\"status=429\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_rate_limit_hits"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Statements of a second and longer, from the database's own log.
resource "aws_cloudwatch_log_metric_filter" "backend_slow_queries" {
  name           = "backend_slow_queries"
  log_group_name = aws_cloudwatch_log_group.main_store["postgresql"].name
  pattern        = "\"duration:\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "backend_slow_queries"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines of an access log that end in 401 or 403; they have to be logged to be counted.
resource "aws_cloudwatch_log_metric_filter" "frontend_authentication_failures" {
  name           = "frontend_authentication_failures"
  log_group_name = aws_cloudwatch_log_group.frontend.name
  pattern        = "?\"\\\" 401\" ?\"\\\"status\\\":401\" ?\"\\\"status\\\": 401\" ?\"\\\"statusCode\\\":401\" ?\"status=401\" ?\"\\\" 403\" ?\"\\\"status\\\":403\" ?\"\\\"status\\\": 403\" ?\"\\\"statusCode\\\":403\" ?\"status=403\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "frontend_authentication_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "frontend_errors" {
  name           = "frontend_errors"
  log_group_name = aws_cloudwatch_log_group.frontend.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "frontend_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines of an access log that end in 429; what the firewall turns away it counts itself.
resource "aws_cloudwatch_log_metric_filter" "frontend_rate_limit_hits" {
  name           = "frontend_rate_limit_hits"
  log_group_name = aws_cloudwatch_log_group.frontend.name
  pattern        = "?\"\\\" 429\" ?\"\\\"status\\\":429\" ?\"\\\"status\\\": 429\" ?\"\\\"statusCode\\\":429\" ?\"status=429\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "frontend_rate_limit_hits"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_log_metric_filter" "main_connection_failures_backend" {
  name           = "main_connection_failures_backend"
  log_group_name = aws_cloudwatch_log_group.backend.name
  pattern        = "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many connections\" ?\"could not connect to server\" ?\"remaining connection slots\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
    name          = "main_connection_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_log_metric_filter" "main_connection_failures_backend_migrate" {
  name           = "main_connection_failures_backend_migrate"
  log_group_name = aws_cloudwatch_log_group.backend_migrate.name
  pattern        = "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many connections\" ?\"could not connect to server\" ?\"remaining connection slots\""

  metric_transformation {
    namespace     = "Slipway/omni-chat"
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
  name              = "/aws/events/omni-chat/job-failures"
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
  policy_name     = "omni-chat-job-failures"
  policy_document = data.aws_iam_policy_document.job_failures.json
}

resource "aws_cloudwatch_event_rule" "backend_migrate_failed" {
  name        = "omni-chat-backend-migrate-failed"
  description = "Runs of backend-migrate that failed or never started."
  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Task State Change"]
    detail = {
      clusterArn = [aws_ecs_cluster.main.arn]
      group      = ["family:omni-chat-backend-migrate"]
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

resource "aws_cloudwatch_event_target" "backend_migrate_failed" {
  rule      = aws_cloudwatch_event_rule.backend_migrate_failed.name
  target_id = "log"
  arn       = aws_cloudwatch_log_group.job_failures.arn
}

resource "aws_route53_health_check" "frontend" {
  type              = "HTTPS"
  fqdn              = trimprefix("https://${var.domain}", "https://")
  port              = 443
  resource_path     = "/api/health"
  request_interval  = 30
  failure_threshold = 3
  tags              = { Name = "omni-chat-frontend" }
}

resource "aws_cloudwatch_metric_alarm" "backend_burn_fast_long" {
  alarm_name          = "omni-chat-backend-burn-fast-long"
  alarm_description   = "omni-chat: Backend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1.44
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "backend_burn_fast_short" {
  alarm_name          = "omni-chat-backend-burn-fast-short"
  alarm_description   = "omni-chat: Backend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1.44
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "backend_burn_fast" {
  alarm_name        = "omni-chat-backend-burn-fast"
  alarm_description = "omni-chat: Backend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-fast"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.backend_burn_fast_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.backend_burn_fast_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_critical.arn]
  ok_actions        = [aws_sns_topic.alerts_critical.arn]
}

# No path from outside tells how it is, so its tasks are counted that answer.
resource "aws_cloudwatch_metric_alarm" "backend_down" {
  alarm_name          = "omni-chat-backend-down"
  alarm_description   = "omni-chat: Backend is down. Nobody outside gets an answer. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-down"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  treat_missing_data  = "breaching"

  metric_query {
    id          = "result"
    expression  = "FILL(m1, 0) + FILL(m2, 0)"
    label       = "result"
    return_data = true
  }
  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HealthyHostCount"
      period      = 60
      stat        = "Minimum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
      }
    }
  }
  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HealthyHostCount"
      period      = 60
      stat        = "Minimum"
      dimensions = {
        LoadBalancer = aws_lb.edge.arn_suffix
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_errors_critical" {
  alarm_name          = "omni-chat-backend-errors-critical"
  alarm_description   = "omni-chat: Backend fails every tenth request. At least one request in ten fails; most users notice. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-critical"
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_migrate_failed" {
  alarm_name          = "omni-chat-backend-migrate-failed"
  alarm_description   = "omni-chat: Job backend-migrate failed. The release stopped before traffic moved; users still have the version before. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-migrate-failed"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/Events"
  metric_name         = "Invocations"
  statistic           = "Sum"
  period              = 60
  dimensions          = { RuleName = aws_cloudwatch_event_rule.backend_migrate_failed.name }
  alarm_actions       = [aws_sns_topic.alerts_critical.arn]
  ok_actions          = [aws_sns_topic.alerts_critical.arn]
}

# A database that is down measures nothing, so silence counts as bad. Measurements come late by a few minutes.
resource "aws_cloudwatch_metric_alarm" "database_main_unreachable" {
  alarm_name          = "omni-chat-database-main-unreachable"
  alarm_description   = "omni-chat: The database main cannot be reached. Whatever needs the database fails. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
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
      namespace   = "Slipway/omni-chat"
      metric_name = "main_connection_failures"
      period      = 60
      stat        = "Sum"
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_burn_fast_long" {
  alarm_name          = "omni-chat-frontend-burn-fast-long"
  alarm_description   = "omni-chat: Frontend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1.44
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "frontend_burn_fast_short" {
  alarm_name          = "omni-chat-frontend-burn-fast-short"
  alarm_description   = "omni-chat: Frontend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1.44
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "frontend_burn_fast" {
  alarm_name        = "omni-chat-frontend-burn-fast"
  alarm_description = "omni-chat: Frontend spends its error budget fast. At this speed the month's 0.1 % of failures are spent within two days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-fast"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.frontend_burn_fast_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.frontend_burn_fast_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_critical.arn]
  ok_actions        = [aws_sns_topic.alerts_critical.arn]
}

# Checkers that say nothing are as bad as ones that say no.
resource "aws_cloudwatch_metric_alarm" "frontend_down" {
  provider = aws.global

  alarm_name          = "omni-chat-frontend-down"
  alarm_description   = "omni-chat: Frontend is down. Nobody outside gets an answer. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-down"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "breaching"
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  statistic           = "Minimum"
  period              = 60
  dimensions          = { HealthCheckId = aws_route53_health_check.frontend.id }
  alarm_actions       = [aws_sns_topic.alerts_uptime.arn]
  ok_actions          = [aws_sns_topic.alerts_uptime.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_errors_critical" {
  alarm_name          = "omni-chat-frontend-errors-critical"
  alarm_description   = "omni-chat: Frontend fails every tenth request. At least one request in ten fails; most users notice. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-critical"
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_latency_critical" {
  alarm_name          = "omni-chat-frontend-latency-critical"
  alarm_description   = "omni-chat: Frontend answers far too slowly. One answer in a hundred takes longer than 10 s; people give up or try again, which adds load. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-critical"
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_anthropic_failures" {
  alarm_name          = "omni-chat-backend-anthropic-failures"
  alarm_description   = "omni-chat: Calls of backend to api.anthropic.com fail. What depends on api.anthropic.com does not work; the cause is likely there or in the key. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-anthropic-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_anthropic_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_authentication_failures" {
  alarm_name          = "omni-chat-backend-authentication-failures"
  alarm_description   = "omni-chat: backend turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-authentication-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 200
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_authentication_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_burn_slow_long" {
  alarm_name          = "omni-chat-backend-burn-slow-long"
  alarm_description   = "omni-chat: Backend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.6
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "backend_burn_slow_short" {
  alarm_name          = "omni-chat-backend-burn-slow-short"
  alarm_description   = "omni-chat: Backend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.6
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "backend_burn_slow" {
  alarm_name        = "omni-chat-backend-burn-slow"
  alarm_description = "omni-chat: Backend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-burn-slow"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.backend_burn_slow_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.backend_burn_slow_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_warning.arn]
  ok_actions        = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_ceiling" {
  alarm_name          = "omni-chat-backend-ceiling"
  alarm_description   = "omni-chat: Backend is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-ceiling"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alert_limits.backend_ceiling
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  statistic           = "Maximum"
  period              = 60
  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = "omni-chat-backend"
  }
  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_errors_warning" {
  alarm_name          = "omni-chat-backend-errors-warning"
  alarm_description   = "omni-chat: Backend fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-errors-warning"
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.backend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_google_failures" {
  alarm_name          = "omni-chat-backend-google-failures"
  alarm_description   = "omni-chat: Calls of backend to generativelanguage.googleapis.com fail. What depends on generativelanguage.googleapis.com does not work; the cause is likely there or in the key. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-google-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_google_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_googleapis_failures" {
  alarm_name          = "omni-chat-backend-googleapis-failures"
  alarm_description   = "omni-chat: Calls of backend to www.googleapis.com fail. What depends on www.googleapis.com does not work; the cause is likely there or in the key. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-googleapis-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_googleapis_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_openai_failures" {
  alarm_name          = "omni-chat-backend-openai-failures"
  alarm_description   = "omni-chat: Calls of backend to api.openai.com fail. What depends on api.openai.com does not work; the cause is likely there or in the key. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-openai-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_openai_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_rate_limit_hits" {
  alarm_name          = "omni-chat-backend-rate-limit-hits"
  alarm_description   = "omni-chat: backend limits many requests. Somebody sends far too much, or the limit is too low for honest use. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-rate-limit-hits"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_rate_limit_hits"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_slow_queries" {
  alarm_name          = "omni-chat-backend-slow-queries"
  alarm_description   = "omni-chat: backend waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-backend-slow-queries"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "backend_slow_queries"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "cache_memory" {
  alarm_name          = "omni-chat-cache-memory"
  alarm_description   = "omni-chat: The cache cache is nearly full. Its instance runs short of memory for itself; soon writes are refused or it starts again, empty. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-cache-memory"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  statistic           = "Average"
  period              = 300
  dimensions = {
    CacheClusterId = "${aws_elasticache_replication_group.cache.replication_group_id}-001"
  }
  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "database_main_connections" {
  alarm_name          = "omni-chat-database-main-connections"
  alarm_description   = "omni-chat: The database main is running out of connections. At the limit new connections are refused, and requests fail. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
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
  alarm_name          = "omni-chat-database-main-cpu"
  alarm_description   = "omni-chat: The database main works at its limit. Statements wait for the processor, and answers become slow. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
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
  alarm_name          = "omni-chat-database-main-disk"
  alarm_description   = "omni-chat: The database main is running out of disk. The disk grows by itself up to its limit; there, writes fail. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
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
  alarm_name          = "omni-chat-database-main-memory"
  alarm_description   = "omni-chat: The database main is running out of memory. Beyond it the engine is stopped and starts again, which takes a minute. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
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

resource "aws_cloudwatch_metric_alarm" "frontend_authentication_failures" {
  alarm_name          = "omni-chat-frontend-authentication-failures"
  alarm_description   = "omni-chat: frontend turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-authentication-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 200
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "frontend_authentication_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_burn_slow_long" {
  alarm_name          = "omni-chat-frontend-burn-slow-long"
  alarm_description   = "omni-chat: Frontend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.6
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "frontend_burn_slow_short" {
  alarm_name          = "omni-chat-frontend-burn-slow-short"
  alarm_description   = "omni-chat: Frontend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.6
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "frontend_burn_slow" {
  alarm_name        = "omni-chat-frontend-burn-slow"
  alarm_description = "omni-chat: Frontend spends its error budget steadily. At this speed the month's 0.1 % of failures are spent within five days. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-burn-slow"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.frontend_burn_slow_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.frontend_burn_slow_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_warning.arn]
  ok_actions        = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_ceiling" {
  alarm_name          = "omni-chat-frontend-ceiling"
  alarm_description   = "omni-chat: Frontend is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-ceiling"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alert_limits.frontend_ceiling
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  statistic           = "Maximum"
  period              = 60
  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = "omni-chat-frontend"
  }
  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_errors_warning" {
  alarm_name          = "omni-chat-frontend-errors-warning"
  alarm_description   = "omni-chat: Frontend fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-errors-warning"
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_latency_warning" {
  alarm_name          = "omni-chat-frontend-latency-warning"
  alarm_description   = "omni-chat: Frontend answers slowly. Five answers in a hundred take longer than 5 s; the target is 3 s. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-latency-warning"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend.arn_suffix
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
        TargetGroup  = aws_lb_target_group.frontend_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "frontend_rate_limit_hits" {
  alarm_name          = "omni-chat-frontend-rate-limit-hits"
  alarm_description   = "omni-chat: frontend limits many requests. Somebody sends far too much, or the limit is too low for honest use. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-frontend-rate-limit-hits"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/omni-chat"
  metric_name         = "frontend_rate_limit_hits"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "omni-chat"
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 12
        height = 6
        properties = {
          title   = "Requests of backend"
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
              aws_lb_target_group.backend.arn_suffix,
              {
                stat  = "Sum"
                label = "backend"
              },
            ],
            [
              "AWS/ApplicationELB",
              "RequestCount",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend_green.arn_suffix,
              {
                stat  = "Sum"
                label = "backend (green)"
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
          title   = "Response time of backend: p50, p95, p99"
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
              aws_lb_target_group.backend.arn_suffix,
              {
                stat  = "p50"
                label = "backend p50"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend_green.arn_suffix,
              {
                stat  = "p50"
                label = "backend p50 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend.arn_suffix,
              {
                stat  = "p95"
                label = "backend p95"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend_green.arn_suffix,
              {
                stat  = "p95"
                label = "backend p95 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend.arn_suffix,
              {
                stat  = "p99"
                label = "backend p99"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend_green.arn_suffix,
              {
                stat  = "p99"
                label = "backend p99 (green)"
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
          title   = "Failed requests of backend"
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
              aws_lb_target_group.backend.arn_suffix,
              {
                stat  = "Sum"
                label = "backend"
              },
            ],
            [
              "AWS/ApplicationELB",
              "HTTPCode_Target_5XX_Count",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.backend_green.arn_suffix,
              {
                stat  = "Sum"
                label = "backend (green)"
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
          title   = "Requests of frontend"
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
              aws_lb_target_group.frontend.arn_suffix,
              {
                stat  = "Sum"
                label = "frontend"
              },
            ],
            [
              "AWS/ApplicationELB",
              "RequestCount",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend_green.arn_suffix,
              {
                stat  = "Sum"
                label = "frontend (green)"
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
          title   = "Response time of frontend: p50, p95, p99"
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
              aws_lb_target_group.frontend.arn_suffix,
              {
                stat  = "p50"
                label = "frontend p50"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend_green.arn_suffix,
              {
                stat  = "p50"
                label = "frontend p50 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend.arn_suffix,
              {
                stat  = "p95"
                label = "frontend p95"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend_green.arn_suffix,
              {
                stat  = "p95"
                label = "frontend p95 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend.arn_suffix,
              {
                stat  = "p99"
                label = "frontend p99"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend_green.arn_suffix,
              {
                stat  = "p99"
                label = "frontend p99 (green)"
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
          title   = "Failed requests of frontend"
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
              aws_lb_target_group.frontend.arn_suffix,
              {
                stat  = "Sum"
                label = "frontend"
              },
            ],
            [
              "AWS/ApplicationELB",
              "HTTPCode_Target_5XX_Count",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.frontend_green.arn_suffix,
              {
                stat  = "Sum"
                label = "frontend (green)"
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
          title   = "Instances of backend"
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
              "omni-chat-backend",
              {
                stat  = "Maximum"
                label = "backend RunningTaskCount"
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
          title   = "CPU and memory of backend"
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
              "omni-chat-backend",
              {
                stat  = "Average"
                label = "backend CpuUtilized"
              },
            ],
            [
              "ECS/ContainerInsights",
              "MemoryUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "omni-chat-backend",
              {
                stat  = "Average"
                label = "backend MemoryUtilized"
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
          title   = "Instances of frontend"
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
              "omni-chat-frontend",
              {
                stat  = "Maximum"
                label = "frontend RunningTaskCount"
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
          title   = "CPU and memory of frontend"
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
              "omni-chat-frontend",
              {
                stat  = "Average"
                label = "frontend CpuUtilized"
              },
            ],
            [
              "ECS/ContainerInsights",
              "MemoryUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "omni-chat-frontend",
              {
                stat  = "Average"
                label = "frontend MemoryUtilized"
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
          title   = "Hit rate of cache"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/ElastiCache",
              "CacheHitRate",
              "CacheClusterId",
              "${aws_elasticache_replication_group.cache.replication_group_id}-001",
              {
                stat  = "Average"
                label = "cache CacheHitRate"
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
          title   = "Memory of cache"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "AWS/ElastiCache",
              "DatabaseMemoryUsagePercentage",
              "CacheClusterId",
              "${aws_elasticache_replication_group.cache.replication_group_id}-001",
              {
                stat  = "Average"
                label = "cache DatabaseMemoryUsagePercentage"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 36
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
        y      = 36
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
        y      = 42
        width  = 12
        height = 6
        properties = {
          title   = "Failed calls of backend to others"
          region  = var.region
          view    = "timeSeries"
          stacked = false
          period  = 300
          metrics = [
            [
              "Slipway/omni-chat",
              "backend_anthropic_failures",
              {
                stat  = "Sum"
                label = "backend_anthropic_failures"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_google_failures",
              {
                stat  = "Sum"
                label = "backend_google_failures"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_googleapis_failures",
              {
                stat  = "Sum"
                label = "backend_googleapis_failures"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_openai_failures",
              {
                stat  = "Sum"
                label = "backend_openai_failures"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 42
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
              "Slipway/omni-chat",
              "backend_authentication_failures",
              {
                stat  = "Sum"
                label = "backend_authentication_failures"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_errors",
              {
                stat  = "Sum"
                label = "backend_errors"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_migrate_errors",
              {
                stat  = "Sum"
                label = "backend_migrate_errors"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_rate_limit_hits",
              {
                stat  = "Sum"
                label = "backend_rate_limit_hits"
              },
            ],
            [
              "Slipway/omni-chat",
              "backend_slow_queries",
              {
                stat  = "Sum"
                label = "backend_slow_queries"
              },
            ],
            [
              "Slipway/omni-chat",
              "frontend_authentication_failures",
              {
                stat  = "Sum"
                label = "frontend_authentication_failures"
              },
            ],
            [
              "Slipway/omni-chat",
              "frontend_errors",
              {
                stat  = "Sum"
                label = "frontend_errors"
              },
            ],
            [
              "Slipway/omni-chat",
              "frontend_rate_limit_hits",
              {
                stat  = "Sum"
                label = "frontend_rate_limit_hits"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 48
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

# For all environments together; this account's share of the cost is what it is compared with.
resource "aws_budgets_budget" "monthly" {
  name         = "omni-chat-monthly"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = "500"
  limit_unit   = "USD"

  notification {
    notification_type         = "ACTUAL"
    comparison_operator       = "GREATER_THAN"
    threshold                 = 50
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.alerts_warning.arn]
  }
  notification {
    notification_type         = "ACTUAL"
    comparison_operator       = "GREATER_THAN"
    threshold                 = 80
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.alerts_warning.arn]
  }
  notification {
    notification_type         = "ACTUAL"
    comparison_operator       = "GREATER_THAN"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.alerts_warning.arn]
  }

  # Early: when the month is going to end above it.
  notification {
    notification_type         = "FORECASTED"
    comparison_operator       = "GREATER_THAN"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.alerts_warning.arn]
  }
}

# Alert daily-cost: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-daily-cost
resource "aws_budgets_budget" "daily_cost" {
  name         = "omni-chat-daily-cost"
  budget_type  = "COST"
  time_unit    = "DAILY"
  limit_amount = "25"
  limit_unit   = "USD"

  notification {
    notification_type         = "ACTUAL"
    comparison_operator       = "GREATER_THAN"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.alerts_warning.arn]
  }
}

resource "aws_ce_anomaly_monitor" "services" {
  count = var.cost_anomaly_monitor_arn == "" ? 1 : 0

  name              = "omni-chat-services"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}

# What AWS finds unusual of one service, above what a day may cost. It learns and costs nothing. Runbook: https://github.com/omni-chat/omni-chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-daily-cost
resource "aws_ce_anomaly_subscription" "daily_cost" {
  name      = "omni-chat-daily-cost"
  frequency = "IMMEDIATE"
  monitor_arn_list = [
    (
      var.cost_anomaly_monitor_arn == ""
      ? one(aws_ce_anomaly_monitor.services[*].arn)
      : var.cost_anomaly_monitor_arn
    ),
  ]

  subscriber {
    type    = "SNS"
    address = aws_sns_topic.alerts_warning.arn
  }

  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = ["25"]
    }
  }
}
