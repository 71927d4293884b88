terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 7.45, < 8.0"
    }
  }

  # The bucket does not exist before the first apply. Afterwards replace this block by `backend "gcs" {}`
  # and move the state into it, as told at the top of main.tf.
  backend "local" {}
}
