resource "google_compute_network" "main" {
  name = "main"
}

resource "google_compute_global_address" "main" {
  name          = "services"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 16
  network       = google_compute_network.main.id
}

resource "google_service_networking_connection" "main" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.main.name]
}

resource "google_sql_database_instance" "main" {
  name             = "orders"
  region           = "europe-west1"
  database_version = "POSTGRES_17"
  depends_on       = [google_service_networking_connection.main]
  settings {
    tier = "db-custom-2-7680"
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
    }
  }
}
