resource "google_compute_firewall" "main" {
  name    = "in"
  network = "main"
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
  source_ranges = ["0.0.0.0/0"]
}
