resource "google_service_account" "main" {
  account_id = "api"
}

resource "google_secret_manager_secret" "main" {
  secret_id = "db-password"
  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_member" "main" {
  secret_id = google_secret_manager_secret.main.id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${google_service_account.main.email}"
}

resource "google_cloud_run_v2_service" "main" {
  name     = "api"
  location = "europe-west1"
  template {
    service_account = google_service_account.main.email
    containers {
      image = "europe-west1-docker.pkg.dev/acme/app/api:1.4.2"
      env {
        name = "DB_PASSWORD"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.main.secret_id
            version = "latest"
          }
        }
      }
    }
  }
}
