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
    condition     = contains(["production"], var.environment)
    error_message = "Give one of production."
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
    condition     = var.database_storage_gb >= 20 && var.database_storage_gb <= 16384
    error_message = "Give a whole number from 20 to 16384."
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

variable "app_min_instances" {
  type        = number
  description = "Instances of app that are always ready."
  nullable    = false

  validation {
    condition     = var.app_min_instances >= 0 && var.app_min_instances <= 300
    error_message = "Give a whole number from 0 to 300."
  }
}

variable "app_max_instances" {
  type        = number
  description = "Instances of app at most, which also bounds its cost."
  nullable    = false

  validation {
    condition     = var.app_max_instances >= 1 && var.app_max_instances <= 300
    error_message = "Give a whole number from 1 to 300."
  }
}

variable "domain" {
  type        = string
  description = "Public host name."
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z0-9-]+$", var.domain))
    error_message = "Give a host name without scheme and path."
  }
}

variable "firewall_mode" {
  type        = string
  description = "Whether suspicious requests are refused, or only logged, which tells before users do what a rule would wrongly block."
  nullable    = false

  validation {
    condition     = contains(["Prevention", "Detection"], var.firewall_mode)
    error_message = "Give one of Prevention, Detection."
  }
}

variable "rate_limit_per_minute" {
  type        = number
  description = "Requests a minute that one address may make."
  nullable    = false

  validation {
    condition     = var.rate_limit_per_minute >= 10 && var.rate_limit_per_minute <= 1000000
    error_message = "Give a whole number from 10 to 1000000."
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
  type        = object({ app_ceiling = number, database_main_connections = number })
  description = "Thresholds of the alerts whose limits differ between environments, by alert."
  nullable    = false

  validation {
    condition     = alltrue([for limit in values(var.alert_limits) : limit > 0])
    error_message = "Each limit is greater than zero."
  }
}

variable "audit_lock" {
  type        = string
  description = "Unlocked: whoever owns the subscription can shorten how long the audit log is kept. Locked: nobody can, not even to remove the account, and there is no way back."
  nullable    = false

  validation {
    condition     = contains(["Unlocked", "Locked"], var.audit_lock)
    error_message = "Give one of Unlocked, Locked."
  }
}

variable "monthly_budget" {
  type        = number
  description = "Budget a month in the currency that the subscription is billed in. 0: none."
  nullable    = false

  validation {
    condition     = var.monthly_budget >= 0 && var.monthly_budget <= 1000000000
    error_message = "Give a whole number from 0 to 1000000000."
  }
}
