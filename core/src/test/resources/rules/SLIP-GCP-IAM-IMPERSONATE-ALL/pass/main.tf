resource "google_service_account_iam_member" "main" {
  service_account_id = "projects/acme/serviceAccounts/app@acme.iam.gserviceaccount.com"
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = "group:dev@example.com"
}
