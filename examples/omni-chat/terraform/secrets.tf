# Secrets are made empty. A workload does not start before the ones that it reads have a version, so the first apply
# of an environment makes them alone, and the next one everything else:
#
#   terraform apply -var-file=environments/ENVIRONMENT.tfvars \
#     -target=google_secret_manager_secret.anthropic_api_key \
#     -target=google_secret_manager_secret.google_api_key \
#     -target=google_secret_manager_secret.openai_api_key
#   gcloud secrets versions add SECRET --data-file=- --project=PROJECT
#
# Reminders to renew them are sent by Secret Manager's own agent, which Google makes only when it is asked to, once
# a project and before the first apply:
#
#   gcloud beta services identity create --service=secretmanager.googleapis.com --project=PROJECT

# Secret Manager tells here what happens to the secrets.
resource "google_pubsub_topic" "secret_rotation" {
  # checkov:skip=CKV_GCP_83:its messages name a secret and a date; Google's own keys are enough
  name = "omni-chat-secret-rotation"

  message_storage_policy {
    allowed_persistence_regions = ["europe-west1"]
  }

  depends_on = [google_project_service.enabled]
}

resource "google_pubsub_topic_iam_member" "secret_rotation" {
  topic  = google_pubsub_topic.secret_rotation.id
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:service-${data.google_project.current.number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
}

# Of all that happens to a secret only the reminders wait here, until somebody takes them out.
resource "google_pubsub_subscription" "secret_rotation" {
  name                       = "omni-chat-secret-rotation"
  topic                      = google_pubsub_topic.secret_rotation.id
  filter                     = "attributes.eventType = \"SECRET_ROTATE\""
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }
}

# key for api.anthropic.com. Renew it every 90 days.
resource "google_secret_manager_secret" "anthropic_api_key" {
  secret_id           = "omni-chat-anthropic-api-key"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = "europe-west1"
      }
    }
  }

  topics {
    name = google_pubsub_topic.secret_rotation.id
  }

  rotation {
    rotation_period    = "7776000s"
    next_rotation_time = timeadd(plantimestamp(), "2160h")
  }

  lifecycle {
    # Google moves it on each time.
    ignore_changes = [rotation[0].next_rotation_time]
  }

  depends_on = [google_pubsub_topic_iam_member.secret_rotation]
}

resource "google_secret_manager_secret_iam_member" "backend_reads_anthropic_api_key" {
  secret_id = google_secret_manager_secret.anthropic_api_key.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend.member
}

resource "google_secret_manager_secret_iam_member" "backend_migrate_reads_anthropic_api_key" {
  secret_id = google_secret_manager_secret.anthropic_api_key.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend_migrate.member
}

# key for generativelanguage.googleapis.com. Renew it every 90 days.
resource "google_secret_manager_secret" "google_api_key" {
  secret_id           = "omni-chat-google-api-key"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = "europe-west1"
      }
    }
  }

  topics {
    name = google_pubsub_topic.secret_rotation.id
  }

  rotation {
    rotation_period    = "7776000s"
    next_rotation_time = timeadd(plantimestamp(), "2160h")
  }

  lifecycle {
    # Google moves it on each time.
    ignore_changes = [rotation[0].next_rotation_time]
  }

  depends_on = [google_pubsub_topic_iam_member.secret_rotation]
}

resource "google_secret_manager_secret_iam_member" "backend_reads_google_api_key" {
  secret_id = google_secret_manager_secret.google_api_key.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend.member
}

resource "google_secret_manager_secret_iam_member" "backend_migrate_reads_google_api_key" {
  secret_id = google_secret_manager_secret.google_api_key.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend_migrate.member
}

# key for api.openai.com. Renew it every 90 days.
resource "google_secret_manager_secret" "openai_api_key" {
  secret_id           = "omni-chat-openai-api-key"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = "europe-west1"
      }
    }
  }

  topics {
    name = google_pubsub_topic.secret_rotation.id
  }

  rotation {
    rotation_period    = "7776000s"
    next_rotation_time = timeadd(plantimestamp(), "2160h")
  }

  lifecycle {
    # Google moves it on each time.
    ignore_changes = [rotation[0].next_rotation_time]
  }

  depends_on = [google_pubsub_topic_iam_member.secret_rotation]
}

resource "google_secret_manager_secret_iam_member" "backend_reads_openai_api_key" {
  secret_id = google_secret_manager_secret.openai_api_key.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend.member
}

resource "google_secret_manager_secret_iam_member" "backend_migrate_reads_openai_api_key" {
  secret_id = google_secret_manager_secret.openai_api_key.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend_migrate.member
}

# Address of cache with the key that it made itself.
resource "google_secret_manager_secret" "cache_url" {
  secret_id           = "omni-chat-cache-url"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = "europe-west1"
      }
    }
  }

  depends_on = [google_project_service.enabled]
}

# Made from the key that the cache made itself. When the key is renewed, raise secret_data_wo_version.
resource "google_secret_manager_secret_version" "cache_url" {
  secret                 = google_secret_manager_secret.cache_url.id
  secret_data_wo         = "rediss://:${google_redis_instance.cache.auth_string}@${google_redis_instance.cache.host}:${google_redis_instance.cache.port}/0?ssl_check_hostname=false&ssl_ca_data=${urlencode(join("", google_redis_instance.cache.server_ca_certs[*].cert))}"
  secret_data_wo_version = 1
}

resource "google_secret_manager_secret_iam_member" "backend_reads_cache_url" {
  secret_id = google_secret_manager_secret.cache_url.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend.member
}

resource "google_secret_manager_secret_iam_member" "backend_migrate_reads_cache_url" {
  secret_id = google_secret_manager_secret.cache_url.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.backend_migrate.member
}
