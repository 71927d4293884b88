resource "google_service_account" "api" {
  account_id   = "relay-api"
  display_name = "relay api"
  description  = "Runs api; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

# Sends traces.
resource "google_project_iam_member" "api_cloudtrace_agent" {
  project = var.project_id
  role    = "roles/cloudtrace.agent"
  member  = google_service_account.api.member
}

resource "google_service_account" "api_migrate" {
  account_id   = "relay-api-migrate"
  display_name = "relay api-migrate"
  description  = "Runs api-migrate; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

resource "google_service_account" "worker" {
  account_id   = "relay-worker"
  display_name = "relay worker"
  description  = "Runs worker; its rights are granted one by one below."

  depends_on = [google_project_service.enabled]
}

# Sends traces.
resource "google_project_iam_member" "worker_cloudtrace_agent" {
  project = var.project_id
  role    = "roles/cloudtrace.agent"
  member  = google_service_account.worker.member
}

# Opens connections to the database.
resource "google_project_iam_member" "api_cloudsql_client" {
  project = var.project_id
  role    = "roles/cloudsql.client"
  member  = google_service_account.api.member
}

# Logs in as itself, without a password.
resource "google_project_iam_member" "api_cloudsql_instance_user" {
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.api.member
}

resource "google_pubsub_topic_iam_member" "api_events" {
  topic  = google_pubsub_topic.events.id
  role   = "roles/pubsub.publisher"
  member = google_service_account.api.member
}

# Opens connections to the database.
resource "google_project_iam_member" "api_migrate_cloudsql_client" {
  project = var.project_id
  role    = "roles/cloudsql.client"
  member  = google_service_account.api_migrate.member
}

# Logs in as itself, without a password.
resource "google_project_iam_member" "api_migrate_cloudsql_instance_user" {
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.api_migrate.member
}

# Opens connections to the database.
resource "google_project_iam_member" "worker_cloudsql_client" {
  project = var.project_id
  role    = "roles/cloudsql.client"
  member  = google_service_account.worker.member
}

# Logs in as itself, without a password.
resource "google_project_iam_member" "worker_cloudsql_instance_user" {
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.worker.member
}

resource "google_pubsub_subscription_iam_member" "events_worker" {
  subscription = google_pubsub_subscription.events_worker.name
  role         = "roles/pubsub.subscriber"
  member       = google_service_account.worker.member
}
