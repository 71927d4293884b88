resource "google_project_iam_member" "main" {
  project = "acme"
  role    = "roles/cloudsql.client"
  member  = "serviceAccount:app@acme.iam.gserviceaccount.com"
}
