resource "aws_sns_topic" "alerts_critical" {
  # checkov:skip=CKV_AWS_26:CloudWatch cannot use the account's own key of SNS, and an alarm tells no data
  name = "one-adr-alerts-critical"
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
  name = "one-adr-alerts-warning"
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
  name = "one-adr-alerts-uptime"
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
resource "aws_cloudwatch_log_metric_filter" "app_authentication_failures" {
  name           = "app_authentication_failures"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "?\"\\\" 401\" ?\"\\\"status\\\":401\" ?\"\\\"status\\\": 401\" ?\"\\\"statusCode\\\":401\" ?\"status=401\" ?\"\\\" 403\" ?\"\\\"status\\\":403\" ?\"\\\"status\\\": 403\" ?\"\\\"statusCode\\\":403\" ?\"status=403\""

  metric_transformation {
    namespace     = "Slipway/one-adr"
    name          = "app_authentication_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Error lines of the application; failed requests are counted elsewhere.
resource "aws_cloudwatch_log_metric_filter" "app_errors" {
  name           = "app_errors"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "?ERROR ?CRITICAL ?FATAL ?Traceback ?\"panic:\" ?Unhandled ?Uncaught ?\"\\\"level\\\":\\\"error\\\"\""

  metric_transformation {
    namespace     = "Slipway/one-adr"
    name          = "app_errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Lines of an access log that end in 429; what the firewall turns away it counts itself.
resource "aws_cloudwatch_log_metric_filter" "app_rate_limit_hits" {
  name           = "app_rate_limit_hits"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "?\"\\\" 429\" ?\"\\\"status\\\":429\" ?\"\\\"status\\\": 429\" ?\"\\\"statusCode\\\":429\" ?\"status=429\""

  metric_transformation {
    namespace     = "Slipway/one-adr"
    name          = "app_rate_limit_hits"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# Statements of a second and longer, from the database's own log.
resource "aws_cloudwatch_log_metric_filter" "app_slow_queries" {
  name           = "app_slow_queries"
  log_group_name = aws_cloudwatch_log_group.main_store["slowquery"].name
  pattern        = "\"Query_time\""

  metric_transformation {
    namespace     = "Slipway/one-adr"
    name          = "app_slow_queries"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_log_metric_filter" "main_connection_failures_app" {
  name           = "main_connection_failures_app"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "?\"connection refused\" ?\"Connection refused\" ?\"too many connections\" ?\"Too many connections\" ?\"could not connect to server\" ?\"remaining connection slots\""

  metric_transformation {
    namespace     = "Slipway/one-adr"
    name          = "main_connection_failures"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_route53_health_check" "app" {
  type              = "HTTPS"
  fqdn              = trimprefix("https://${var.domain}", "https://")
  port              = 443
  resource_path     = "/healthz"
  request_interval  = 30
  failure_threshold = 3
  tags              = { Name = "one-adr-app" }
}

resource "aws_cloudwatch_metric_alarm" "app_burn_fast_long" {
  alarm_name          = "one-adr-app-burn-fast-long"
  alarm_description   = "one-adr: App spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-fast"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "app_burn_fast_short" {
  alarm_name          = "one-adr-app-burn-fast-short"
  alarm_description   = "one-adr: App spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-fast"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "app_burn_fast" {
  alarm_name        = "one-adr-app-burn-fast"
  alarm_description = "one-adr: App spends its error budget fast. At this speed the month's 0.5 % of failures are spent within two days. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-fast"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.app_burn_fast_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.app_burn_fast_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_critical.arn]
  ok_actions        = [aws_sns_topic.alerts_critical.arn]
}

# Checkers that say nothing are as bad as ones that say no.
resource "aws_cloudwatch_metric_alarm" "app_down" {
  provider = aws.global

  alarm_name          = "one-adr-app-down"
  alarm_description   = "one-adr: App is down. Nobody outside gets an answer. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-down"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "breaching"
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  statistic           = "Minimum"
  period              = 60
  dimensions          = { HealthCheckId = aws_route53_health_check.app.id }
  alarm_actions       = [aws_sns_topic.alerts_uptime.arn]
  ok_actions          = [aws_sns_topic.alerts_uptime.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_errors_critical" {
  alarm_name          = "one-adr-app-errors-critical"
  alarm_description   = "one-adr: App fails every tenth request. At least one request in ten fails; most users notice. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-errors-critical"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_latency_critical" {
  alarm_name          = "one-adr-app-latency-critical"
  alarm_description   = "one-adr: App answers far too slowly. One answer in a hundred takes longer than 10 s; people give up or try again, which adds load. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-latency-critical"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

# A database that is down measures nothing, so silence counts as bad. Measurements come late by a few minutes.
resource "aws_cloudwatch_metric_alarm" "database_main_unreachable" {
  alarm_name          = "one-adr-database-main-unreachable"
  alarm_description   = "one-adr: The database main cannot be reached. Whatever needs the database fails. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-unreachable"
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
      namespace   = "Slipway/one-adr"
      metric_name = "main_connection_failures"
      period      = 60
      stat        = "Sum"
    }
  }

  alarm_actions = [aws_sns_topic.alerts_critical.arn]
  ok_actions    = [aws_sns_topic.alerts_critical.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_authentication_failures" {
  alarm_name          = "one-adr-app-authentication-failures"
  alarm_description   = "one-adr: app turns away many sign-ins. Somebody may be guessing passwords or tokens, or sign-in is broken for everybody. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-authentication-failures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 200
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/one-adr"
  metric_name         = "app_authentication_failures"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_burn_slow_long" {
  alarm_name          = "one-adr-app-burn-slow-long"
  alarm_description   = "one-adr: App spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-slow"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "app_burn_slow_short" {
  alarm_name          = "one-adr-app-burn-slow-short"
  alarm_description   = "one-adr: App spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-slow"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }
}

# Both windows have to burn: the long one makes it significant, the short one lets it end soon after the cause.
resource "aws_cloudwatch_composite_alarm" "app_burn_slow" {
  alarm_name        = "one-adr-app-burn-slow"
  alarm_description = "one-adr: App spends its error budget steadily. At this speed the month's 0.5 % of failures are spent within five days. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-burn-slow"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.app_burn_slow_long.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.app_burn_slow_short.alarm_name}\")"
  alarm_actions     = [aws_sns_topic.alerts_warning.arn]
  ok_actions        = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_ceiling" {
  alarm_name          = "one-adr-app-ceiling"
  alarm_description   = "one-adr: App is at its ceiling of instances. Soon no instance can be added; then requests wait and are turned away. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-ceiling"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alert_limits.app_ceiling
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  statistic           = "Maximum"
  period              = 60
  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = "one-adr-app"
  }
  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_errors_warning" {
  alarm_name          = "one-adr-app-errors-warning"
  alarm_description   = "one-adr: App fails too often. One request in twenty fails; some users notice, and the error budget of the month shrinks. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-errors-warning"
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_latency_warning" {
  alarm_name          = "one-adr-app-latency-warning"
  alarm_description   = "one-adr: App answers slowly. Five answers in a hundred take longer than 1.6 s; the target is 800 ms. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-latency-warning"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1.6
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app.arn_suffix
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
        TargetGroup  = aws_lb_target_group.app_green.arn_suffix
      }
    }
  }

  alarm_actions = [aws_sns_topic.alerts_warning.arn]
  ok_actions    = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_rate_limit_hits" {
  alarm_name          = "one-adr-app-rate-limit-hits"
  alarm_description   = "one-adr: app limits many requests. Somebody sends far too much, or the limit is too low for honest use. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-rate-limit-hits"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/one-adr"
  metric_name         = "app_rate_limit_hits"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "app_slow_queries" {
  alarm_name          = "one-adr-app-slow-queries"
  alarm_description   = "one-adr: app waits for slow statements. Statements take longer than a second; a missing index or a lock is likely. Runbook: docs/infrastructure/RUNBOOK.md#alert-app-slow-queries"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  namespace           = "Slipway/one-adr"
  metric_name         = "app_slow_queries"
  statistic           = "Sum"
  period              = 600
  alarm_actions       = [aws_sns_topic.alerts_warning.arn]
  ok_actions          = [aws_sns_topic.alerts_warning.arn]
}

resource "aws_cloudwatch_metric_alarm" "database_main_connections" {
  alarm_name          = "one-adr-database-main-connections"
  alarm_description   = "one-adr: The database main is running out of connections. At the limit new connections are refused, and requests fail. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-connections"
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
  alarm_name          = "one-adr-database-main-cpu"
  alarm_description   = "one-adr: The database main works at its limit. Statements wait for the processor, and answers become slow. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-cpu"
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
  alarm_name          = "one-adr-database-main-disk"
  alarm_description   = "one-adr: The database main is running out of disk. The disk grows by itself up to its limit; there, writes fail. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-disk"
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
  alarm_name          = "one-adr-database-main-memory"
  alarm_description   = "one-adr: The database main is running out of memory. Beyond it the engine is stopped and starts again, which takes a minute. Runbook: docs/infrastructure/RUNBOOK.md#alert-database-main-memory"
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

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "one-adr"
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 12
        height = 6
        properties = {
          title   = "Requests of app"
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
              aws_lb_target_group.app.arn_suffix,
              {
                stat  = "Sum"
                label = "app"
              },
            ],
            [
              "AWS/ApplicationELB",
              "RequestCount",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app_green.arn_suffix,
              {
                stat  = "Sum"
                label = "app (green)"
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
          title   = "Response time of app: p50, p95, p99"
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
              aws_lb_target_group.app.arn_suffix,
              {
                stat  = "p50"
                label = "app p50"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app_green.arn_suffix,
              {
                stat  = "p50"
                label = "app p50 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app.arn_suffix,
              {
                stat  = "p95"
                label = "app p95"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app_green.arn_suffix,
              {
                stat  = "p95"
                label = "app p95 (green)"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app.arn_suffix,
              {
                stat  = "p99"
                label = "app p99"
              },
            ],
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app_green.arn_suffix,
              {
                stat  = "p99"
                label = "app p99 (green)"
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
          title   = "Failed requests of app"
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
              aws_lb_target_group.app.arn_suffix,
              {
                stat  = "Sum"
                label = "app"
              },
            ],
            [
              "AWS/ApplicationELB",
              "HTTPCode_Target_5XX_Count",
              "LoadBalancer",
              aws_lb.edge.arn_suffix,
              "TargetGroup",
              aws_lb_target_group.app_green.arn_suffix,
              {
                stat  = "Sum"
                label = "app (green)"
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
          title   = "Instances of app"
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
              "one-adr-app",
              {
                stat  = "Maximum"
                label = "app RunningTaskCount"
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
          title   = "CPU and memory of app"
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
              "one-adr-app",
              {
                stat  = "Average"
                label = "app CpuUtilized"
              },
            ],
            [
              "ECS/ContainerInsights",
              "MemoryUtilized",
              "ClusterName",
              aws_ecs_cluster.main.name,
              "ServiceName",
              "one-adr-app",
              {
                stat  = "Average"
                label = "app MemoryUtilized"
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
        x      = 0
        y      = 18
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
        x      = 12
        y      = 18
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
              "Slipway/one-adr",
              "app_authentication_failures",
              {
                stat  = "Sum"
                label = "app_authentication_failures"
              },
            ],
            [
              "Slipway/one-adr",
              "app_errors",
              {
                stat  = "Sum"
                label = "app_errors"
              },
            ],
            [
              "Slipway/one-adr",
              "app_rate_limit_hits",
              {
                stat  = "Sum"
                label = "app_rate_limit_hits"
              },
            ],
            [
              "Slipway/one-adr",
              "app_slow_queries",
              {
                stat  = "Sum"
                label = "app_slow_queries"
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
  name         = "one-adr-monthly"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = "150"
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

# Alert daily-cost: docs/infrastructure/RUNBOOK.md#alert-daily-cost
resource "aws_budgets_budget" "daily_cost" {
  name         = "one-adr-daily-cost"
  budget_type  = "COST"
  time_unit    = "DAILY"
  limit_amount = "8"
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

  name              = "one-adr-services"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}

# What AWS finds unusual of one service, above what a day may cost. It learns and costs nothing. Runbook: docs/infrastructure/RUNBOOK.md#alert-daily-cost
resource "aws_ce_anomaly_subscription" "daily_cost" {
  name      = "one-adr-daily-cost"
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
      values        = ["8"]
    }
  }
}
