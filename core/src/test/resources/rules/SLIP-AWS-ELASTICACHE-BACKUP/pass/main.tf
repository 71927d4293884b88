resource "aws_elasticache_replication_group" "main" {
  replication_group_id     = "cache"
  description              = "sessions"
  engine                   = "valkey"
  node_type                = "cache.t4g.small"
  snapshot_retention_limit = 5
}
