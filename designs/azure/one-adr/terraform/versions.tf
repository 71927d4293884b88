# The backend is completed by environments/ENVIRONMENT.azurerm.tfbackend. terraform/bootstrap makes its storage
# account, registers the resource providers, and makes the identity that pulls images: apply that first, once an
# environment.

terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 5.2, < 6.0"
    }
    random = {
      source  = "hashicorp/random"
      version = ">= 3.7, < 4.0"
    }
  }

  backend "azurerm" {}
}
