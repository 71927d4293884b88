resource "google_compute_network" "main" {
  name = "main"
}
