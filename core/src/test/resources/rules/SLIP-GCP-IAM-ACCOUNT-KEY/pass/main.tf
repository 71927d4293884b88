resource "google_service_account" "main" {
  account_id = "app"
}
