locals {
  named = var.domain_ready
}

resource "aws_security_group" "edge" {
  name        = "omni-chat-edge"
  description = "The load balancer, the way in."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "omni-chat-edge" }
}

resource "aws_vpc_security_group_ingress_rule" "edge_from_anybody" {
  security_group_id = aws_security_group.edge.id
  description       = "From anybody."
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "edge_from_anybody_unencrypted" {
  security_group_id = aws_security_group.edge.id
  description       = "From anybody-unencrypted."
  # checkov:skip=CKV_AWS_260:who comes here is sent to HTTPS and gets nothing else
  cidr_ipv4   = "0.0.0.0/0"
  ip_protocol = "tcp"
  from_port   = 80
  to_port     = 80
}

resource "aws_vpc_security_group_egress_rule" "edge_to_frontend" {
  security_group_id            = aws_security_group.edge.id
  description                  = "To frontend."
  referenced_security_group_id = aws_security_group.frontend.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

resource "aws_vpc_security_group_ingress_rule" "frontend_from_edge" {
  security_group_id            = aws_security_group.frontend.id
  description                  = "From edge."
  referenced_security_group_id = aws_security_group.edge.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

resource "aws_vpc_security_group_egress_rule" "edge_to_backend" {
  security_group_id            = aws_security_group.edge.id
  description                  = "To backend."
  referenced_security_group_id = aws_security_group.backend.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "backend_from_edge" {
  security_group_id            = aws_security_group.backend.id
  description                  = "From edge."
  referenced_security_group_id = aws_security_group.edge.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

# Private until its certificate is there, so that nobody is served without TLS.
resource "aws_lb" "edge" {
  # checkov:skip=CKV_AWS_91:the programs log their requests, and the firewall what it blocks
  # checkov:skip=CKV2_AWS_76:known bad inputs are refused; anonymous proxies are people's right
  name               = "omni-chat-edge"
  load_balancer_type = "application"
  internal           = !local.named
  subnets = (
    local.named
    ? [for subnet in aws_subnet.public : subnet.id]
    : [for subnet in aws_subnet.private : subnet.id]
  )
  security_groups            = [aws_security_group.edge.id]
  idle_timeout               = 300
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
}

resource "aws_lb_target_group" "frontend" {
  name        = "omni-chat-frontend"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 3000
  # Inside the network; AWS encrypts what its machines send each other.
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer
  protocol                      = "HTTP"
  protocol_version              = "HTTP1"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 60

  health_check {
    path                = "/api/health"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "frontend_green" {
  name        = "omni-chat-frontend-green"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 3000
  # Inside the network; AWS encrypts what its machines send each other.
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer
  protocol                      = "HTTP"
  protocol_version              = "HTTP1"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 60

  health_check {
    path                = "/api/health"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "backend" {
  name        = "omni-chat-backend"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8080
  # Inside the network; AWS encrypts what its machines send each other.
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer
  protocol                      = "HTTP"
  protocol_version              = "HTTP1"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 300

  health_check {
    path                = "/ready"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "backend_green" {
  name        = "omni-chat-backend-green"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8080
  # Inside the network; AWS encrypts what its machines send each other.
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer
  protocol                      = "HTTP"
  protocol_version              = "HTTP1"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 300

  health_check {
    path                = "/ready"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "edge" {
  load_balancer_arn = aws_lb.edge.arn
  port              = local.named ? 443 : 80
  protocol          = local.named ? "HTTPS" : "HTTP"
  ssl_policy        = local.named ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null
  certificate_arn   = local.named ? aws_acm_certificate_validation.edge[0].certificate_arn : null

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.frontend.arn
  }

  lifecycle {
    # CodeDeploy moves the traffic between the two groups.
    ignore_changes = [default_action]
  }
}

resource "aws_lb_listener_rule" "path_api_health" {
  listener_arn = aws_lb_listener.edge.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.frontend.arn
  }

  condition {
    path_pattern {
      values = ["/api/health", "/api/health/*"]
    }
  }

  lifecycle {
    # CodeDeploy moves the traffic between the two groups.
    ignore_changes = [action]
  }
}

resource "aws_lb_listener_rule" "path_api" {
  listener_arn = aws_lb_listener.edge.arn
  priority     = 20

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.backend.arn
  }

  condition {
    path_pattern {
      values = ["/api", "/api/*"]
    }
  }

  lifecycle {
    # CodeDeploy moves the traffic between the two groups.
    ignore_changes = [action]
  }
}

# Whoever comes by plain HTTP is sent to HTTPS.
resource "aws_lb_listener" "redirect" {
  count = local.named ? 1 : 0

  load_balancer_arn = aws_lb.edge.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_wafv2_web_acl" "edge" {
  name  = "omni-chat-edge"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate-limit"
    priority = 0

    action {
      block {
        custom_response {
          response_code = 429
        }
      }
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        evaluation_window_sec = 60
        limit                 = 100
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate-limit"
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesAmazonIpReputationList"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesAmazonIpReputationList"
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesCommonRuleSet"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"

        # It refuses bodies of more than 8 KB, and with them every upload.
        rule_action_override {
          name = "SizeRestrictions_BODY"

          action_to_use {
            count {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesCommonRuleSet"
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesKnownBadInputsRuleSet"
    priority = 3

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesKnownBadInputsRuleSet"
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesSQLiRuleSet"
    priority = 4

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesSQLiRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesSQLiRuleSet"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "omni-chat"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "firewall" {
  # AWS WAF writes to groups of this prefix only.
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it; it holds no bodies and no cookies
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "aws-waf-logs-omni-chat-edge"
  retention_in_days = 30
}

resource "aws_wafv2_web_acl_logging_configuration" "edge" {
  resource_arn            = aws_wafv2_web_acl.edge.arn
  log_destination_configs = [aws_cloudwatch_log_group.firewall.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }
  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  logging_filter {
    # What was let through is in the access log.
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }
      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "edge" {
  resource_arn = aws_lb.edge.arn
  web_acl_arn  = aws_wafv2_web_acl.edge.arn
}

resource "aws_acm_certificate" "edge" {
  domain_name       = var.domain
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "edge" {
  count = local.named ? 1 : 0

  certificate_arn = aws_acm_certificate.edge.arn
}
