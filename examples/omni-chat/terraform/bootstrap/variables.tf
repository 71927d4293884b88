variable "project_id" {
  type        = string
  description = "Google Cloud project of this environment."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project id has 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  type        = string
  description = "Environment, also the name of its GitHub environment."
  nullable    = false

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "Known environments: staging, production."
  }
}

variable "region" {
  type        = string
  description = "Region of the state bucket and the registry."
  default     = "europe-west1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "A region looks like europe-west1."
  }
}

variable "github_repository" {
  type        = string
  description = "Repository, as owner/name, whose workflows are trusted."
  nullable    = false

  validation {
    condition = can(regex(
      "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$",
      var.github_repository
    ))
    error_message = "github_repository has the form owner/name."
  }
}

variable "github_repository_id" {
  type        = string
  description = "Number of the repository (`gh api repos/OWNER/NAME --jq .id`). When set, a repository that later takes over the name is not trusted."
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]*$", var.github_repository_id))
    error_message = "A repository's number has digits only."
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

variable "registry_home" {
  type        = bool
  description = "Whether the images are kept in this environment's project."
  default     = false
  nullable    = false
}

variable "registry_readers" {
  type        = list(string)
  description = "Projects of the other environments, which run the images that are kept here."
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for project in var.registry_readers : can(regex(
        "^[a-z][a-z0-9-]{4,28}[a-z0-9]$",
        project
      ))
    ])
    error_message = "Each reader is a project id."
  }
}
