project_id                      = "omni-chat-production"
environment                     = "production"
region                          = "europe-west1"
deletion_protection             = true
database_tier                   = "db-custom-1-3840"
database_disk_gb                = 20
database_disk_limit_gb          = 100
database_availability           = "REGIONAL"
database_backups                = 30
database_point_in_time_days     = 7
cache_memory_gb                 = 1
cache_tier                      = "STANDARD_HA"
backend_allowed_origins         = "[\"https://chat.omnichat.example\"]"
backend_min_instances           = 1
backend_max_instances           = 10
frontend_min_instances          = 1
frontend_max_instances          = 10
backend_migrate_allowed_origins = "[\"https://chat.omnichat.example\"]"
domain                          = "chat.omnichat.example"
waf_preview                     = false
rate_limit_per_minute           = 100
alert_email                     = "oncall@omnichat.example"
uptime_host                     = "chat.omnichat.example"
fixed_cost_per_day              = 6.13

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  backend_ceiling           = 9
  database_main_connections = 80
  frontend_ceiling          = 9
}

# USD a month for all environments together.
monthly_budget = 500
