subscription_id      = "00000000-0000-0000-0000-000000000002"
environment          = "production"
location             = "eastus2"
deletion_protection  = true
log_daily_cap_gb     = -1
vault_public_access  = true
database_sku         = "GP_Standard_D2ds_v5"
database_storage_gb  = 32
database_standby     = "None"
database_backup_days = 7
registry             = "relayimages000000.azurecr.io"
api_min_instances    = 0
api_max_instances    = 3
worker_min_instances = 1
worker_max_instances = 3
availability_tests   = true

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  api_ceiling               = 2.7
  database_main_connections = 675.2
  worker_ceiling            = 2.7
}
