resource "google_storage_bucket" "main" {
  name                     = "acme-invoices"
  location                 = "EU"
  public_access_prevention = "enforced"
}
