project_id                  = "relay-staging"
environment                 = "staging"
region                      = "us-central1"
deletion_protection         = false
database_tier               = "db-g1-small"
database_disk_gb            = 10
database_disk_limit_gb      = 50
database_availability       = "ZONAL"
database_backups            = 7
database_point_in_time_days = 0
api_min_instances           = 0
api_max_instances           = 2
worker_instances            = 1
fixed_cost_per_day          = 0.9

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  api_ceiling               = 1.8
  database_main_connections = 40
  worker_ceiling            = 0.9
}
