account_id                = "000000000002"
environment               = "production"
region                    = "us-east-1"
deletion_protection       = true
nat_gateway_per_zone      = false
database_class            = "db.t4g.medium"
database_storage_gb       = 20
database_storage_limit_gb = 100
database_multi_az         = false
database_backup_days      = 7
api_min_tasks             = 1
worker_min_tasks          = 1
api_max_tasks             = 3
worker_max_tasks          = 3

# From this environment's own sizes: tasks, connections, bytes.
alert_limits = {
  api_ceiling               = 3
  database_main_connections = 269.6
  database_main_disk        = 1073741824
  database_main_memory      = 429496729.6
  worker_ceiling            = 3
}
