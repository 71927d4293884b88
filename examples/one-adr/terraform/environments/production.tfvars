project_id                  = "one-adr-prod"
environment                 = "production"
region                      = "europe-west3"
deletion_protection         = true
database_tier               = "db-custom-1-3840"
database_disk_gb            = 10
database_disk_limit_gb      = 100
database_availability       = "ZONAL"
database_backups            = 7
database_point_in_time_days = 7
app_min_instances           = 1
app_max_instances           = 3
domain                      = "termin.example"
waf_preview                 = false
rate_limit_per_minute       = 600
uptime_host                 = "termin.example"
fixed_cost_per_day          = 2.28

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  app_ceiling               = 2.7
  database_main_connections = 3200
}

# USD a month for all environments together.
monthly_budget = 150
