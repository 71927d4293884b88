variable "password" {
  type      = string
  sensitive = true
}
resource "google_secret_manager_secret_version" "main" {
  secret      = "db"
  secret_data = var.password
}
