resource "google_cloud_run_v2_service" "main" {
  name     = "api"
  location = "europe-west1"
  template {
    containers {
      image = "europe-west1-docker.pkg.dev/acme/app/api:1.4.2"
    }
  }
}
