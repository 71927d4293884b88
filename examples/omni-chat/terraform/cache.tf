resource "google_redis_instance" "cache" {
  name                    = "omni-chat-cache"
  region                  = var.region
  tier                    = var.cache_tier
  memory_size_gb          = var.cache_memory_gb
  redis_version           = "REDIS_7_2"
  authorized_network      = google_compute_network.main.id
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  auth_enabled            = true
  transit_encryption_mode = "SERVER_AUTHENTICATION"
  # A full cache forgets what was not used for longest; it never refuses a write.
  redis_configs       = { "maxmemory-policy" = "allkeys-lru" }
  deletion_protection = var.deletion_protection

  maintenance_policy {
    weekly_maintenance_window {
      day = "SUNDAY"

      start_time {
        hours   = 3
        minutes = 0
      }
    }
  }

  persistence_config {
    persistence_mode    = var.cache_tier == "STANDARD_HA" ? "RDB" : "DISABLED"
    rdb_snapshot_period = var.cache_tier == "STANDARD_HA" ? "TWELVE_HOURS" : null
  }

  depends_on = [google_service_networking_connection.private_services]
}
