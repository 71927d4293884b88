terraform {
  required_providers {
    my_cloud = {
      source = "acme/cloud"
    }
  }
}
