resource "google_project_iam_member" "main" {
  project = "acme"
  role    = "roles/editor"
  member  = "serviceAccount:app@acme.iam.gserviceaccount.com"
}
