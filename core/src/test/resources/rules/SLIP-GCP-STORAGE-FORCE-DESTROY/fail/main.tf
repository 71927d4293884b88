resource "google_storage_bucket" "main" {
  name          = "acme-invoices"
  location      = "EU"
  force_destroy = true
}
