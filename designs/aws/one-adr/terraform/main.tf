provider "aws" {
  region = var.region
  # A plan with another account's credentials is refused.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}

provider "aws" {
  alias  = "global"
  region = "us-east-1"
  # A plan with another account's credentials is refused.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}

locals {
  tags = {
    application  = "one-adr"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }
}

resource "aws_ecs_cluster" "main" {
  name = "one-adr"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "app" {
  family                   = "one-adr-app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.app_task.arn
  execution_role_arn       = aws_iam_role.app_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "app"
      image = lookup(
        var.images,
        "app",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "app")
        ? null
        : [
          "caddy",
          "respond",
          "--listen",
          ":3000",
          "Nothing has been deployed yet.",
        ]
      )
      dockerLabels = (
        contains(keys(var.images), "app")
        ? null
        : { command = jsonencode([]) }
      )
      essential = true
      portMappings = [
        {
          containerPort = 3000
          hostPort      = 3000
          protocol      = "tcp"
        },
      ]
      environment = [{ name = "PORT", value = "3000" }]
      secrets = [
        {
          name      = "DATABASE_URL"
          valueFrom = "${aws_secretsmanager_secret.main_login.arn}:url_mysql_node::"
        },
        {
          name      = "SESSION_SECRET"
          valueFrom = aws_secretsmanager_secret.session_secret.arn
        },
        {
          name      = "SMTP_URL"
          valueFrom = aws_secretsmanager_secret.smtp_url.arn
        },
      ]
      stopTimeout     = 60
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.app.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "task"
          mode                    = "non-blocking"
          "max-buffer-size"       = "25m"
        }
      }
    },
  ])
}

# The fastify part that answers requests.
resource "aws_ecs_service" "app" {
  name                    = "one-adr-app"
  cluster                 = aws_ecs_cluster.main.arn
  task_definition         = aws_ecs_task_definition.app.arn
  desired_count           = var.app_min_tasks
  launch_type             = "FARGATE"
  propagate_tags          = "SERVICE"
  enable_ecs_managed_tags = true

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.app.id]
    assign_public_ip = false
  }

  health_check_grace_period_seconds = 60

  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "app"
    container_port   = 3000
  }

  lifecycle {
    # The pipeline owns what runs, and the load decides how many.
    ignore_changes = [task_definition, desired_count, load_balancer]
  }

  depends_on = [aws_iam_role_policy.app_execution, aws_lb_listener.edge]
}

resource "aws_appautoscaling_target" "app" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.app.name}"
  min_capacity       = var.app_min_tasks
  max_capacity       = var.app_max_tasks
}

resource "aws_appautoscaling_policy" "app_cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.app.service_namespace
  scalable_dimension = aws_appautoscaling_target.app.scalable_dimension
  resource_id        = aws_appautoscaling_target.app.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "app_memory" {
  name               = "memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.app.service_namespace
  scalable_dimension = aws_appautoscaling_target.app.scalable_dimension
  resource_id        = aws_appautoscaling_target.app.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 75
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

data "aws_iam_policy_document" "codedeploy_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "codedeploy" {
  name                 = "one-adr-codedeploy"
  description          = "What CodeDeploy may do to bring new versions."
  assume_role_policy   = data.aws_iam_policy_document.codedeploy_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/one-adr-boundary"
}

data "aws_iam_policy_document" "codedeploy" {
  statement {
    sid = "ReplaceTasks"
    actions = [
      "ecs:CreateTaskSet",
      "ecs:DeleteTaskSet",
      "ecs:DescribeServices",
      "ecs:UpdateServicePrimaryTaskSet",
    ]
    resources = [
      "arn:aws:ecs:*:${var.account_id}:service/one-adr/one-adr-app",
      "arn:aws:ecs:*:${var.account_id}:task-set/one-adr/one-adr-app/*",
    ]
  }

  # checkov:skip=CKV_AWS_356:these actions know no resources
  statement {
    sid = "LookAtLoadBalancers"
    actions = [
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetGroups",
    ]
    resources = ["*"]
  }
  statement {
    sid     = "MoveTraffic"
    actions = ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"]
    resources = [
      "arn:aws:elasticloadbalancing:*:${var.account_id}:listener/app/one-adr-edge/*",
      "arn:aws:elasticloadbalancing:*:${var.account_id}:listener-rule/app/one-adr-edge/*",
    ]
  }
  statement {
    sid       = "LookAtAlarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = ["arn:aws:cloudwatch:*:${var.account_id}:alarm:*"]
  }
  statement {
    sid       = "HandOnRoles"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.app_task.arn, aws_iam_role.app_execution.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "codedeploy" {
  name   = "rights"
  role   = aws_iam_role.codedeploy.id
  policy = data.aws_iam_policy_document.codedeploy.json
}

resource "aws_codedeploy_app" "main" {
  name             = "one-adr"
  compute_platform = "ECS"
}

# CodeDeploy knows one step before all of the traffic, not several.
resource "aws_codedeploy_deployment_config" "canary" {
  deployment_config_name = "one-adr-canary"
  compute_platform       = "ECS"

  traffic_routing_config {
    type = "TimeBasedCanary"

    time_based_canary {
      interval   = 5
      percentage = 10
    }
  }
}

resource "aws_codedeploy_deployment_group" "app" {
  app_name               = aws_codedeploy_app.main.name
  deployment_group_name  = "one-adr-app"
  service_role_arn       = aws_iam_role.codedeploy.arn
  deployment_config_name = aws_codedeploy_deployment_config.canary.deployment_config_name

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.main.name
    service_name = aws_ecs_service.app.name
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = 10
    }
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [aws_lb_listener.edge.arn]
      }

      target_group {
        name = aws_lb_target_group.app.name
      }
      target_group {
        name = aws_lb_target_group.app_green.name
      }
    }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  alarm_configuration {
    enabled = true
    alarms = [
      aws_cloudwatch_metric_alarm.app_errors_critical.alarm_name,
      aws_cloudwatch_metric_alarm.app_latency_critical.alarm_name,
    ]
  }

  depends_on = [aws_iam_role_policy.codedeploy]
}
