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
  description = "Name of the environment."
  nullable    = false

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "Give one of staging, production."
  }
}

variable "location" {
  type        = string
  description = "Region of everything that exists in one region only."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+[a-z0-9]*$", var.location))
    error_message = "Give a region such as westeurope."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether what holds data refuses to be destroyed."
  nullable    = false
}

variable "images" {
  type        = map(string)
  description = "Container images by digest, by workload. Only read when a workload is created: afterwards the pipeline owns the image. Without an entry it starts with a sample that answers on port 8080, though not at every path, and knows no command."
  default     = {}
  nullable    = false
}

variable "log_daily_cap_gb" {
  type        = number
  description = "GB of logs a day after which no more are taken, or -1 for no limit."
  nullable    = false

  validation {
    condition     = var.log_daily_cap_gb >= -1 && var.log_daily_cap_gb <= 10000
    error_message = "Give a whole number from -1 to 10000."
  }
}

variable "vault_public_access" {
  type        = bool
  description = "Whether the key vault answers from outside the network, to identities with a right only. Turn it off once Terraform runs inside the network: it writes secrets."
  nullable    = false
}

variable "database_sku" {
  type        = string
  description = "Size of the database main."
  nullable    = false

  validation {
    condition     = can(regex("^(B|GP|MO)_Standard_[BDE][A-Za-z0-9]+(_v[0-9]+)?$", var.database_sku))
    error_message = "Give a size with its tier, such as GP_Standard_D2ds_v5."
  }
}

variable "database_storage_gb" {
  type        = number
  description = "Disk of the database main at the start, in GB; it grows by itself."
  nullable    = false

  validation {
    condition = contains(
      [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384],
      var.database_storage_gb
    )
    error_message = "Give one of 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384."
  }
}

variable "database_standby" {
  type        = string
  description = "ZoneRedundant keeps a standby of the database main in a second zone, SameZone in the same; burstable sizes can have none."
  nullable    = false

  validation {
    condition     = contains(["ZoneRedundant", "SameZone", "None"], var.database_standby)
    error_message = "Give one of ZoneRedundant, SameZone, None."
  }
}

variable "database_backup_days" {
  type        = number
  description = "Days back to which the database main can be restored to any second."
  nullable    = false

  validation {
    condition     = var.database_backup_days >= 7 && var.database_backup_days <= 35
    error_message = "Give a whole number from 7 to 35."
  }
}

variable "registry" {
  type        = string
  description = "Host name of the registry that images are pulled from."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]+\\.azurecr\\.[a-z.]+$", var.registry))
    error_message = "Give a registry's login server, such as acme.azurecr.io."
  }
}

variable "api_min_instances" {
  type        = number
  description = "Instances of api that are always ready."
  nullable    = false

  validation {
    condition     = var.api_min_instances >= 0 && var.api_min_instances <= 300
    error_message = "Give a whole number from 0 to 300."
  }
}

variable "api_max_instances" {
  type        = number
  description = "Instances of api at most, which also bounds its cost."
  nullable    = false

  validation {
    condition     = var.api_max_instances >= 1 && var.api_max_instances <= 300
    error_message = "Give a whole number from 1 to 300."
  }
}

variable "worker_min_instances" {
  type        = number
  description = "Instances of worker that are always ready."
  nullable    = false

  validation {
    condition     = var.worker_min_instances >= 0 && var.worker_min_instances <= 300
    error_message = "Give a whole number from 0 to 300."
  }
}

variable "worker_max_instances" {
  type        = number
  description = "Instances of worker at most, which also bounds its cost."
  nullable    = false

  validation {
    condition     = var.worker_max_instances >= 1 && var.worker_max_instances <= 300
    error_message = "Give a whole number from 1 to 300."
  }
}

variable "alert_email" {
  type        = string
  description = "Mailbox that every alert goes to."
  nullable    = false

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.alert_email))
    error_message = "alert_email has to be an e-mail address."
  }
}

variable "critical_action_groups" {
  type        = list(string)
  description = "Ids of further action groups for critical alerts, such as one with a pager's webhook or a phone number. Make them by hand, since a pager's key belongs in nobody's state file, and list them with `az monitor action-group list`."
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for group in var.critical_action_groups : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/(?i:microsoft\\.insights/actionGroups)/[^/]+$",
        group
      ))
    ])
    error_message = "Each group is given by its resource id."
  }
  validation {
    condition     = length(var.critical_action_groups) <= 4
    error_message = "An alert takes at most five groups, the mailbox's among them."
  }
}

variable "availability_tests" {
  type        = bool
  description = "Whether public addresses are asked from outside; each costs about 15 USD a month."
  nullable    = false
}

variable "alert_limits" {
  type = object({
    api_ceiling               = number
    database_main_connections = number
    worker_ceiling            = number
  })
  description = "Thresholds of the alerts whose limits differ between environments, by alert."
  nullable    = false

  validation {
    condition     = alltrue([for limit in values(var.alert_limits) : limit > 0])
    error_message = "Each limit is greater than zero."
  }
}
