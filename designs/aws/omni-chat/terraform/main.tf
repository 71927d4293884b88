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
    application  = "omni-chat"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }
}

resource "aws_ecs_cluster" "main" {
  name = "omni-chat"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "backend" {
  family                   = "omni-chat-backend"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.backend_task.arn
  execution_role_arn       = aws_iam_role.backend_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "backend"
      image = lookup(
        var.images,
        "backend",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "backend")
        ? null
        : [
          "caddy",
          "respond",
          "--listen",
          ":8080",
          "Nothing has been deployed yet.",
        ]
      )
      dockerLabels = (
        contains(keys(var.images), "backend")
        ? null
        : { command = jsonencode([]) }
      )
      essential = true
      portMappings = [
        {
          containerPort = 8080
          hostPort      = 8080
          protocol      = "tcp"
        },
      ]
      environment = [
        {
          name  = "ALLOWED_ORIGINS"
          value = var.backend_allowed_origins
        },
        { name = "PORT", value = "8080" },
      ]
      secrets = [
        {
          name      = "ANTHROPIC_API_KEY"
          valueFrom = aws_secretsmanager_secret.anthropic_api_key.arn
        },
        {
          name      = "DATABASE_URL"
          valueFrom = "${aws_secretsmanager_secret.main_login.arn}:url_postgresql_asyncpg::"
        },
        {
          name      = "GOOGLE_API_KEY"
          valueFrom = aws_secretsmanager_secret.google_api_key.arn
        },
        {
          name      = "OPENAI_API_KEY"
          valueFrom = aws_secretsmanager_secret.openai_api_key.arn
        },
        {
          name      = "REDIS_URL"
          valueFrom = "${aws_secretsmanager_secret.cache_login.arn}:url_rediss_python::"
        },
      ]
      stopTimeout     = 120
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.backend.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "task"
          mode                    = "non-blocking"
          "max-buffer-size"       = "25m"
        }
      }
    },
  ])
}

# The fastapi part that answers requests.
resource "aws_ecs_service" "backend" {
  name                    = "omni-chat-backend"
  cluster                 = aws_ecs_cluster.main.arn
  task_definition         = aws_ecs_task_definition.backend.arn
  desired_count           = var.backend_min_tasks
  launch_type             = "FARGATE"
  propagate_tags          = "SERVICE"
  enable_ecs_managed_tags = true

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.backend.id]
    assign_public_ip = false
  }

  health_check_grace_period_seconds = 60

  load_balancer {
    target_group_arn = aws_lb_target_group.backend.arn
    container_name   = "backend"
    container_port   = 8080
  }

  lifecycle {
    # The pipeline owns what runs, and the load decides how many.
    ignore_changes = [task_definition, desired_count, load_balancer]
  }

  depends_on = [
    aws_iam_role_policy.backend_execution,
    aws_lb_listener.edge,
    aws_lb_listener_rule.path_api,
  ]
}

resource "aws_ecs_task_definition" "frontend" {
  family                   = "omni-chat-frontend"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.frontend_task.arn
  execution_role_arn       = aws_iam_role.frontend_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "frontend"
      image = lookup(
        var.images,
        "frontend",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "frontend")
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
        contains(keys(var.images), "frontend")
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
      environment = [
        { name = "NODE_ENV", value = "production" },
        { name = "PORT", value = "3000" },
      ]
      secrets         = []
      stopTimeout     = 60
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.frontend.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "task"
          mode                    = "non-blocking"
          "max-buffer-size"       = "25m"
        }
      }
    },
  ])
}

# The next part that answers requests.
resource "aws_ecs_service" "frontend" {
  name                    = "omni-chat-frontend"
  cluster                 = aws_ecs_cluster.main.arn
  task_definition         = aws_ecs_task_definition.frontend.arn
  desired_count           = var.frontend_min_tasks
  launch_type             = "FARGATE"
  propagate_tags          = "SERVICE"
  enable_ecs_managed_tags = true

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.frontend.id]
    assign_public_ip = false
  }

  health_check_grace_period_seconds = 60

  load_balancer {
    target_group_arn = aws_lb_target_group.frontend.arn
    container_name   = "frontend"
    container_port   = 3000
  }

  lifecycle {
    # The pipeline owns what runs, and the load decides how many.
    ignore_changes = [task_definition, desired_count, load_balancer]
  }

  depends_on = [
    aws_iam_role_policy.frontend_execution,
    aws_lb_listener.edge,
    aws_lb_listener_rule.path_api_health,
  ]
}

resource "aws_appautoscaling_target" "backend" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.backend.name}"
  min_capacity       = var.backend_min_tasks
  max_capacity       = var.backend_max_tasks
}

resource "aws_appautoscaling_policy" "backend_cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.backend.service_namespace
  scalable_dimension = aws_appautoscaling_target.backend.scalable_dimension
  resource_id        = aws_appautoscaling_target.backend.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "backend_memory" {
  name               = "memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.backend.service_namespace
  scalable_dimension = aws_appautoscaling_target.backend.scalable_dimension
  resource_id        = aws_appautoscaling_target.backend.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 75
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "frontend" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.frontend.name}"
  min_capacity       = var.frontend_min_tasks
  max_capacity       = var.frontend_max_tasks
}

resource "aws_appautoscaling_policy" "frontend_cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.frontend.service_namespace
  scalable_dimension = aws_appautoscaling_target.frontend.scalable_dimension
  resource_id        = aws_appautoscaling_target.frontend.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "frontend_memory" {
  name               = "memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.frontend.service_namespace
  scalable_dimension = aws_appautoscaling_target.frontend.scalable_dimension
  resource_id        = aws_appautoscaling_target.frontend.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 75
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

resource "aws_ecs_task_definition" "backend_migrate" {
  family                   = "omni-chat-backend-migrate"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.backend_migrate_task.arn
  execution_role_arn       = aws_iam_role.backend_migrate_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "backend-migrate"
      image = lookup(
        var.images,
        "backend-migrate",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "backend-migrate")
        ? ["alembic", "upgrade", "head"]
        : [
          "sh",
          "-c",
          "echo 'Nothing has been deployed yet.' >&2; exit 1",
        ]
      )
      dockerLabels = (
        contains(
          keys(var.images),
          "backend-migrate"
        )
        ? null
        : {
          command = jsonencode([
            "alembic",
            "upgrade",
            "head",
          ])
        }
      )
      essential = true
      environment = [
        {
          name  = "ALLOWED_ORIGINS"
          value = var.backend_migrate_allowed_origins
        },
      ]
      secrets = [
        {
          name      = "ANTHROPIC_API_KEY"
          valueFrom = aws_secretsmanager_secret.anthropic_api_key.arn
        },
        {
          name      = "DATABASE_URL"
          valueFrom = "${aws_secretsmanager_secret.main_login.arn}:url_postgresql_asyncpg::"
        },
        {
          name      = "GOOGLE_API_KEY"
          valueFrom = aws_secretsmanager_secret.google_api_key.arn
        },
        {
          name      = "OPENAI_API_KEY"
          valueFrom = aws_secretsmanager_secret.openai_api_key.arn
        },
        {
          name      = "REDIS_URL"
          valueFrom = "${aws_secretsmanager_secret.cache_login.arn}:url_rediss_python::"
        },
      ]
      stopTimeout     = 120
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.backend_migrate.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "task"
          mode                    = "non-blocking"
          "max-buffer-size"       = "25m"
        }
      }
    },
  ])
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
  name                 = "omni-chat-codedeploy"
  description          = "What CodeDeploy may do to bring new versions."
  assume_role_policy   = data.aws_iam_policy_document.codedeploy_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
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
      "arn:aws:ecs:*:${var.account_id}:service/omni-chat/omni-chat-backend",
      "arn:aws:ecs:*:${var.account_id}:task-set/omni-chat/omni-chat-backend/*",
      "arn:aws:ecs:*:${var.account_id}:service/omni-chat/omni-chat-frontend",
      "arn:aws:ecs:*:${var.account_id}:task-set/omni-chat/omni-chat-frontend/*",
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
      "arn:aws:elasticloadbalancing:*:${var.account_id}:listener/app/omni-chat-edge/*",
      "arn:aws:elasticloadbalancing:*:${var.account_id}:listener-rule/app/omni-chat-edge/*",
    ]
  }
  statement {
    sid       = "LookAtAlarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = ["arn:aws:cloudwatch:*:${var.account_id}:alarm:*"]
  }
  statement {
    sid     = "HandOnRoles"
    actions = ["iam:PassRole"]
    resources = [
      aws_iam_role.backend_task.arn,
      aws_iam_role.backend_execution.arn,
      aws_iam_role.frontend_task.arn,
      aws_iam_role.frontend_execution.arn,
    ]

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
  name             = "omni-chat"
  compute_platform = "ECS"
}

# CodeDeploy knows one step before all of the traffic, not several.
resource "aws_codedeploy_deployment_config" "canary" {
  deployment_config_name = "omni-chat-canary"
  compute_platform       = "ECS"

  traffic_routing_config {
    type = "TimeBasedCanary"

    time_based_canary {
      interval   = 5
      percentage = 10
    }
  }
}

resource "aws_codedeploy_deployment_group" "backend" {
  app_name               = aws_codedeploy_app.main.name
  deployment_group_name  = "omni-chat-backend"
  service_role_arn       = aws_iam_role.codedeploy.arn
  deployment_config_name = aws_codedeploy_deployment_config.canary.deployment_config_name

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.main.name
    service_name = aws_ecs_service.backend.name
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
        name = aws_lb_target_group.backend.name
      }
      target_group {
        name = aws_lb_target_group.backend_green.name
      }
    }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  alarm_configuration {
    enabled = true
    alarms  = [aws_cloudwatch_metric_alarm.backend_errors_critical.alarm_name]
  }

  depends_on = [aws_iam_role_policy.codedeploy]
}

resource "aws_codedeploy_deployment_group" "frontend" {
  app_name               = aws_codedeploy_app.main.name
  deployment_group_name  = "omni-chat-frontend"
  service_role_arn       = aws_iam_role.codedeploy.arn
  deployment_config_name = aws_codedeploy_deployment_config.canary.deployment_config_name

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.main.name
    service_name = aws_ecs_service.frontend.name
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
        name = aws_lb_target_group.frontend.name
      }
      target_group {
        name = aws_lb_target_group.frontend_green.name
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
      aws_cloudwatch_metric_alarm.frontend_errors_critical.alarm_name,
      aws_cloudwatch_metric_alarm.frontend_latency_critical.alarm_name,
    ]
  }

  depends_on = [aws_iam_role_policy.codedeploy]
}
