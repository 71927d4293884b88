resource "google_sql_user" "main" {
  name     = "app"
  instance = "orders"
  password = "correct-horse-battery"
}
