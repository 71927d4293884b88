resource "google_service_account_iam_member" "main" {
  service_account_id = "projects/acme-shop/serviceAccounts/checkout@acme-shop.iam.gserviceaccount.com"
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = "group:dev@example.com"
}
