resource "google_sql_database_instance" "main" {
  # checkov:skip=CKV_GCP_6:plain connections are refused; clients log in with IAM, so certificates of their own add nothing
  name                = "one-adr-main"
  region              = var.region
  database_version    = "MYSQL_8_4"
  deletion_protection = var.deletion_protection

  settings {
    tier                  = var.database_tier
    edition               = startswith(var.database_tier, "db-perf-optimized") ? "ENTERPRISE_PLUS" : "ENTERPRISE"
    availability_type     = var.database_availability
    disk_type             = "PD_SSD"
    disk_size             = var.database_disk_gb
    disk_autoresize       = true
    disk_autoresize_limit = var.database_disk_limit_gb
    # Guards against deletion from anywhere, not from Terraform only.
    deletion_protection_enabled = var.deletion_protection
    retain_backups_on_delete    = var.deletion_protection
    user_labels                 = local.labels

    ip_configuration {
      # No public address: the only way in is the private network.
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }

    insights_config {
      query_insights_enabled  = true
      query_string_length     = 1024
      record_application_tags = true
      record_client_address   = false
    }

    database_flags {
      name  = "cloudsql_iam_authentication"
      value = "on"
    }
    database_flags {
      name  = "local_infile"
      value = "off"
    }

    # Only then do slow queries reach Cloud Logging.
    database_flags {
      name  = "log_output"
      value = "FILE"
    }

    # Seconds: what takes longer is a slow query.
    database_flags {
      name  = "long_query_time"
      value = "1"
    }
    database_flags {
      name  = "slow_query_log"
      value = "on"
    }

    backup_configuration {
      enabled            = true
      start_time         = "01:00"
      binary_log_enabled = true
      location           = var.region
      transaction_log_retention_days = (
        var.database_point_in_time_days > 0
        ? var.database_point_in_time_days
        : null
      )

      backup_retention_settings {
        retained_backups = var.database_backups
        retention_unit   = "COUNT"
      }
    }

    # Sunday, 02:00 UTC.
    maintenance_window {
      day          = 7
      hour         = 2
      update_track = "stable"
    }

    final_backup_config {
      enabled        = var.deletion_protection
      retention_days = 30
    }
  }

  lifecycle {
    # The disk grows by itself and never shrinks.
    ignore_changes = [settings[0].disk_size]
  }

  depends_on = [google_service_networking_connection.private_services]
}

resource "google_sql_database" "main" {
  name      = "one_adr"
  instance  = google_sql_database_instance.main.name
  charset   = "utf8mb4"
  collation = "utf8mb4_0900_ai_ci"
  # Data is never dropped from here: a database that leaves this file stays in the instance.
  deletion_policy = "ABANDON"
}

# Cloud SQL for MySQL has no narrower role ready-made. Make one with CREATE ROLE and GRANT, then name it here.
resource "google_sql_user" "app_main" {
  name           = google_service_account.app.email
  instance       = google_sql_database_instance.main.name
  type           = "CLOUD_IAM_SERVICE_ACCOUNT"
  database_roles = ["cloudsqlsuperuser"]
}
