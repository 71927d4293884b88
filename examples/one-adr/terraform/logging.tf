# Changes are always logged; this adds who read what.
resource "google_project_iam_audit_config" "all" {
  project = var.project_id
  service = "allServices"

  audit_log_config {
    log_type = "ADMIN_READ"
  }
  audit_log_config {
    log_type = "DATA_READ"
  }
  audit_log_config {
    log_type = "DATA_WRITE"
  }

  depends_on = [google_project_service.enabled]
}

# Logs may hold personal data, so they stay in the region; Google's own bucket is global.
resource "google_logging_project_bucket_config" "application" {
  project        = var.project_id
  location       = var.region
  bucket_id      = "one-adr-application"
  retention_days = 30

  depends_on = [google_project_service.enabled]
}

# Every project has this sink; Terraform takes it over. It leaves out what is kept elsewhere.
resource "google_logging_project_sink" "default" {
  name        = "_Default"
  destination = "logging.googleapis.com/${google_logging_project_bucket_config.application.id}"
  filter      = "NOT (log_id(\"cloudaudit.googleapis.com/activity\") OR log_id(\"cloudaudit.googleapis.com/system_event\") OR log_id(\"cloudaudit.googleapis.com/access_transparency\") OR log_id(\"externalaudit.googleapis.com/activity\") OR log_id(\"externalaudit.googleapis.com/system_event\") OR log_id(\"externalaudit.googleapis.com/access_transparency\") OR log_id(\"cloudaudit.googleapis.com/data_access\") OR log_id(\"cloudaudit.googleapis.com/policy\"))"
}

# Who read what. Once locked, nobody can shorten the time or delete an entry, and the lock cannot be undone.
resource "google_logging_project_bucket_config" "audit" {
  project        = var.project_id
  location       = var.region
  bucket_id      = "one-adr-audit"
  retention_days = 400
  locked         = var.deletion_protection

  depends_on = [google_project_service.enabled]
}

# Changes are not in it: Google keeps those for 400 days by itself.
resource "google_logging_project_sink" "audit" {
  name        = "one-adr-audit"
  destination = "logging.googleapis.com/${google_logging_project_bucket_config.audit.id}"
  filter      = "log_id(\"cloudaudit.googleapis.com/data_access\") OR log_id(\"cloudaudit.googleapis.com/policy\")"
}
