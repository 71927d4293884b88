variable "account_id" {
  type        = string
  description = "AWS account that holds this environment."
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "Give the twelve digits of an account's id."
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

variable "region" {
  type        = string
  description = "Region of everything that exists in one region only."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "Give a region such as eu-central-1."
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

variable "nat_gateway_per_zone" {
  type        = bool
  description = "Whether each zone has a NAT gateway of its own, so that none depends on another for its way out."
  nullable    = false
}

variable "database_class" {
  type        = string
  description = "Instance class of the database main."
  nullable    = false

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.database_class))
    error_message = "Give an instance class such as db.m7g.large."
  }
}

variable "database_storage_gb" {
  type        = number
  description = "Storage of the database main at the start, in GiB; it grows by itself."
  nullable    = false

  validation {
    condition     = var.database_storage_gb >= 20 && var.database_storage_gb <= 65536
    error_message = "Give a whole number from 20 to 65536."
  }
}

variable "database_storage_limit_gb" {
  type        = number
  description = "Size in GiB to which the storage of the database main may grow by itself."
  nullable    = false

  validation {
    condition     = var.database_storage_limit_gb >= 20 && var.database_storage_limit_gb <= 65536
    error_message = "Give a whole number from 20 to 65536."
  }
}

variable "database_multi_az" {
  type        = bool
  description = "Whether the database main has a standby in a second zone."
  nullable    = false
}

variable "database_backup_days" {
  type        = number
  description = "Days back to which the database main can be restored to any second."
  nullable    = false

  validation {
    condition     = var.database_backup_days >= 1 && var.database_backup_days <= 35
    error_message = "Give a whole number from 1 to 35."
  }
}

variable "main_password_version" {
  type        = number
  description = "Raise it by one to renew the password of main, or when an apply ended between the new password and the secret that tells it. Running workloads keep the old one until they are started again."
  default     = 1
  nullable    = false
}

variable "cache_node_type" {
  type        = string
  description = "Node type of the cache cache."
  nullable    = false

  validation {
    condition     = can(regex("^cache\\.[a-z0-9]+\\.[a-z0-9]+$", var.cache_node_type))
    error_message = "Give a node type such as cache.t4g.small."
  }
}

variable "cache_replicas" {
  type        = number
  description = "Replicas of the cache cache in other zones; one of them takes over."
  nullable    = false

  validation {
    condition     = var.cache_replicas >= 0 && var.cache_replicas <= 5
    error_message = "Give a whole number from 0 to 5."
  }
}

variable "cache_password_version" {
  type        = number
  description = "Raise it by one to renew the password of cache, or when an apply ended between the new password and the secret that tells it. Running workloads keep the old one until they are started again."
  default     = 1
  nullable    = false
}

variable "backend_allowed_origins" {
  type        = string
  description = "ALLOWED_ORIGINS of backend: in production [\"https://chat.omnichat.example\"]."
  nullable    = false
}

variable "backend_min_tasks" {
  type        = number
  description = "Tasks of backend that are always there. ECS does not start one for a request, so one at least."
  nullable    = false

  validation {
    condition     = var.backend_min_tasks >= 1 && var.backend_min_tasks <= 1000
    error_message = "Give a whole number from 1 to 1000."
  }
}

variable "frontend_min_tasks" {
  type        = number
  description = "Tasks of frontend that are always there. ECS does not start one for a request, so one at least."
  nullable    = false

  validation {
    condition     = var.frontend_min_tasks >= 1 && var.frontend_min_tasks <= 1000
    error_message = "Give a whole number from 1 to 1000."
  }
}

variable "backend_max_tasks" {
  type        = number
  description = "Tasks of backend at most, which also bounds its cost."
  nullable    = false

  validation {
    condition     = var.backend_max_tasks >= 1 && var.backend_max_tasks <= 1000
    error_message = "Give a whole number from 1 to 1000."
  }
}

variable "frontend_max_tasks" {
  type        = number
  description = "Tasks of frontend at most, which also bounds its cost."
  nullable    = false

  validation {
    condition     = var.frontend_max_tasks >= 1 && var.frontend_max_tasks <= 1000
    error_message = "Give a whole number from 1 to 1000."
  }
}

variable "backend_migrate_allowed_origins" {
  type        = string
  description = "ALLOWED_ORIGINS of backend-migrate: in production [\"https://chat.omnichat.example\"]."
  nullable    = false
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

variable "domain_ready" {
  type        = bool
  description = "Whether the domain's DNS leads here, by the output dns_records or dns_name_servers. Before that AWS issues no certificate, and the load balancer stays private."
  nullable    = false
}

variable "alert_email" {
  type        = string
  description = "Mailbox that every alert goes to. AWS asks it once to confirm."
  nullable    = false

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.alert_email))
    error_message = "alert_email has to be an e-mail address."
  }
}

variable "pager_endpoints" {
  type        = list(string)
  description = "HTTPS addresses of a pager that critical alerts go to besides. They stand in the state: one that holds a key is subscribed by hand (`aws sns subscribe`)."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for endpoint in var.pager_endpoints : startswith(endpoint, "https://")])
    error_message = "Each address begins with https://."
  }
}

variable "alert_limits" {
  type = object({
    backend_ceiling           = number
    database_main_connections = number
    database_main_disk        = number
    database_main_memory      = number
    frontend_ceiling          = number
  })
  description = "Thresholds of the alarms whose limits differ between environments, by alert."
  nullable    = false

  validation {
    condition     = alltrue([for limit in values(var.alert_limits) : limit > 0])
    error_message = "Each limit is greater than zero."
  }
}

variable "cost_anomaly_monitor_arn" {
  type        = string
  description = "ARN of the account's monitor of services for cost anomalies where it has one already (`aws ce get-anomaly-monitors`): an account takes one only. Empty: it is made here."
  default     = ""
  nullable    = false

  validation {
    condition = can(regex(
      "^(arn:aws:ce::[0-9]{12}:anomalymonitor/.+)?$",
      var.cost_anomaly_monitor_arn
    ))
    error_message = "Give the ARN of an anomaly monitor, or nothing."
  }
}
