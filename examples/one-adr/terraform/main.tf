provider "google" {
  project        = var.project_id
  region         = var.region
  default_labels = local.labels
}

locals {
  labels = {
    application  = "one-adr"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }
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

# The fastify part that answers requests.
resource "google_cloud_run_v2_service" "app" {
  name     = "one-adr-app"
  location = var.region
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  # Anybody may call it; organizations that forbid allUsers in policies still allow this.
  invoker_iam_disabled = true
  deletion_protection  = var.deletion_protection

  template {
    service_account                  = google_service_account.app.email
    timeout                          = "60s"
    max_instance_request_concurrency = 80
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"

    scaling {
      min_instance_count = var.app_min_instances
      max_instance_count = var.app_max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        subnetwork = google_compute_subnetwork.europe_west3.id
      }
    }

    containers {
      name       = "app"
      image      = lookup(var.images, "app", "us-docker.pkg.dev/cloudrun/container/hello")
      depends_on = ["cloud-sql-proxy"]

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
        name  = "DATABASE_URL"
        value = "mysql://${urlencode(google_service_account.app.account_id)}@127.0.0.1:3306/one_adr"
      }
      env {
        name = "SESSION_SECRET"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.session_secret.secret_id
            version = "latest"
          }
        }
      }
      env {
        name = "SMTP_URL"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.smtp_url.secret_id
            version = "latest"
          }
        }
      }

      startup_probe {
        period_seconds    = 5
        timeout_seconds   = 3
        failure_threshold = 24

        http_get {
          path = "/healthz"
          port = 3000
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3

        http_get {
          path = "/healthz"
          port = 3000
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
        "${google_sql_database_instance.main.connection_name}?port=3306",
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
    google_secret_manager_secret_iam_member.app_reads_session_secret,
    google_secret_manager_secret_iam_member.app_reads_smtp_url,
    google_sql_user.app_main,
    google_project_iam_member.app_cloudsql_client,
    google_project_iam_member.app_cloudsql_instance_user,
  ]
}
