account_id                = "000000000001"
environment               = "production"
region                    = "eu-central-1"
deletion_protection       = true
nat_gateway_per_zone      = false
database_class            = "db.t4g.medium"
database_storage_gb       = 20
database_storage_limit_gb = 100
database_multi_az         = false
database_backup_days      = 7
app_min_tasks             = 1
app_max_tasks             = 3
domain                    = "termin.example"
domain_ready              = false

# From this environment's own sizes: tasks, connections, bytes.
alert_limits = {
  app_ceiling               = 3
  database_main_connections = 204
  database_main_disk        = 1073741824
  database_main_memory      = 429496729.6
}
