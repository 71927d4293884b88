# Secrets are made empty. A workload does not start before the ones that it reads have a version, so the first apply
# of an environment makes them alone, and the next one everything else:
#
#   terraform apply -var-file=environments/ENVIRONMENT.tfvars \
#     -target=google_secret_manager_secret.session_secret \
#     -target=google_secret_manager_secret.smtp_url
#   gcloud secrets versions add SECRET --data-file=- --project=PROJECT

# SESSION_SECRET of app
resource "google_secret_manager_secret" "session_secret" {
  secret_id           = "one-adr-session-secret"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = "europe-west3"
      }
    }
  }

  depends_on = [google_project_service.enabled]
}

resource "google_secret_manager_secret_iam_member" "app_reads_session_secret" {
  secret_id = google_secret_manager_secret.session_secret.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.app.member
}

# SMTP_URL of app
resource "google_secret_manager_secret" "smtp_url" {
  secret_id           = "one-adr-smtp-url"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = "europe-west3"
      }
    }
  }

  depends_on = [google_project_service.enabled]
}

resource "google_secret_manager_secret_iam_member" "app_reads_smtp_url" {
  secret_id = google_secret_manager_secret.smtp_url.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.app.member
}
