resource "google_storage_bucket" "main" {
  name     = "acme-invoices"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "main" {
  bucket = google_storage_bucket.main.name
  role   = "roles/storage.objectViewer"
  member = "group:accounting@example.com"
}
