account_id                      = "000000000001"
environment                     = "staging"
region                          = "eu-west-1"
deletion_protection             = false
nat_gateway_per_zone            = false
database_class                  = "db.t4g.small"
database_storage_gb             = 20
database_storage_limit_gb       = 50
database_multi_az               = false
database_backup_days            = 7
cache_node_type                 = "cache.t4g.small"
cache_replicas                  = 0
backend_allowed_origins         = "[\"https://staging.omnichat.example\"]"
backend_min_tasks               = 1
frontend_min_tasks              = 1
backend_max_tasks               = 2
frontend_max_tasks              = 2
backend_migrate_allowed_origins = "[\"https://staging.omnichat.example\"]"
domain                          = "staging.omnichat.example"
domain_ready                    = false
alert_email                     = "oncall@omnichat.example"

# From this environment's own sizes: tasks, connections, bytes.
alert_limits = {
  backend_ceiling           = 2
  database_main_connections = 134.4
  database_main_disk        = 1073741824
  database_main_memory      = 214748364.8
  frontend_ceiling          = 2
}
