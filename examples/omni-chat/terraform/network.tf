resource "google_compute_network" "main" {
  name                    = "omni-chat-network"
  description             = "Private network of omni-chat."
  auto_create_subnetworks = false
  routing_mode            = "REGIONAL"

  depends_on = [google_project_service.enabled]
}

# Every instance takes an address of this range while it runs, and a few minutes longer.
resource "google_compute_subnetwork" "europe_west1" {
  name                     = "omni-chat-europe-west1"
  region                   = "europe-west1"
  network                  = google_compute_network.main.id
  ip_cidr_range            = "10.0.0.0/24"
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    # Half of the flows show who talks to whom; all of them would double the log bill.
    flow_sampling = 0.5
    metadata      = "INCLUDE_ALL_METADATA"
  }
}

# Nothing in this network is to be reached from outside: what comes in comes through the platform's front end.
resource "google_compute_firewall" "deny_ingress" {
  name          = "omni-chat-deny-ingress"
  network       = google_compute_network.main.id
  direction     = "INGRESS"
  priority      = 65534
  source_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

# Managed databases and caches get their addresses from this range.
resource "google_compute_global_address" "private_services" {
  name          = "omni-chat-private-services"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.64.0.0"
  prefix_length = 16
  network       = google_compute_network.main.id
}

resource "google_service_networking_connection" "private_services" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.private_services.name]
  # Google keeps the peering in use for days after the last database is gone; deleting it would fail.
  deletion_policy = "ABANDON"
}
