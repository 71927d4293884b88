variable "subscription_id" {
  type        = string
  description = "Azure subscription that holds this environment."
  nullable    = false

  validation {
    condition = can(regex(
      "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
      var.subscription_id
    ))
    error_message = "Give a subscription's id, a UUID."
  }
}

variable "environment" {
  type        = string
  description = "Environment, also the name of its GitHub environment."
  nullable    = false

  validation {
    condition     = contains(["production"], var.environment)
    error_message = "Known environments: production."
  }
}

variable "location" {
  type        = string
  description = "Region of the state and the registry."
  default     = "germanywestcentral"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+[a-z0-9]*$", var.location))
    error_message = "Give a region such as westeurope."
  }
}

variable "github_repository" {
  type        = string
  description = "Repository whose workflows are trusted, as owner/name, in capital and small letters as GitHub writes them."
  nullable    = false

  validation {
    condition = can(regex(
      "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$",
      var.github_repository
    ))
    error_message = "github_repository has the form owner/name."
  }
}

variable "github_branch" {
  type        = string
  description = "Branch that is built and deployed."
  default     = "main"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]{1,200}$", var.github_branch))
    error_message = "github_branch is the name of a branch without refs/heads/."
  }
}

variable "registry_subscription_id" {
  type        = string
  description = "Azure subscription that keeps the images of all environments."
  nullable    = false

  validation {
    condition = can(regex(
      "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
      var.registry_subscription_id
    ))
    error_message = "Give a subscription's id, a UUID."
  }
}
