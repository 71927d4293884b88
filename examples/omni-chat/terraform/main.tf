provider "google" {
  project        = var.project_id
  region         = var.region
  default_labels = local.labels
}

locals {
  labels = {
    application  = "omni-chat"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }

  # Runs a command, then ends the database proxy beside it, and exits as the command did.
  run_then_end_proxy_python = <<-EOT
    import subprocess, sys, urllib.request
    code = subprocess.call(sys.argv[1:])
    try:
        urllib.request.urlopen("http://127.0.0.1:9091/quitquitquit", data=b"", timeout=5)
    except OSError:
        pass
    sys.exit(code if code >= 0 else 128 - code)
  EOT
}

resource "google_project_service" "enabled" {
  for_each = toset([
    "billingbudgets.googleapis.com",
    "cloudbilling.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "cloudtrace.googleapis.com",
    "compute.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "redis.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "servicenetworking.googleapis.com",
    "sqladmin.googleapis.com",
  ])

  service = each.value
  # Others in the project may use the API; switching it off would take their resources down.
  disable_on_destroy = false
}

data "google_project" "current" {
  project_id = var.project_id
}

# The fastapi part that answers requests.
resource "google_cloud_run_v2_service" "backend" {
  name     = "omni-chat-backend"
  location = var.region
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  # Anybody may call it; organizations that forbid allUsers in policies still allow this.
  invoker_iam_disabled = true
  deletion_protection  = var.deletion_protection

  template {
    service_account                  = google_service_account.backend.email
    timeout                          = "300s"
    max_instance_request_concurrency = 40
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"

    scaling {
      min_instance_count = var.backend_min_instances
      max_instance_count = var.backend_max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        subnetwork = google_compute_subnetwork.europe_west1.id
      }
    }

    containers {
      name       = "backend"
      image      = lookup(var.images, "backend", "us-docker.pkg.dev/cloudrun/container/hello")
      depends_on = ["cloud-sql-proxy"]

      ports {
        name           = "http1"
        container_port = 8080
      }

      resources {
        limits = {
          cpu    = "1"
          memory = "512Mi"
        }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      env {
        name  = "ALLOWED_ORIGINS"
        value = var.backend_allowed_origins
      }
      env {
        name = "ANTHROPIC_API_KEY"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.anthropic_api_key.secret_id
            version = "latest"
          }
        }
      }
      env {
        name  = "DATABASE_URL"
        value = "postgresql+asyncpg://${urlencode(trimsuffix(google_service_account.backend.email, ".gserviceaccount.com"))}@127.0.0.1:5432/omni_chat"
      }
      env {
        name = "GOOGLE_API_KEY"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.google_api_key.secret_id
            version = "latest"
          }
        }
      }
      env {
        name = "OPENAI_API_KEY"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.openai_api_key.secret_id
            version = "latest"
          }
        }
      }
      env {
        name = "REDIS_URL"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.cache_url.secret_id
            version = "latest"
          }
        }
      }

      startup_probe {
        period_seconds    = 5
        timeout_seconds   = 3
        failure_threshold = 24

        http_get {
          path = "/ready"
          port = 8080
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3

        http_get {
          path = "/health"
          port = 8080
        }
      }
    }

    # Logs in to the database with the service account: there is no password to keep.
    containers {
      name  = "cloud-sql-proxy"
      image = "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.21.2"
      args = [
        "--private-ip",
        "--auto-iam-authn",
        "--structured-logs",
        "--health-check",
        "--http-address=0.0.0.0",
        "--http-port=9090",
        "--exit-zero-on-sigterm",
        "--lazy-refresh",
        "--max-sigterm-delay=8s",
        "${google_sql_database_instance.main.connection_name}?port=5432",
      ]

      resources {
        limits = {
          cpu    = "250m"
          memory = "256Mi"
        }
        cpu_idle = true
      }

      startup_probe {
        period_seconds    = 1
        timeout_seconds   = 1
        failure_threshold = 60

        http_get {
          path = "/startup"
          port = 9090
        }
      }
    }
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  lifecycle {
    # The pipeline owns the image and where the traffic goes.
    ignore_changes = [client, client_version, traffic, template[0].containers[0].image]
  }

  depends_on = [
    google_secret_manager_secret_iam_member.backend_reads_anthropic_api_key,
    google_secret_manager_secret_iam_member.backend_reads_google_api_key,
    google_secret_manager_secret_iam_member.backend_reads_openai_api_key,
    google_secret_manager_secret_iam_member.backend_reads_cache_url,
    google_secret_manager_secret_version.cache_url,
    google_sql_user.backend_main,
    google_project_iam_member.backend_cloudsql_client,
    google_project_iam_member.backend_cloudsql_instance_user,
  ]
}

# The next part that answers requests.
resource "google_cloud_run_v2_service" "frontend" {
  name     = "omni-chat-frontend"
  location = var.region
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  # Anybody may call it; organizations that forbid allUsers in policies still allow this.
  invoker_iam_disabled = true
  deletion_protection  = var.deletion_protection

  template {
    service_account                  = google_service_account.frontend.email
    timeout                          = "60s"
    max_instance_request_concurrency = 50
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"

    scaling {
      min_instance_count = var.frontend_min_instances
      max_instance_count = var.frontend_max_instances
    }

    containers {
      name  = "frontend"
      image = lookup(var.images, "frontend", "us-docker.pkg.dev/cloudrun/container/hello")

      ports {
        name           = "http1"
        container_port = 3000
      }

      resources {
        limits = {
          cpu    = "1"
          memory = "512Mi"
        }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      env {
        name  = "NODE_ENV"
        value = "production"
      }

      startup_probe {
        period_seconds    = 5
        timeout_seconds   = 3
        failure_threshold = 24

        http_get {
          path = "/api/health"
          port = 3000
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3

        http_get {
          path = "/api/health"
          port = 3000
        }
      }
    }
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  lifecycle {
    # The pipeline owns the image and where the traffic goes.
    ignore_changes = [client, client_version, traffic, template[0].containers[0].image]
  }
}

# Brings the schema of main up to date for backend.
resource "google_cloud_run_v2_job" "backend_migrate" {
  name     = "omni-chat-backend-migrate"
  location = var.region
  # It keeps no data and can be made again.
  deletion_protection = false

  template {
    task_count  = 1
    parallelism = 1

    template {
      service_account = google_service_account.backend_migrate.email
      timeout         = "3600s"
      # A migration that failed halfway needs a person, not a second try.
      max_retries           = 0
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"

      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"

        network_interfaces {
          subnetwork = google_compute_subnetwork.europe_west1.id
        }
      }

      containers {
        name       = "backend-migrate"
        image      = lookup(var.images, "backend-migrate", "us-docker.pkg.dev/cloudrun/container/job")
        command    = ["python", "-c", local.run_then_end_proxy_python, "alembic", "upgrade", "head"]
        depends_on = ["cloud-sql-proxy"]

        resources {
          limits = {
            cpu    = "1"
            memory = "512Mi"
          }
        }

        env {
          name  = "ALLOWED_ORIGINS"
          value = var.backend_migrate_allowed_origins
        }
        env {
          name = "ANTHROPIC_API_KEY"

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.anthropic_api_key.secret_id
              version = "latest"
            }
          }
        }
        env {
          name  = "DATABASE_URL"
          value = "postgresql+asyncpg://${urlencode(trimsuffix(google_service_account.backend_migrate.email, ".gserviceaccount.com"))}@127.0.0.1:5432/omni_chat"
        }
        env {
          name = "GOOGLE_API_KEY"

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.google_api_key.secret_id
              version = "latest"
            }
          }
        }
        env {
          name = "OPENAI_API_KEY"

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.openai_api_key.secret_id
              version = "latest"
            }
          }
        }
        env {
          name = "REDIS_URL"

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.cache_url.secret_id
              version = "latest"
            }
          }
        }
      }

      # Logs in to the database with the service account: there is no password to keep.
      containers {
        name  = "cloud-sql-proxy"
        image = "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.21.2"
        args = [
          "--private-ip",
          "--auto-iam-authn",
          "--structured-logs",
          "--health-check",
          "--http-address=0.0.0.0",
          "--http-port=9090",
          "--exit-zero-on-sigterm",
          "--quitquitquit",
          "${google_sql_database_instance.main.connection_name}?port=5432",
        ]

        resources {
          limits = {
            cpu    = "250m"
            memory = "256Mi"
          }
        }

        startup_probe {
          period_seconds    = 1
          timeout_seconds   = 1
          failure_threshold = 60

          http_get {
            path = "/startup"
            port = 9090
          }
        }
      }
    }
  }

  lifecycle {
    # The pipeline owns the image.
    ignore_changes = [client, client_version, template[0].template[0].containers[0].image]
  }

  depends_on = [
    google_secret_manager_secret_iam_member.backend_migrate_reads_anthropic_api_key,
    google_secret_manager_secret_iam_member.backend_migrate_reads_google_api_key,
    google_secret_manager_secret_iam_member.backend_migrate_reads_openai_api_key,
    google_secret_manager_secret_iam_member.backend_migrate_reads_cache_url,
    google_secret_manager_secret_version.cache_url,
    google_sql_user.backend_migrate_main,
    google_project_iam_member.backend_migrate_cloudsql_client,
    google_project_iam_member.backend_migrate_cloudsql_instance_user,
  ]
}
