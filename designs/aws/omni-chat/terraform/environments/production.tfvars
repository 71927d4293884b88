account_id                      = "000000000002"
environment                     = "production"
region                          = "eu-west-1"
deletion_protection             = true
nat_gateway_per_zone            = false
database_class                  = "db.t4g.medium"
database_storage_gb             = 20
database_storage_limit_gb       = 100
database_multi_az               = true
database_backup_days            = 30
cache_node_type                 = "cache.t4g.small"
cache_replicas                  = 1
backend_allowed_origins         = "[\"https://chat.omnichat.example\"]"
backend_min_tasks               = 1
frontend_min_tasks              = 1
backend_max_tasks               = 10
frontend_max_tasks              = 10
backend_migrate_allowed_origins = "[\"https://chat.omnichat.example\"]"
domain                          = "chat.omnichat.example"
domain_ready                    = false
alert_email                     = "oncall@omnichat.example"

# From this environment's own sizes: tasks, connections, bytes.
alert_limits = {
  backend_ceiling           = 9
  database_main_connections = 269.6
  database_main_disk        = 1073741824
  database_main_memory      = 429496729.6
  frontend_ceiling          = 9
}
