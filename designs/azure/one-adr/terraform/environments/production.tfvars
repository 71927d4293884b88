subscription_id       = "00000000-0000-0000-0000-000000000001"
environment           = "production"
location              = "germanywestcentral"
deletion_protection   = true
log_daily_cap_gb      = -1
vault_public_access   = true
database_sku          = "GP_Standard_D2ads_v5"
database_storage_gb   = 32
database_standby      = "None"
database_backup_days  = 7
registry              = "oneadrimages000000.azurecr.io"
app_min_instances     = 1
app_max_instances     = 3
domain                = "termin.example"
firewall_mode         = "Prevention"
rate_limit_per_minute = 600
availability_tests    = true

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  app_ceiling               = 2.7
  database_main_connections = 534.4
}
audit_lock     = "Unlocked"
monthly_budget = 150
