# Secrets are made empty. A workload does not start before the ones that it reads have a version, so the first apply
# of an environment makes them alone, and the next one everything else:
#
#   terraform apply -var-file=environments/ENVIRONMENT.tfvars \
#     -target=google_secret_manager_secret.api_token \
#     -target=google_secret_manager_secret.webhook_signing_secret
#   gcloud secrets versions add SECRET --data-file=- --project=PROJECT

# API_TOKEN of api
resource "google_secret_manager_secret" "api_token" {
  secret_id           = "relay-api-token"
  deletion_protection = var.deletion_protection

  replication {
    auto {}
  }

  depends_on = [google_project_service.enabled]
}

resource "google_secret_manager_secret_iam_member" "api_reads_api_token" {
  secret_id = google_secret_manager_secret.api_token.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.api.member
}

# WEBHOOK_SIGNING_SECRET of worker
resource "google_secret_manager_secret" "webhook_signing_secret" {
  secret_id           = "relay-webhook-signing-secret"
  deletion_protection = var.deletion_protection

  replication {
    auto {}
  }

  depends_on = [google_project_service.enabled]
}

resource "google_secret_manager_secret_iam_member" "worker_reads_webhook_signing_secret" {
  secret_id = google_secret_manager_secret.webhook_signing_secret.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.worker.member
}
