provider "google" {
  project        = var.project_id
  region         = var.region
  default_labels = local.labels
}

locals {
  labels = {
    application  = "relay"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }

  # Runs a command, then ends the database proxy beside it, and exits as the command did.
  run_then_end_proxy_shell = <<-EOT
    "$@"
    code=$?
    wget -q -O /dev/null http://127.0.0.1:9091/quitquitquit
    exit "$code"
  EOT
}

resource "google_project_service" "enabled" {
  for_each = toset([
    "cloudresourcemanager.googleapis.com",
    "cloudtrace.googleapis.com",
    "compute.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
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

# The chi part that answers requests.
resource "google_cloud_run_v2_service" "api" {
  name     = "relay-api"
  location = var.region
  ingress  = "INGRESS_TRAFFIC_ALL"
  # Anybody may call it; organizations that forbid allUsers in policies still allow this.
  invoker_iam_disabled = true
  deletion_protection  = var.deletion_protection

  template {
    service_account                  = google_service_account.api.email
    timeout                          = "60s"
    max_instance_request_concurrency = 200
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"

    scaling {
      min_instance_count = var.api_min_instances
      max_instance_count = var.api_max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        subnetwork = google_compute_subnetwork.us_central1.id
      }
    }

    containers {
      name       = "api"
      image      = lookup(var.images, "api", "us-docker.pkg.dev/cloudrun/container/hello")
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
        name = "API_TOKEN"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.api_token.secret_id
            version = "latest"
          }
        }
      }
      env {
        name  = "DATABASE_URL"
        value = "postgresql://${urlencode(trimsuffix(google_service_account.api.email, ".gserviceaccount.com"))}@127.0.0.1:5432/relay?sslmode=disable"
      }
      env {
        name  = "GOOGLE_CLOUD_PROJECT"
        value = var.project_id
      }
      env {
        name  = "PUBSUB_TOPIC"
        value = google_pubsub_topic.events.name
      }

      startup_probe {
        period_seconds    = 5
        timeout_seconds   = 3
        failure_threshold = 24

        http_get {
          path = "/readyz"
          port = 8080
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3

        http_get {
          path = "/healthz"
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
    google_secret_manager_secret_iam_member.api_reads_api_token,
    google_sql_user.api_main,
    google_project_iam_member.api_cloudsql_client,
    google_project_iam_member.api_cloudsql_instance_user,
  ]
}

# The Go part that works in the background.
resource "google_cloud_run_v2_worker_pool" "worker" {
  name     = "relay-worker"
  location = var.region
  # It keeps no data and can be made again.
  deletion_protection = false

  scaling {
    scaling_mode          = "MANUAL"
    manual_instance_count = var.worker_instances
  }

  template {
    service_account = google_service_account.worker.email

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        subnetwork = google_compute_subnetwork.us_central1.id
      }
    }

    containers {
      name       = "worker"
      image      = lookup(var.images, "worker", "us-docker.pkg.dev/cloudrun/container/worker-pool")
      depends_on = ["cloud-sql-proxy"]

      resources {
        limits = {
          cpu    = "1"
          memory = "512Mi"
        }
      }

      env {
        name  = "DATABASE_URL"
        value = "postgresql://${urlencode(trimsuffix(google_service_account.worker.email, ".gserviceaccount.com"))}@127.0.0.1:5432/relay?sslmode=disable"
      }
      env {
        name  = "GOOGLE_CLOUD_PROJECT"
        value = var.project_id
      }
      env {
        name  = "PUBSUB_SUBSCRIPTION"
        value = google_pubsub_subscription.events_worker.name
      }
      env {
        name = "WEBHOOK_SIGNING_SECRET"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.webhook_signing_secret.secret_id
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
        "--max-sigterm-delay=8s",
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

  lifecycle {
    # The pipeline owns the image.
    ignore_changes = [client, client_version, template[0].containers[0].image]
  }

  depends_on = [
    google_secret_manager_secret_iam_member.worker_reads_webhook_signing_secret,
    google_sql_user.worker_main,
    google_project_iam_member.worker_cloudsql_client,
    google_project_iam_member.worker_cloudsql_instance_user,
  ]
}

# Brings the schema of main up to date for api.
resource "google_cloud_run_v2_job" "api_migrate" {
  name     = "relay-api-migrate"
  location = var.region
  # It keeps no data and can be made again.
  deletion_protection = false

  template {
    task_count  = 1
    parallelism = 1

    template {
      service_account = google_service_account.api_migrate.email
      timeout         = "3600s"
      # A migration that failed halfway needs a person, not a second try.
      max_retries           = 0
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"

      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"

        network_interfaces {
          subnetwork = google_compute_subnetwork.us_central1.id
        }
      }

      containers {
        name  = "api-migrate"
        image = lookup(var.images, "api-migrate", "us-docker.pkg.dev/cloudrun/container/job")
        command = [
          "sh",
          "-c",
          local.run_then_end_proxy_shell,
          "sh",
          "sh",
          "-c",
          "exec migrate -path migrations -database \"$DATABASE_URL\" up",
        ]
        depends_on = ["cloud-sql-proxy"]

        resources {
          limits = {
            cpu    = "1"
            memory = "512Mi"
          }
        }

        env {
          name  = "DATABASE_URL"
          value = "postgresql://${urlencode(trimsuffix(google_service_account.api_migrate.email, ".gserviceaccount.com"))}@127.0.0.1:5432/relay?sslmode=disable"
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
    google_sql_user.api_migrate_main,
    google_project_iam_member.api_migrate_cloudsql_client,
    google_project_iam_member.api_migrate_cloudsql_instance_user,
  ]
}
