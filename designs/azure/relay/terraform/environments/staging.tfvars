subscription_id      = "00000000-0000-0000-0000-000000000001"
environment          = "staging"
location             = "eastus2"
deletion_protection  = false
log_daily_cap_gb     = 1
vault_public_access  = true
database_sku         = "B_Standard_B2s"
database_storage_gb  = 32
database_standby     = "None"
database_backup_days = 7
registry             = "relayimages000000.azurecr.io"
api_min_instances    = 0
api_max_instances    = 2
worker_min_instances = 1
worker_max_instances = 1
availability_tests   = false

# Share of this environment's own maximum at which somebody is told.
alert_limits = {
  api_ceiling               = 1.8
  database_main_connections = 331.2
  worker_ceiling            = 0.9
}
