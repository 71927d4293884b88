resource "google_compute_firewall" "main" {
  name    = "in"
  network = "main"
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
  source_ranges = ["35.235.240.0/20"]
}
