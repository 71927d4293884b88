resource "google_service_account_key" "main" {
  service_account_id = "app"
}
