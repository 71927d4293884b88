resource "aws_elasticache_replication_group" "main" {
  replication_group_id       = "cache"
  description                = "sessions"
  engine                     = "valkey"
  node_type                  = "cache.t4g.small"
  automatic_failover_enabled = true
  multi_az_enabled           = true
  num_cache_clusters         = 2
}
