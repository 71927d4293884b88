resource "google_compute_ssl_policy" "main" {
  name            = "web"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
