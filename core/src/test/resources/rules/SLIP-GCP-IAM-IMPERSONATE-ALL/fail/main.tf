resource "google_project_iam_member" "main" {
  project = "acme"
  role    = "roles/iam.serviceAccountTokenCreator"
  member  = "group:dev@example.com"
}
