subscription_id                 = "00000000-0000-0000-0000-000000000001"
environment                     = "staging"
location                        = "westeurope"
deletion_protection             = false
log_daily_cap_gb                = 1
vault_public_access             = true
database_sku                    = "B_Standard_B2s"
database_storage_gb             = 32
database_standby                = "None"
database_backup_days            = 7
cache_sku                       = "Balanced_B1"
cache_standby                   = false
backend_allowed_origins         = "[\"https://staging.omnichat.example\"]"
registry                        = "omnichatimages000000.azurecr.io"
backend_min_instances           = 0
backend_max_instances           = 2
frontend_min_instances          = 0
frontend_max_instances          = 2
backend_migrate_allowed_origins = "[\"https://staging.omnichat.example\"]"
domain                          = "staging.omnichat.example"
firewall_mode                   = "Prevention"
rate_limit_per_minute           = 100
alert_email                     = "oncall@omnichat.example"
availability_tests              = false

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  backend_ceiling           = 1.8
  database_main_connections = 331.2
  frontend_ceiling          = 1.8
}
audit_lock     = "Unlocked"
monthly_budget = 500
