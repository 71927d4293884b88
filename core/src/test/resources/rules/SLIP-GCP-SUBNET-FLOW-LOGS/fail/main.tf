resource "google_compute_subnetwork" "main" {
  name          = "app"
  network       = "main"
  region        = "europe-west1"
  ip_cidr_range = "10.0.0.0/20"
}
