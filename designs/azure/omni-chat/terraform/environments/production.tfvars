subscription_id                 = "00000000-0000-0000-0000-000000000002"
environment                     = "production"
location                        = "westeurope"
deletion_protection             = true
log_daily_cap_gb                = -1
vault_public_access             = true
database_sku                    = "GP_Standard_D2ds_v5"
database_storage_gb             = 32
database_standby                = "ZoneRedundant"
database_backup_days            = 30
cache_sku                       = "Balanced_B1"
cache_standby                   = true
backend_allowed_origins         = "[\"https://chat.omnichat.example\"]"
registry                        = "omnichatimages000000.azurecr.io"
backend_min_instances           = 1
backend_max_instances           = 10
frontend_min_instances          = 1
frontend_max_instances          = 10
backend_migrate_allowed_origins = "[\"https://chat.omnichat.example\"]"
domain                          = "chat.omnichat.example"
firewall_mode                   = "Prevention"
rate_limit_per_minute           = 100
alert_email                     = "oncall@omnichat.example"
availability_tests              = true

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  backend_ceiling           = 9
  database_main_connections = 675.2
  frontend_ceiling          = 9
}
audit_lock     = "Unlocked"
monthly_budget = 500
