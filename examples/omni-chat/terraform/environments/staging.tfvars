project_id                      = "omni-chat-staging"
environment                     = "staging"
region                          = "europe-west1"
deletion_protection             = false
database_tier                   = "db-g1-small"
database_disk_gb                = 10
database_disk_limit_gb          = 50
database_availability           = "ZONAL"
database_backups                = 7
database_point_in_time_days     = 0
cache_memory_gb                 = 1
cache_tier                      = "BASIC"
backend_allowed_origins         = "[\"https://staging.omnichat.example\"]"
backend_min_instances           = 0
backend_max_instances           = 2
frontend_min_instances          = 0
frontend_max_instances          = 2
backend_migrate_allowed_origins = "[\"https://staging.omnichat.example\"]"
domain                          = "staging.omnichat.example"
waf_preview                     = false
rate_limit_per_minute           = 100
alert_email                     = "oncall@omnichat.example"
uptime_host                     = "staging.omnichat.example"
fixed_cost_per_day              = 2.72

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  backend_ceiling           = 1.8
  database_main_connections = 40
  frontend_ceiling          = 1.8
}

# The budget of all environments is kept in production.
monthly_budget = 0
