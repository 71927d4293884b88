terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  # The bucket does not exist before the first apply. Afterwards replace this block by `backend "s3" {}`
  # and move the state into it, as told at the top of main.tf.
  backend "local" {}
}
