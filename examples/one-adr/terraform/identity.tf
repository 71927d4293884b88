resource "google_service_account" "app" {
  account_id   = "one-adr-app"
  display_name = "one-adr app"
  description  = "Runs app; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

# Sends traces.
resource "google_project_iam_member" "app_cloudtrace_agent" {
  project = var.project_id
  role    = "roles/cloudtrace.agent"
  member  = google_service_account.app.member
}

# Opens connections to the database.
resource "google_project_iam_member" "app_cloudsql_client" {
  project = var.project_id
  role    = "roles/cloudsql.client"
  member  = google_service_account.app.member
}

# Logs in as itself, without a password.
resource "google_project_iam_member" "app_cloudsql_instance_user" {
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.app.member
}
