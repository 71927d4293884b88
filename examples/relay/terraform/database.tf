resource "google_sql_database_instance" "main" {
  # checkov:skip=CKV_GCP_6:plain connections are refused; clients log in with IAM, so certificates of their own add nothing
  # checkov:skip=CKV_GCP_57:slow queries have to be in the log, as the design watches them
  # checkov:skip=CKV_GCP_108:names of private addresses do not resolve and would only delay logins
  # checkov:skip=CKV2_GCP_13:the duration of slow statements is logged, not of every statement
  # checkov:skip=CKV_GCP_79:the project asks for this major version
  name                = "relay-main"
  region              = var.region
  database_version    = "POSTGRES_17"
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
      name  = "cloudsql.iam_authentication"
      value = "on"
    }
    database_flags {
      name  = "cloudsql.enable_pgaudit"
      value = "on"
    }

    # Changes of the schema and of rights; rows stay out of the log.
    database_flags {
      name  = "pgaudit.log"
      value = "ddl,role"
    }
    database_flags {
      name  = "log_checkpoints"
      value = "on"
    }
    database_flags {
      name  = "log_connections"
      value = "on"
    }
    database_flags {
      name  = "log_disconnections"
      value = "on"
    }
    database_flags {
      name  = "log_lock_waits"
      value = "on"
    }

    # Milliseconds: what takes longer is a slow query.
    database_flags {
      name  = "log_min_duration_statement"
      value = "1000"
    }
    database_flags {
      name  = "log_min_error_statement"
      value = "error"
    }
    database_flags {
      name  = "log_min_messages"
      value = "warning"
    }
    database_flags {
      name  = "log_statement"
      value = "ddl"
    }

    # Every sort or join that spills to disk is logged.
    database_flags {
      name  = "log_temp_files"
      value = "0"
    }

    backup_configuration {
      enabled                        = true
      start_time                     = "01:00"
      point_in_time_recovery_enabled = var.database_point_in_time_days > 0
      location                       = var.region
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
  name     = "relay"
  instance = google_sql_database_instance.main.name
  # Data is never dropped from here: a database that leaves this file stays in the instance.
  deletion_policy = "ABANDON"
}

# Reads and writes rows, and cannot change the schema.
resource "google_sql_user" "api_main" {
  name           = trimsuffix(google_service_account.api.email, ".gserviceaccount.com")
  instance       = google_sql_database_instance.main.name
  type           = "CLOUD_IAM_SERVICE_ACCOUNT"
  database_roles = ["pg_read_all_data", "pg_write_all_data"]
  # A user that owns tables cannot be deleted; the login ends with the service account.
  deletion_policy = "ABANDON"
}

# Owns the schema: creates tables and extensions.
resource "google_sql_user" "api_migrate_main" {
  name           = trimsuffix(google_service_account.api_migrate.email, ".gserviceaccount.com")
  instance       = google_sql_database_instance.main.name
  type           = "CLOUD_IAM_SERVICE_ACCOUNT"
  database_roles = ["cloudsqlsuperuser"]
  # A user that owns tables cannot be deleted; the login ends with the service account.
  deletion_policy = "ABANDON"
}

# Reads and writes rows, and cannot change the schema.
resource "google_sql_user" "worker_main" {
  name           = trimsuffix(google_service_account.worker.email, ".gserviceaccount.com")
  instance       = google_sql_database_instance.main.name
  type           = "CLOUD_IAM_SERVICE_ACCOUNT"
  database_roles = ["pg_read_all_data", "pg_write_all_data"]
  # A user that owns tables cannot be deleted; the login ends with the service account.
  deletion_policy = "ABANDON"
}
