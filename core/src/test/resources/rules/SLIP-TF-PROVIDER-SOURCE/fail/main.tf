terraform {
  required_providers {
    aws = {
      source = "registry.example.com/hashicorp/aws/5.0"
    }
  }
}
