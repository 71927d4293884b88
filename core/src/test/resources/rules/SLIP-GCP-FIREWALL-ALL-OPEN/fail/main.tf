resource "google_compute_firewall" "main" {
  name    = "in"
  network = "main"
  allow {
    protocol = "all"
  }
  source_ranges = ["0.0.0.0/0"]
}
