resource "google_sql_user" "main" {
  name     = "app@acme.iam"
  instance = "orders"
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
}
