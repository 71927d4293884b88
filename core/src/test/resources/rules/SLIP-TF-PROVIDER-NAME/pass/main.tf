terraform {
  required_providers {
    my-cloud = {
      source = "acme/cloud"
    }
  }
}
