variable "project_id" {
  type        = string
  description = "Google Cloud project that holds this environment."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "Give a project id: 6 to 30 lower-case letters, digits and hyphens."
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

variable "region" {
  type        = string
  description = "Region of everything that exists in one region only."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "Give a region such as europe-west1."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether what holds data refuses to be destroyed."
  nullable    = false
}

variable "images" {
  type        = map(string)
  description = "Container images by digest, by workload. Only read when a workload is created: afterwards the pipeline owns the image. Without an entry it starts with a placeholder, which a command of its own cannot run in."
  default     = {}
  nullable    = false
}

variable "database_tier" {
  type        = string
  description = "Machine type of the database main."
  nullable    = false

  validation {
    condition = can(regex(
      "^db-(custom-[0-9]+-[0-9]+|f1-micro|g1-small|perf-optimized-N-[0-9]+)$",
      var.database_tier
    ))
    error_message = "Give a Cloud SQL machine type such as db-custom-2-7680."
  }
}

variable "database_disk_gb" {
  type        = number
  description = "Disk of the database main at the start, in GB; it grows by itself."
  nullable    = false

  validation {
    condition     = var.database_disk_gb >= 10 && var.database_disk_gb <= 65536
    error_message = "Give a whole number from 10 to 65536."
  }
}

variable "database_disk_limit_gb" {
  type        = number
  description = "Size in GB to which the disk of the database main may grow by itself."
  nullable    = false

  validation {
    condition     = var.database_disk_limit_gb >= 10 && var.database_disk_limit_gb <= 65536
    error_message = "Give a whole number from 10 to 65536."
  }
}

variable "database_availability" {
  type        = string
  description = "REGIONAL keeps a standby of the database main in a second zone."
  nullable    = false

  validation {
    condition     = contains(["REGIONAL", "ZONAL"], var.database_availability)
    error_message = "Give one of REGIONAL, ZONAL."
  }
}

variable "database_backups" {
  type        = number
  description = "Daily backups of the database main that are kept."
  nullable    = false

  validation {
    condition     = var.database_backups >= 1 && var.database_backups <= 365
    error_message = "Give a whole number from 1 to 365."
  }
}

variable "database_point_in_time_days" {
  type        = number
  description = "Days back to which the database main can be restored to any second; 0 for none."
  nullable    = false

  validation {
    condition     = var.database_point_in_time_days >= 0 && var.database_point_in_time_days <= 7
    error_message = "Give a whole number from 0 to 7."
  }
}

variable "app_min_instances" {
  type        = number
  description = "Instances of app that are always ready."
  nullable    = false

  validation {
    condition     = var.app_min_instances >= 0 && var.app_min_instances <= 1000
    error_message = "Give a whole number from 0 to 1000."
  }
}

variable "app_max_instances" {
  type        = number
  description = "Instances of app at most, which also bounds its cost."
  nullable    = false

  validation {
    condition     = var.app_max_instances >= 1 && var.app_max_instances <= 1000
    error_message = "Give a whole number from 1 to 1000."
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

variable "waf_preview" {
  type        = bool
  description = "Whether suspicious requests are only logged, which tells before users do what a rule would wrongly block."
  nullable    = false
}

variable "rate_limit_per_minute" {
  type        = number
  description = "Requests a minute that one address may make."
  nullable    = false

  validation {
    condition     = var.rate_limit_per_minute >= 1 && var.rate_limit_per_minute <= 1000000
    error_message = "Give a whole number from 1 to 1000000."
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

variable "critical_notification_channels" {
  type        = list(string)
  description = "Ids (projects/PROJECT/notificationChannels/NUMBER) of further channels for critical alerts, such as a pager. Make the channel by hand, since its key belongs to nobody's state file, and list it with `gcloud beta monitoring channels list`."
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for channel in var.critical_notification_channels : can(regex(
        "^projects/[^/]+/notificationChannels/[0-9]+$",
        channel
      ))
    ])
    error_message = "Each channel has the form projects/PROJECT/notificationChannels/NUMBER."
  }
  validation {
    condition     = length(var.critical_notification_channels) <= 15
    error_message = "An alert policy takes at most 16 channels, the mailbox among them."
  }
}

variable "uptime_host" {
  type        = string
  description = "Host name that uptime checks ask. Empty: the service's own address."
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9.-]*$", var.uptime_host))
    error_message = "uptime_host is a host name without scheme, port and path."
  }
}

variable "fixed_cost_per_day" {
  type        = number
  description = "USD a day, at list price, of what runs whether it is used or not: databases, caches, the load balancer."
  default     = 0
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

variable "billing_account" {
  type        = string
  description = "Billing account, as XXXXXX-XXXXXX-XXXXXX, that the budget is kept in. Empty: no budget."
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6})?$", var.billing_account))
    error_message = "A billing account has the form XXXXXX-XXXXXX-XXXXXX."
  }
}

variable "monthly_budget" {
  type        = number
  description = "Budget in whole USD a month. 0: none is kept in this environment."
  default     = 0
  nullable    = false

  validation {
    condition     = var.monthly_budget >= 0 && floor(var.monthly_budget) == var.monthly_budget
    error_message = "monthly_budget is a whole number, zero or more."
  }
}

variable "budget_project_numbers" {
  type        = list(string)
  description = "Numbers of the other environments' projects, whose cost counts towards the budget too (`gcloud projects describe PROJECT --format 'value(projectNumber)'`)."
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for project in var.budget_project_numbers : can(regex("^[0-9]+$", project))
    ])
    error_message = "A project's number has digits only."
  }
}
