project_id                  = "relay-prod"
environment                 = "production"
region                      = "us-central1"
deletion_protection         = true
database_tier               = "db-custom-1-3840"
database_disk_gb            = 10
database_disk_limit_gb      = 100
database_availability       = "ZONAL"
database_backups            = 7
database_point_in_time_days = 7
api_min_instances           = 0
api_max_instances           = 3
worker_instances            = 1
fixed_cost_per_day          = 1.68

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  api_ceiling               = 2.7
  database_main_connections = 80
  worker_ceiling            = 2.7
}
