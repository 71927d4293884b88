resource "google_service_account" "backend" {
  account_id   = "omni-chat-backend"
  display_name = "omni-chat backend"
  description  = "Runs backend; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

# Sends traces.
resource "google_project_iam_member" "backend_cloudtrace_agent" {
  project = var.project_id
  role    = "roles/cloudtrace.agent"
  member  = google_service_account.backend.member
}

resource "google_service_account" "backend_migrate" {
  account_id   = "omni-chat-backend-migrate"
  display_name = "omni-chat backend-migrate"
  description  = "Runs backend-migrate; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

resource "google_service_account" "frontend" {
  account_id   = "omni-chat-frontend"
  display_name = "omni-chat frontend"
  description  = "Runs frontend; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

# Sends traces.
resource "google_project_iam_member" "frontend_cloudtrace_agent" {
  project = var.project_id
  role    = "roles/cloudtrace.agent"
  member  = google_service_account.frontend.member
}

# Opens connections to the database.
resource "google_project_iam_member" "backend_cloudsql_client" {
  project = var.project_id
  role    = "roles/cloudsql.client"
  member  = google_service_account.backend.member
}

# Logs in as itself, without a password.
resource "google_project_iam_member" "backend_cloudsql_instance_user" {
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.backend.member
}

# Opens connections to the database.
resource "google_project_iam_member" "backend_migrate_cloudsql_client" {
  project = var.project_id
  role    = "roles/cloudsql.client"
  member  = google_service_account.backend_migrate.member
}

# Logs in as itself, without a password.
resource "google_project_iam_member" "backend_migrate_cloudsql_instance_user" {
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.backend_migrate.member
}
