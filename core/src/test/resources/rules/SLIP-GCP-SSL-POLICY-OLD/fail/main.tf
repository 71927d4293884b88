resource "google_compute_ssl_policy" "main" {
  name    = "web"
  profile = "COMPATIBLE"
}
