resource "google_dns_managed_zone" "main" {
  name     = "example"
  dns_name = "example.com."
}
