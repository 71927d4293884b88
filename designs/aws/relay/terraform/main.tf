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
    application  = "relay"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }
}

resource "aws_ecs_cluster" "main" {
  name = "relay"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "api" {
  family                   = "relay-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.api_task.arn
  execution_role_arn       = aws_iam_role.api_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "api"
      image = lookup(
        var.images,
        "api",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "api")
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
        contains(keys(var.images), "api")
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
          name  = "GOOGLE_CLOUD_PROJECT"
          value = var.account_id
        },
        {
          name  = "PUBSUB_TOPIC"
          value = aws_sns_topic.events.arn
        },
        { name = "PORT", value = "8080" },
      ]
      secrets = [
        {
          name      = "API_TOKEN"
          valueFrom = aws_secretsmanager_secret.api_token.arn
        },
        {
          name      = "DATABASE_URL"
          valueFrom = "${aws_secretsmanager_secret.main_login.arn}:url_postgresql::"
        },
      ]
      stopTimeout     = 60
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.api.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "task"
          mode                    = "non-blocking"
          "max-buffer-size"       = "25m"
        }
      }
    },
  ])
}

# The chi part that answers requests.
resource "aws_ecs_service" "api" {
  name                    = "relay-api"
  cluster                 = aws_ecs_cluster.main.arn
  task_definition         = aws_ecs_task_definition.api.arn
  desired_count           = var.api_min_tasks
  launch_type             = "FARGATE"
  propagate_tags          = "SERVICE"
  enable_ecs_managed_tags = true

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.api.id]
    assign_public_ip = false
  }

  health_check_grace_period_seconds = 60

  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8080
  }

  lifecycle {
    # The pipeline owns what runs, and the load decides how many.
    ignore_changes = [task_definition, desired_count, load_balancer]
  }

  depends_on = [aws_iam_role_policy.api_execution, aws_lb_listener.edge]
}

resource "aws_ecs_task_definition" "worker" {
  family                   = "relay-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.worker_task.arn
  execution_role_arn       = aws_iam_role.worker_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "worker"
      image = lookup(
        var.images,
        "worker",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "worker")
        ? null
        : ["sleep", "infinity"]
      )
      dockerLabels = (
        contains(keys(var.images), "worker")
        ? null
        : { command = jsonencode([]) }
      )
      essential = true
      environment = [
        {
          name  = "GOOGLE_CLOUD_PROJECT"
          value = var.account_id
        },
        {
          name  = "PUBSUB_SUBSCRIPTION"
          value = aws_sqs_queue.events_worker.url
        },
        {
          name  = "EVENTS_WORKER_QUEUE_URL"
          value = aws_sqs_queue.events_worker.url
        },
      ]
      secrets = [
        {
          name      = "DATABASE_URL"
          valueFrom = "${aws_secretsmanager_secret.main_login.arn}:url_postgresql::"
        },
        {
          name      = "WEBHOOK_SIGNING_SECRET"
          valueFrom = aws_secretsmanager_secret.webhook_signing_secret.arn
        },
      ]
      stopTimeout     = 60
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.worker.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "task"
          mode                    = "non-blocking"
          "max-buffer-size"       = "25m"
        }
      }
    },
  ])
}

# The Go part that works in the background.
resource "aws_ecs_service" "worker" {
  name                               = "relay-worker"
  cluster                            = aws_ecs_cluster.main.arn
  task_definition                    = aws_ecs_task_definition.worker.arn
  desired_count                      = var.worker_min_tasks
  launch_type                        = "FARGATE"
  propagate_tags                     = "SERVICE"
  enable_ecs_managed_tags            = true
  availability_zone_rebalancing      = "ENABLED"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.worker.id]
    assign_public_ip = false
  }

  lifecycle {
    # The pipeline owns what runs, and the load decides how many.
    ignore_changes = [task_definition, desired_count]
  }

  depends_on = [aws_iam_role_policy.worker_execution]
}

resource "aws_appautoscaling_target" "api" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.api.name}"
  min_capacity       = var.api_min_tasks
  max_capacity       = var.api_max_tasks
}

resource "aws_appautoscaling_policy" "api_cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.api.service_namespace
  scalable_dimension = aws_appautoscaling_target.api.scalable_dimension
  resource_id        = aws_appautoscaling_target.api.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "api_memory" {
  name               = "memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.api.service_namespace
  scalable_dimension = aws_appautoscaling_target.api.scalable_dimension
  resource_id        = aws_appautoscaling_target.api.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 75
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "worker" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.worker.name}"
  min_capacity       = var.worker_min_tasks
  max_capacity       = var.worker_max_tasks
}

resource "aws_appautoscaling_policy" "worker_cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.worker.service_namespace
  scalable_dimension = aws_appautoscaling_target.worker.scalable_dimension
  resource_id        = aws_appautoscaling_target.worker.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "worker_memory" {
  name               = "memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.worker.service_namespace
  scalable_dimension = aws_appautoscaling_target.worker.scalable_dimension
  resource_id        = aws_appautoscaling_target.worker.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 75
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "worker_backlog" {
  name               = "backlog"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.worker.service_namespace
  scalable_dimension = aws_appautoscaling_target.worker.scalable_dimension
  resource_id        = aws_appautoscaling_target.worker.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 10
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    customized_metric_specification {
      metrics {
        id          = "waiting"
        return_data = false

        metric_stat {
          stat = "Sum"

          metric {
            namespace   = "AWS/SQS"
            metric_name = "ApproximateNumberOfMessagesVisible"

            dimensions {
              name  = "QueueName"
              value = aws_sqs_queue.events_worker.name
            }
          }
        }
      }
      metrics {
        id          = "tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = aws_ecs_cluster.main.name
            }
            dimensions {
              name  = "ServiceName"
              value = aws_ecs_service.worker.name
            }
          }
        }
      }
      metrics {
        id          = "backlog"
        label       = "Messages that wait for each task"
        expression  = "waiting / IF(tasks > 0, tasks, 1)"
        return_data = true
      }
    }
  }
}

resource "aws_ecs_task_definition" "api_migrate" {
  family                   = "relay-api-migrate"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.api_migrate_task.arn
  execution_role_arn       = aws_iam_role.api_migrate_execution.arn
  # A rollback needs the revision before this one.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # checkov:skip=CKV_AWS_336:a root file system that cannot be written has to be tried with the program first
  container_definitions = jsonencode([
    {
      name = "api-migrate"
      image = lookup(
        var.images,
        "api-migrate",
        "public.ecr.aws/docker/library/caddy:2"
      )
      command = (
        contains(keys(var.images), "api-migrate")
        ? [
          "sh",
          "-c",
          "exec migrate -path migrations -database \"$DATABASE_URL\" up",
        ]
        : [
          "sh",
          "-c",
          "echo 'Nothing has been deployed yet.' >&2; exit 1",
        ]
      )
      dockerLabels = (
        contains(
          keys(var.images),
          "api-migrate"
        )
        ? null
        : {
          command = jsonencode([
            "sh",
            "-c",
            "exec migrate -path migrations -database \"$DATABASE_URL\" up",
          ])
        }
      )
      essential   = true
      environment = []
      secrets = [
        {
          name      = "DATABASE_URL"
          valueFrom = "${aws_secretsmanager_secret.main_login.arn}:url_postgresql::"
        },
      ]
      stopTimeout     = 120
      linuxParameters = { initProcessEnabled = true }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.api_migrate.name
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
  name                 = "relay-codedeploy"
  description          = "What CodeDeploy may do to bring new versions."
  assume_role_policy   = data.aws_iam_policy_document.codedeploy_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/relay-boundary"
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
      "arn:aws:ecs:*:${var.account_id}:service/relay/relay-api",
      "arn:aws:ecs:*:${var.account_id}:task-set/relay/relay-api/*",
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
      "arn:aws:elasticloadbalancing:*:${var.account_id}:listener/app/relay-edge/*",
      "arn:aws:elasticloadbalancing:*:${var.account_id}:listener-rule/app/relay-edge/*",
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
    resources = [aws_iam_role.api_task.arn, aws_iam_role.api_execution.arn]

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
  name             = "relay"
  compute_platform = "ECS"
}

# CodeDeploy knows one step before all of the traffic, not several.
resource "aws_codedeploy_deployment_config" "canary" {
  deployment_config_name = "relay-canary"
  compute_platform       = "ECS"

  traffic_routing_config {
    type = "TimeBasedCanary"

    time_based_canary {
      interval   = 5
      percentage = 10
    }
  }
}

resource "aws_codedeploy_deployment_group" "api" {
  app_name               = aws_codedeploy_app.main.name
  deployment_group_name  = "relay-api"
  service_role_arn       = aws_iam_role.codedeploy.arn
  deployment_config_name = aws_codedeploy_deployment_config.canary.deployment_config_name

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.main.name
    service_name = aws_ecs_service.api.name
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
        name = aws_lb_target_group.api.name
      }
      target_group {
        name = aws_lb_target_group.api_green.name
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
      aws_cloudwatch_metric_alarm.api_errors_critical.alarm_name,
      aws_cloudwatch_metric_alarm.api_latency_critical.alarm_name,
    ]
  }

  depends_on = [aws_iam_role_policy.codedeploy]
}
