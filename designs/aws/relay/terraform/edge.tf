resource "aws_security_group" "edge" {
  name        = "relay-edge"
  description = "The load balancer, the way in."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "relay-edge" }
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

# The list counts as 55 rules of the 60 that a group may have, so there is one port only.
resource "aws_vpc_security_group_ingress_rule" "edge_from_cloudfront" {
  security_group_id = aws_security_group.edge.id
  description       = "From CloudFront."
  # checkov:skip=CKV_AWS_260:open to CloudFront, not to everybody
  prefix_list_id = data.aws_ec2_managed_prefix_list.cloudfront.id
  ip_protocol    = "tcp"
  from_port      = 80
  to_port        = 80
}

resource "aws_vpc_security_group_egress_rule" "edge_to_api" {
  security_group_id            = aws_security_group.edge.id
  description                  = "To api."
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "api_from_edge" {
  security_group_id            = aws_security_group.api.id
  description                  = "From edge."
  referenced_security_group_id = aws_security_group.edge.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

# Has no public address: CloudFront reaches it inside the network.
resource "aws_lb" "edge" {
  # checkov:skip=CKV_AWS_91:the programs log their requests, and the firewall what it blocks
  # checkov:skip=CKV2_AWS_20:CloudFront sends everybody to HTTPS
  name                       = "relay-edge"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = [for subnet in aws_subnet.private : subnet.id]
  security_groups            = [aws_security_group.edge.id]
  idle_timeout               = 60
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
}

resource "aws_lb_target_group" "api" {
  name        = "relay-api"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8080
  # Inside the network; AWS encrypts what its machines send each other.
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer
  protocol                      = "HTTP"
  protocol_version              = "HTTP1"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 60

  health_check {
    path                = "/readyz"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "api_green" {
  name        = "relay-api-green"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8080
  # Inside the network; AWS encrypts what its machines send each other.
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer
  protocol                      = "HTTP"
  protocol_version              = "HTTP1"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 60

  health_check {
    path                = "/readyz"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "edge" {
  load_balancer_arn = aws_lb.edge.arn
  port              = 80
  # checkov:skip=CKV_AWS_2:reached by CloudFront alone, inside the network; there is no name to have a certificate for
  # checkov:skip=CKV_AWS_103:CloudFront speaks TLS with everybody
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }

  lifecycle {
    # CodeDeploy moves the traffic between the two groups.
    ignore_changes = [default_action]
  }
}

# CloudFront's way to the load balancer, which so needs no public address.
resource "aws_cloudfront_vpc_origin" "edge" {
  vpc_origin_endpoint_config {
    name                   = "relay-edge"
    arn                    = aws_lb.edge.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "http-only"

    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}

resource "aws_cloudfront_distribution" "edge" {
  # checkov:skip=CKV_AWS_310:there is one origin, which itself spans several zones
  # checkov:skip=CKV_AWS_374:the design serves the whole world
  # checkov:skip=CKV_AWS_305:the application answers at / itself
  # checkov:skip=CKV_AWS_86:the programs log their requests, and the firewall what it blocks
  # checkov:skip=CKV2_AWS_32:a policy of AWS's own is attached, by its id
  # checkov:skip=CKV2_AWS_47:the design asks for no rules against attacks
  # checkov:skip=CKV_AWS_68:the design asks for no firewall
  comment         = "relay"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = "PriceClass_100"

  origin {
    origin_id   = "entry"
    domain_name = aws_lb.edge.dns_name

    vpc_origin_config {
      vpc_origin_id            = aws_cloudfront_vpc_origin.edge.id
      origin_read_timeout      = 60
      origin_keepalive_timeout = 60
    }
  }

  default_cache_behavior {
    target_origin_id       = "entry"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods         = ["GET", "HEAD"]
    compress               = true
    # Managed-CachingDisabled: every answer is its own.
    cache_policy_id = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    # Managed-AllViewer: the program sees the request as it came, its host name too.
    origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3"
    # Managed-SecurityHeadersPolicy, strict transport security among them; what the program says itself goes first.
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    # checkov:skip=CKV2_AWS_42:there is no domain to have a certificate for
    # checkov:skip=CKV_AWS_174:CloudFront's own name leaves no choice of TLS
    cloudfront_default_certificate = true
  }
}
