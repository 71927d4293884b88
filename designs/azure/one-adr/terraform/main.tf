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
    application  = "one-adr"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }

  # Ends the names that have to be unique in the world.
  unique = lower(substr(replace(var.subscription_id, "-", ""), 0, 6))
}

resource "azurerm_resource_group" "main" {
  name     = "one-adr-main"
  location = var.location
  tags     = local.tags
}

resource "azurerm_container_app_environment" "main" {
  name                       = "one-adr-apps"
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

# The fastify part that answers requests.
resource "azurerm_container_app" "app" {
  name                         = "one-adr-app"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Multiple"
  # As many as a rollback may want to go back to; they cost nothing.
  max_inactive_revisions = 20
  workload_profile_name  = "Consumption"
  tags                   = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.app.id, local.puller_id]
  }

  registry {
    server   = var.registry
    identity = local.puller_id
  }

  secret {
    name                = "database-url"
    key_vault_secret_id = azurerm_key_vault_secret.main_mysql_node_url.versionless_id
    identity            = azurerm_user_assigned_identity.app.id
  }
  secret {
    name                = "session-secret"
    key_vault_secret_id = azurerm_key_vault_secret.session_secret.versionless_id
    identity            = azurerm_user_assigned_identity.app.id
  }
  secret {
    name                = "smtp-url"
    key_vault_secret_id = azurerm_key_vault_secret.smtp_url.versionless_id
    identity            = azurerm_user_assigned_identity.app.id
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
    min_replicas = var.app_min_instances
    max_replicas = var.app_max_instances

    container {
      name   = "app"
      image  = lookup(var.images, "app", "mcr.microsoft.com/dotnet/samples:aspnetapp")
      cpu    = 1
      memory = "2Gi"

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.app.client_id
      }
      env {
        name  = "PORT"
        value = "3000"
      }
      env {
        name        = "DATABASE_URL"
        secret_name = "database-url"
      }
      env {
        name        = "SESSION_SECRET"
        secret_name = "session-secret"
      }
      env {
        name        = "SMTP_URL"
        secret_name = "smtp-url"
      }

      startup_probe {
        transport               = "HTTP"
        port                    = 3000
        path                    = "/healthz"
        interval_seconds        = 5
        timeout                 = 3
        failure_count_threshold = 24
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = 3000
        path                    = "/healthz"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
        success_count_threshold = 1
      }

      liveness_probe {
        transport               = "HTTP"
        port                    = 3000
        path                    = "/healthz"
        interval_seconds        = 30
        timeout                 = 5
        failure_count_threshold = 3
      }
    }

    http_scale_rule {
      name                = "requests"
      concurrent_requests = "80"
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
    azurerm_role_assignment.app_reads_main_mysql_node_url,
    azurerm_role_assignment.app_reads_session_secret,
    azurerm_role_assignment.app_reads_smtp_url,
  ]
}
