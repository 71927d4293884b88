terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 5.2, < 6.0"
    }
  }

  # The storage account does not exist before the first apply. Afterwards replace this block by
  # `backend "azurerm" {}` and move the state into it, as told at the top of main.tf.
  backend "local" {}
}
