# An app is made with the image that var.images names and keeps whatever the pipeline gives it afterwards. It is
# ready only when that image answers its health check, so the first apply wants the images.

provider "azurerm" {
  subscription_id = var.subscription_id
  # Identities open storage, never its keys.
  storage_use_azuread = true
  # The bootstrap has turned on what is used here; the pipeline may not.
  resource_provider_registrations = "none"

  features {}
}

locals {
  tags = {
    application  = "omni-chat"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }

  # Ends the names that have to be unique in the world.
  unique = lower(substr(replace(var.subscription_id, "-", ""), 0, 6))
}

resource "azurerm_resource_group" "main" {
  name     = "omni-chat-main"
  location = var.location
  tags     = local.tags
}

resource "azurerm_container_app_environment" "main" {
  name                       = "omni-chat-apps"
  resource_group_name        = azurerm_resource_group.main.name
  location                   = var.location
  logs_destination           = "log-analytics"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id
  infrastructure_subnet_id   = azurerm_subnet.apps.id
  # Costs nothing, and cannot be added later.
  zone_redundancy_enabled        = true
  internal_load_balancer_enabled = true
  # Front Door comes by a private link, whose end here is paid by the hour; there is no way around it.
  public_network_access = "Disabled"
  tags                  = local.tags

  workload_profile {
    name                  = "Consumption"
    workload_profile_type = "Consumption"
  }
}

data "azurerm_client_config" "current" {}

# The fastapi part that answers requests.
resource "azurerm_container_app" "backend" {
  name                         = "omni-chat-backend"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Multiple"
  # As many as a rollback may want to go back to; they cost nothing.
  max_inactive_revisions = 20
  workload_profile_name  = "Consumption"
  tags                   = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.backend.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  secret {
    name                = "anthropic-api-key"
    key_vault_secret_id = azurerm_key_vault_secret.anthropic_api_key.versionless_id
    identity            = azurerm_user_assigned_identity.backend.id
  }
  secret {
    name                = "database-url"
    key_vault_secret_id = azurerm_key_vault_secret.main_postgresql_asyncpg_url.versionless_id
    identity            = azurerm_user_assigned_identity.backend.id
  }
  secret {
    name                = "google-api-key"
    key_vault_secret_id = azurerm_key_vault_secret.google_api_key.versionless_id
    identity            = azurerm_user_assigned_identity.backend.id
  }
  secret {
    name                = "openai-api-key"
    key_vault_secret_id = azurerm_key_vault_secret.openai_api_key.versionless_id
    identity            = azurerm_user_assigned_identity.backend.id
  }
  secret {
    name                = "redis-url"
    key_vault_secret_id = azurerm_key_vault_secret.cache_rediss_url.versionless_id
    identity            = azurerm_user_assigned_identity.backend.id
  }

  ingress {
    external_enabled = true
    # A request may take four minutes here, and no setting gives it more: longer work belongs into a job or a queue.
    target_port                = 8080
    transport                  = "auto"
    allow_insecure_connections = false
    client_certificate_mode    = "ignore"

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    min_replicas = var.backend_min_instances
    max_replicas = var.backend_max_instances
    # A replica that is taken away ends what it has begun.
    termination_grace_period_seconds = 300

    container {
      name   = "backend"
      image  = lookup(var.images, "backend", "mcr.microsoft.com/dotnet/samples:aspnetapp")
      cpu    = 1
      memory = "2Gi"

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.backend.client_id
      }
      env {
        name  = "PORT"
        value = "8080"
      }
      env {
        name  = "ALLOWED_ORIGINS"
        value = var.backend_allowed_origins
      }
      env {
        name        = "ANTHROPIC_API_KEY"
        secret_name = "anthropic-api-key"
      }
      env {
        name        = "DATABASE_URL"
        secret_name = "database-url"
      }
      env {
        name        = "GOOGLE_API_KEY"
        secret_name = "google-api-key"
      }
      env {
        name        = "OPENAI_API_KEY"
        secret_name = "openai-api-key"
      }
      env {
        name        = "REDIS_URL"
        secret_name = "redis-url"
      }

      startup_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/ready"
        interval_seconds        = 5
        timeout                 = 3
        failure_count_threshold = 24
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/ready"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
        success_count_threshold = 1
      }

      liveness_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/health"
        interval_seconds        = 30
        timeout                 = 5
        failure_count_threshold = 3
      }
    }

    http_scale_rule {
      name                = "requests"
      concurrent_requests = "40"
    }
  }

  lifecycle {
    # The pipeline owns the image and where the traffic goes.
    ignore_changes = [
      template[0].container[0].image,
      template[0].revision_suffix,
      ingress[0].traffic_weight,
    ]
  }

  depends_on = [
    azurerm_role_assignment.backend_reads_cache_rediss_url,
    azurerm_role_assignment.backend_reads_main_postgresql_asyncpg_url,
    azurerm_role_assignment.backend_reads_anthropic_api_key,
    azurerm_role_assignment.backend_reads_google_api_key,
    azurerm_role_assignment.backend_reads_openai_api_key,
  ]
}

# The next part that answers requests.
resource "azurerm_container_app" "frontend" {
  name                         = "omni-chat-frontend"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Multiple"
  # As many as a rollback may want to go back to; they cost nothing.
  max_inactive_revisions = 20
  workload_profile_name  = "Consumption"
  tags                   = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.frontend.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  ingress {
    external_enabled           = true
    target_port                = 3000
    transport                  = "auto"
    allow_insecure_connections = false
    client_certificate_mode    = "ignore"

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    min_replicas = var.frontend_min_instances
    max_replicas = var.frontend_max_instances

    container {
      name   = "frontend"
      image  = lookup(var.images, "frontend", "mcr.microsoft.com/dotnet/samples:aspnetapp")
      cpu    = 1
      memory = "2Gi"

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.frontend.client_id
      }
      env {
        name  = "PORT"
        value = "3000"
      }
      env {
        name  = "NODE_ENV"
        value = "production"
      }

      startup_probe {
        transport               = "HTTP"
        port                    = 3000
        path                    = "/api/health"
        interval_seconds        = 5
        timeout                 = 3
        failure_count_threshold = 24
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = 3000
        path                    = "/api/health"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
        success_count_threshold = 1
      }

      liveness_probe {
        transport               = "HTTP"
        port                    = 3000
        path                    = "/api/health"
        interval_seconds        = 30
        timeout                 = 5
        failure_count_threshold = 3
      }
    }

    http_scale_rule {
      name                = "requests"
      concurrent_requests = "50"
    }
  }

  lifecycle {
    # The pipeline owns the image and where the traffic goes.
    ignore_changes = [
      template[0].container[0].image,
      template[0].revision_suffix,
      ingress[0].traffic_weight,
    ]
  }
}

# Brings the schema of main up to date for backend.
resource "azurerm_container_app_job" "backend_migrate" {
  name                         = "omni-chat-backend-migrate"
  resource_group_name          = azurerm_resource_group.main.name
  location                     = var.location
  container_app_environment_id = azurerm_container_app_environment.main.id
  replica_timeout_in_seconds   = 3600
  # A migration that failed halfway needs a person, not a second try.
  replica_retry_limit   = 0
  workload_profile_name = "Consumption"
  tags                  = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.backend_migrate.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  secret {
    name                = "anthropic-api-key"
    key_vault_secret_id = azurerm_key_vault_secret.anthropic_api_key.versionless_id
    identity            = azurerm_user_assigned_identity.backend_migrate.id
  }
  secret {
    name                = "database-url"
    key_vault_secret_id = azurerm_key_vault_secret.main_postgresql_asyncpg_url.versionless_id
    identity            = azurerm_user_assigned_identity.backend_migrate.id
  }
  secret {
    name                = "google-api-key"
    key_vault_secret_id = azurerm_key_vault_secret.google_api_key.versionless_id
    identity            = azurerm_user_assigned_identity.backend_migrate.id
  }
  secret {
    name                = "openai-api-key"
    key_vault_secret_id = azurerm_key_vault_secret.openai_api_key.versionless_id
    identity            = azurerm_user_assigned_identity.backend_migrate.id
  }
  secret {
    name                = "redis-url"
    key_vault_secret_id = azurerm_key_vault_secret.cache_rediss_url.versionless_id
    identity            = azurerm_user_assigned_identity.backend_migrate.id
  }

  manual_trigger_config {
    parallelism              = 1
    replica_completion_count = 1
  }

  template {
    container {
      name    = "backend-migrate"
      image   = lookup(var.images, "backend-migrate", "mcr.microsoft.com/k8se/quickstart-jobs:latest")
      cpu     = 1
      memory  = "2Gi"
      command = ["alembic", "upgrade", "head"]

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.backend_migrate.client_id
      }
      env {
        name  = "ALLOWED_ORIGINS"
        value = var.backend_migrate_allowed_origins
      }
      env {
        name        = "ANTHROPIC_API_KEY"
        secret_name = "anthropic-api-key"
      }
      env {
        name        = "DATABASE_URL"
        secret_name = "database-url"
      }
      env {
        name        = "GOOGLE_API_KEY"
        secret_name = "google-api-key"
      }
      env {
        name        = "OPENAI_API_KEY"
        secret_name = "openai-api-key"
      }
      env {
        name        = "REDIS_URL"
        secret_name = "redis-url"
      }
    }
  }

  lifecycle {
    # The pipeline owns the image.
    ignore_changes = [template[0].container[0].image]
  }

  depends_on = [
    azurerm_role_assignment.backend_migrate_reads_cache_rediss_url,
    azurerm_role_assignment.backend_migrate_reads_main_postgresql_asyncpg_url,
    azurerm_role_assignment.backend_migrate_reads_anthropic_api_key,
    azurerm_role_assignment.backend_migrate_reads_google_api_key,
    azurerm_role_assignment.backend_migrate_reads_openai_api_key,
  ]
}
