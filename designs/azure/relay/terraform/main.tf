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
    application  = "relay"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }

  # Ends the names that have to be unique in the world.
  unique = lower(substr(replace(var.subscription_id, "-", ""), 0, 6))
}

resource "azurerm_resource_group" "main" {
  name     = "relay-main"
  location = var.location
  tags     = local.tags
}

resource "azurerm_container_app_environment" "main" {
  name                       = "relay-apps"
  resource_group_name        = azurerm_resource_group.main.name
  location                   = var.location
  logs_destination           = "log-analytics"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id
  infrastructure_subnet_id   = azurerm_subnet.apps.id
  # Costs nothing, and cannot be added later.
  zone_redundancy_enabled = true
  public_network_access   = "Enabled"
  tags                    = local.tags

  workload_profile {
    name                  = "Consumption"
    workload_profile_type = "Consumption"
  }
}

data "azurerm_client_config" "current" {}

# The chi part that answers requests.
resource "azurerm_container_app" "api" {
  name                         = "relay-api"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Multiple"
  # As many as a rollback may want to go back to; they cost nothing.
  max_inactive_revisions = 20
  workload_profile_name  = "Consumption"
  tags                   = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.api.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  secret {
    name                = "api-token"
    key_vault_secret_id = azurerm_key_vault_secret.api_token.versionless_id
    identity            = azurerm_user_assigned_identity.api.id
  }
  secret {
    name                = "database-url"
    key_vault_secret_id = azurerm_key_vault_secret.main_postgresql_url.versionless_id
    identity            = azurerm_user_assigned_identity.api.id
  }

  ingress {
    external_enabled           = true
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
    min_replicas = var.api_min_instances
    max_replicas = var.api_max_instances

    container {
      name   = "api"
      image  = lookup(var.images, "api", "mcr.microsoft.com/dotnet/samples:aspnetapp")
      cpu    = 1
      memory = "2Gi"

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.api.client_id
      }
      env {
        name  = "PORT"
        value = "8080"
      }
      env {
        name        = "API_TOKEN"
        secret_name = "api-token"
      }
      env {
        name        = "DATABASE_URL"
        secret_name = "database-url"
      }
      env {
        name  = "GOOGLE_CLOUD_PROJECT"
        value = var.subscription_id
      }
      env {
        name  = "PUBSUB_TOPIC"
        value = azurerm_servicebus_topic.events.name
      }

      startup_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/readyz"
        interval_seconds        = 5
        timeout                 = 3
        failure_count_threshold = 24
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/readyz"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
        success_count_threshold = 1
      }

      liveness_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/healthz"
        interval_seconds        = 30
        timeout                 = 5
        failure_count_threshold = 3
      }
    }

    http_scale_rule {
      name                = "requests"
      concurrent_requests = "200"
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
    azurerm_role_assignment.api_reads_main_postgresql_url,
    azurerm_role_assignment.api_reads_api_token,
  ]
}

# The Go part that works in the background.
resource "azurerm_container_app" "worker" {
  name                         = "relay-worker"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Single"
  workload_profile_name        = "Consumption"
  tags                         = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.worker.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  secret {
    name                = "database-url"
    key_vault_secret_id = azurerm_key_vault_secret.main_postgresql_url.versionless_id
    identity            = azurerm_user_assigned_identity.worker.id
  }
  secret {
    name                = "webhook-signing-secret"
    key_vault_secret_id = azurerm_key_vault_secret.webhook_signing_secret.versionless_id
    identity            = azurerm_user_assigned_identity.worker.id
  }

  template {
    min_replicas = var.worker_min_instances
    max_replicas = var.worker_max_instances

    container {
      name   = "worker"
      image  = lookup(var.images, "worker", "mcr.microsoft.com/dotnet/samples:aspnetapp")
      cpu    = 1
      memory = "2Gi"

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.worker.client_id
      }
      env {
        name        = "DATABASE_URL"
        secret_name = "database-url"
      }
      env {
        name  = "GOOGLE_CLOUD_PROJECT"
        value = var.subscription_id
      }
      env {
        name  = "PUBSUB_SUBSCRIPTION"
        value = azurerm_servicebus_subscription.events_worker.name
      }
      env {
        name        = "WEBHOOK_SIGNING_SECRET"
        secret_name = "webhook-signing-secret"
      }
    }

    custom_scale_rule {
      name             = "events-worker"
      custom_rule_type = "azure-servicebus"
      metadata = {
        namespace        = azurerm_servicebus_namespace.main.name
        messageCount     = "20"
        topicName        = azurerm_servicebus_topic.events.name
        subscriptionName = azurerm_servicebus_subscription.events_worker.name
      }
      identity_id = azurerm_user_assigned_identity.worker.id
    }
  }

  lifecycle {
    # The pipeline owns the image.
    ignore_changes = [template[0].container[0].image]
  }

  depends_on = [
    azurerm_role_assignment.worker_reads_main_postgresql_url,
    azurerm_role_assignment.worker_reads_webhook_signing_secret,
  ]
}

# Brings the schema of main up to date for api.
resource "azurerm_container_app_job" "api_migrate" {
  name                         = "relay-api-migrate"
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
    identity_ids = [azurerm_user_assigned_identity.api_migrate.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  secret {
    name                = "database-url"
    key_vault_secret_id = azurerm_key_vault_secret.main_postgresql_url.versionless_id
    identity            = azurerm_user_assigned_identity.api_migrate.id
  }

  manual_trigger_config {
    parallelism              = 1
    replica_completion_count = 1
  }

  template {
    container {
      name    = "api-migrate"
      image   = lookup(var.images, "api-migrate", "mcr.microsoft.com/k8se/quickstart-jobs:latest")
      cpu     = 1
      memory  = "2Gi"
      command = ["sh", "-c", "exec migrate -path migrations -database \"$DATABASE_URL\" up"]

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.api_migrate.client_id
      }
      env {
        name        = "DATABASE_URL"
        secret_name = "database-url"
      }
    }
  }

  lifecycle {
    # The pipeline owns the image.
    ignore_changes = [template[0].container[0].image]
  }

  depends_on = [azurerm_role_assignment.api_migrate_reads_main_postgresql_url]
}
