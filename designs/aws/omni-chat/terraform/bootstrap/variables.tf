variable "account_id" {
  type        = string
  description = "AWS account of this environment."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "Give the twelve digits of an account's id."
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
  description = "Region of the state and the registry."
  default     = "eu-west-1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "Give a region such as eu-central-1."
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

variable "github_provider_arn" {
  type        = string
  description = "ARN of the account's OpenID Connect provider for GitHub where it has one already: an account takes one only. Empty: it is made here."
  default     = ""
  nullable    = false

  validation {
    condition = can(regex(
      "^(arn:aws:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com)?$",
      var.github_provider_arn
    ))
    error_message = "Give the ARN of a provider for token.actions.githubusercontent.com, or nothing."
  }
}

variable "registry_home" {
  type        = bool
  description = "Whether the images are kept in this environment's account."
  default     = false
  nullable    = false
}

variable "registry_readers" {
  type        = list(string)
  description = "Accounts of the other environments, which run the images that are kept here."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for account in var.registry_readers : can(regex("^[0-9]{12}$", account))])
    error_message = "Each reader is the id of an account, twelve digits."
  }
}
