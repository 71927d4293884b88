resource "aws_elasticache_replication_group" "main" {
  replication_group_id       = "cache"
  description                = "sessions"
  engine                     = "valkey"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
}
