resource "google_storage_bucket" "main" {
  name     = "acme-invoices"
  location = "EU"
  lifecycle_rule {
    condition {
      age = 90
    }
    action {
      type          = "SetStorageClass"
      storage_class = "NEARLINE"
    }
  }
}
