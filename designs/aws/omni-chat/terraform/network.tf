locals {
  # The zones in use, each with its number, from which its address ranges come.
  zones = {
    for index, zone in slice(data.aws_availability_zones.available.names, 0, 2) : zone => index
  }
  nat_zones = (
    var.nat_gateway_per_zone
    ? local.zones
    : { for zone, index in local.zones : zone => index if index == 0 }
  )
}

data "aws_availability_zones" "available" {
  # checkov:skip=CKV_AWS_394:the first ones by name; a region's new zones come after them
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = "omni-chat-network" }
}

# The group that anything gets which names none: it allows nothing.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "omni-chat-internet" }
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, 240 + each.value)
  tags              = { Name = "omni-chat-public-${each.key}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "omni-chat-public" }
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "public" {
  for_each = local.zones

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public.id
}

resource "aws_subnet" "private" {
  for_each = local.zones

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 4, each.value)
  tags              = { Name = "omni-chat-private-${each.key}" }
}

resource "aws_route_table" "private" {
  for_each = local.zones

  vpc_id = aws_vpc.main.id
  tags   = { Name = "omni-chat-private-${each.key}" }
}

resource "aws_route_table_association" "private" {
  for_each = local.zones

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_subnet" "isolated" {
  for_each = local.zones

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, 248 + each.value)
  tags              = { Name = "omni-chat-isolated-${each.key}" }
}

# No route leads out, so that what keeps data can neither be reached nor call out.
resource "aws_route_table" "isolated" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "omni-chat-isolated" }
}

resource "aws_route_table_association" "isolated" {
  for_each = local.zones

  subnet_id      = aws_subnet.isolated[each.key].id
  route_table_id = aws_route_table.isolated.id
}

# Free, and the layers of all images come this way.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
  tags              = { Name = "omni-chat-s3" }
}

resource "aws_cloudwatch_log_group" "network" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/vpc/omni-chat"
  retention_in_days = 30
}

data "aws_iam_policy_document" "network_log_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "network_log" {
  name                 = "omni-chat-network-log"
  description          = "Writes the network's log."
  assume_role_policy   = data.aws_iam_policy_document.network_log_trust.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

data "aws_iam_policy_document" "network_log" {
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/vpc/omni-chat:*"]
  }
}

resource "aws_iam_role_policy" "network_log" {
  name   = "rights"
  role   = aws_iam_role.network_log.id
  policy = data.aws_iam_policy_document.network_log.json
}

resource "aws_flow_log" "main" {
  vpc_id                   = aws_vpc.main.id
  traffic_type             = "ALL"
  log_destination          = aws_cloudwatch_log_group.network.arn
  iam_role_arn             = aws_iam_role.network_log.arn
  max_aggregation_interval = 60
}

# What others see; partners may allow these addresses in their firewalls.
resource "aws_eip" "nat" {
  for_each = local.nat_zones

  domain = "vpc"
  tags   = { Name = "omni-chat-nat-${each.key}" }
}

# About 33 USD a month each. Interface endpoints for images, logs and secrets in its place would cost 7 USD a month
# each in each zone, and would reach nothing but AWS.
resource "aws_nat_gateway" "main" {
  for_each = local.nat_zones

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id
  tags          = { Name = "omni-chat-nat-${each.key}" }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_route" "nat" {
  for_each = local.zones

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main[var.nat_gateway_per_zone ? each.key : element(keys(local.nat_zones), 0)].id
}

resource "aws_security_group" "backend" {
  name        = "omni-chat-backend"
  description = "What backend may reach, and who may reach it."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "omni-chat-backend" }
}

resource "aws_vpc_security_group_egress_rule" "backend_to_https" {
  security_group_id = aws_security_group.backend.id
  description       = "To https."
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backend_to_cache" {
  security_group_id            = aws_security_group.backend.id
  description                  = "To cache."
  referenced_security_group_id = aws_security_group.cache_store.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_vpc_security_group_egress_rule" "backend_to_main" {
  security_group_id            = aws_security_group.backend.id
  description                  = "To main."
  referenced_security_group_id = aws_security_group.main_store.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_security_group" "backend_migrate" {
  # checkov:skip=CKV2_AWS_5:whoever starts its tasks puts them into it
  name        = "omni-chat-backend-migrate"
  description = "What backend-migrate may reach, and who may reach it."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "omni-chat-backend-migrate" }
}

resource "aws_vpc_security_group_egress_rule" "backend_migrate_to_https" {
  security_group_id = aws_security_group.backend_migrate.id
  description       = "To https."
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backend_migrate_to_cache" {
  security_group_id            = aws_security_group.backend_migrate.id
  description                  = "To cache."
  referenced_security_group_id = aws_security_group.cache_store.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_vpc_security_group_egress_rule" "backend_migrate_to_main" {
  security_group_id            = aws_security_group.backend_migrate.id
  description                  = "To main."
  referenced_security_group_id = aws_security_group.main_store.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_security_group" "frontend" {
  name        = "omni-chat-frontend"
  description = "What frontend may reach, and who may reach it."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "omni-chat-frontend" }
}

resource "aws_vpc_security_group_egress_rule" "frontend_to_https" {
  security_group_id = aws_security_group.frontend.id
  description       = "To https."
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
