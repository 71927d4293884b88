resource "aws_elasticache_subnet_group" "main" {
  name       = "omni-chat-main"
  subnet_ids = [for subnet in aws_subnet.isolated : subnet.id]
}

resource "aws_security_group" "cache_store" {
  name        = "omni-chat-cache-store"
  description = "Reaches cache: the workloads that use it."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "omni-chat-cache-store" }
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_backend" {
  security_group_id            = aws_security_group.cache_store.id
  description                  = "From backend."
  referenced_security_group_id = aws_security_group.backend.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_backend_migrate" {
  security_group_id            = aws_security_group.cache_store.id
  description                  = "From backend-migrate."
  referenced_security_group_id = aws_security_group.backend_migrate.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_elasticache_parameter_group" "cache" {
  name   = "omni-chat-cache-valkey7"
  family = "valkey7"

  # A full cache forgets what was not used for longest; it never refuses a write.
  parameter {
    name  = "maxmemory-policy"
    value = "allkeys-lru"
  }
}

resource "aws_cloudwatch_log_group" "cache_store" {
  name = "/aws/elasticache/omni-chat-cache"
  # checkov:skip=CKV_AWS_158:the service's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:logs are kept as long as the design says
  retention_in_days = 30
}

resource "aws_elasticache_replication_group" "cache" {
  # checkov:skip=CKV_AWS_191:the account's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV2_AWS_50:a replica is set per environment, where a target asks for it
  replication_group_id = "omni-chat-cache"
  description          = "Cache cache."
  # What Redis became: the same protocol, at four fifths of the price.
  engine                     = "valkey"
  engine_version             = "7.2"
  node_type                  = var.cache_node_type
  num_cache_clusters         = 1 + var.cache_replicas
  automatic_failover_enabled = var.cache_replicas > 0
  multi_az_enabled           = var.cache_replicas > 0
  port                       = 6379
  parameter_group_name       = aws_elasticache_parameter_group.cache.name
  subnet_group_name          = aws_elasticache_subnet_group.main.name
  security_group_ids         = [aws_security_group.cache_store.id]
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  # Its certificates are publicly trusted, so that TLS asks nothing of the clients.
  transit_encryption_mode = "required"
  user_group_ids          = [aws_elasticache_user_group.cache.user_group_id]
  # A cache can be filled again; the copy of last night spares it a cold start.
  snapshot_retention_limit   = var.cache_replicas > 0 ? 1 : 0
  snapshot_window            = "03:00-04:00"
  maintenance_window         = "sun:04:30-sun:05:30"
  auto_minor_version_upgrade = true

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.cache_store.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}

# People who may connect as it by IAM, and look without changing anything.
resource "aws_elasticache_user" "cache_people" {
  user_id       = "omni-chat-cache-people"
  user_name     = "omni-chat-cache-people"
  engine        = "valkey"
  access_string = "on ~* +@read +@connection +info +slowlog"

  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user_group" "cache" {
  user_group_id = "omni-chat-cache-users"
  engine        = "valkey"
  user_ids      = [aws_elasticache_user.cache_people.user_id]

  lifecycle {
    # The user of the workloads is added below, once its password is there.
    ignore_changes = [user_ids]
  }
}

# The provider would keep a user's password in the state. CloudFormation reads it from the secret instead: the version is named, so that a new one is a change.
resource "aws_cloudformation_stack" "cache_workloads" {
  # checkov:skip=CKV_AWS_124:when it fails, so does the apply, which is watched
  name = "omni-chat-cache-user"
  template_body = jsonencode({
    Resources = {
      User = {
        Type = "AWS::ElastiCache::User"
        Properties = {
          UserId       = "omni-chat-cache-workloads"
          UserName     = "app"
          Engine       = "valkey"
          AccessString = "on ~* &* +@all -@admin"
          Passwords = [
            "{{resolve:secretsmanager:${aws_secretsmanager_secret.cache_login.arn}:SecretString:password::${aws_secretsmanager_secret_version.cache_login.version_id}}}",
          ]
        }
      }
    }
    Outputs = {
      UserId = {
        Value = { Ref = "User" }
      }
    }
  })
}

resource "aws_elasticache_user_group_association" "cache" {
  user_group_id = aws_elasticache_user_group.cache.user_group_id
  user_id       = aws_cloudformation_stack.cache_workloads.outputs["UserId"]
}
