account_id                = "000000000001"
environment               = "staging"
region                    = "us-east-1"
deletion_protection       = false
nat_gateway_per_zone      = false
database_class            = "db.t4g.small"
database_storage_gb       = 20
database_storage_limit_gb = 50
database_multi_az         = false
database_backup_days      = 7
api_min_tasks             = 1
worker_min_tasks          = 1
api_max_tasks             = 2
worker_max_tasks          = 1

# From this environment's own sizes: tasks, connections, bytes.
alert_limits = {
  api_ceiling               = 2
  database_main_connections = 134.4
  database_main_disk        = 1073741824
  database_main_memory      = 214748364.8
  worker_ceiling            = 2
}
