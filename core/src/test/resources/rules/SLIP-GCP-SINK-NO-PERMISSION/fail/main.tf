resource "google_storage_bucket" "main" {
  name     = "acme-invoices"
  location = "EU"
}

resource "google_logging_project_sink" "main" {
  name                   = "audit"
  destination            = "storage.googleapis.com/${google_storage_bucket.main.name}"
  unique_writer_identity = true
}
