# The backend is completed by environments/ENVIRONMENT.gcs.tfbackend. terraform/bootstrap makes its bucket:
# apply that first, once an environment.

terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 7.45, < 8.0"
    }
  }

  backend "gcs" {}
}
