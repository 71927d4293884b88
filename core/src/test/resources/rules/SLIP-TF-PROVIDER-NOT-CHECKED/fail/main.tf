terraform {
  required_providers {
    acme = {
      source = "acme/cloud"
    }
  }
}

resource "acme_server" "web" {
}
