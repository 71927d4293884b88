resource "google_artifact_registry_repository" "images" {
  count = var.registry_home ? 1 : 0

  # checkov:skip=CKV_GCP_84:Images hold no customer data; Google encrypts them with its own keys.
  repository_id = "omni-chat"
  location      = var.region
  format        = "DOCKER"
  description   = "Images of omni-chat."

  # A tag, once pushed, keeps meaning the same image.
  docker_config {
    immutable_tags = true
  }

  vulnerability_scanning_config {
    enablement_config = "INHERITED"
  }

  cleanup_policy_dry_run = false

  cleanup_policies {
    id     = "keep-newest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 30
    }
  }

  # Ninety days; the newest thirty of each image stay however old they are, so that a rollback finds its image.
  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"

    condition {
      tag_state  = "ANY"
      older_than = "7776000s"
    }
  }

  depends_on = [google_project_service.bootstrap]
}

# Pushes what it built.
resource "google_artifact_registry_repository_iam_member" "builder" {
  count = var.registry_home ? 1 : 0

  location   = google_artifact_registry_repository.images[0].location
  repository = google_artifact_registry_repository.images[0].name
  role       = "roles/artifactregistry.writer"
  member     = "serviceAccount:${one(google_service_account.builder[*].email)}"
}

data "google_project" "reader" {
  for_each = toset(var.registry_home ? var.registry_readers : [])

  project_id = each.value
}

# Cloud Run of the other environments' projects pulls with this account of Google's.
resource "google_artifact_registry_repository_iam_member" "reader" {
  for_each = data.google_project.reader

  location   = google_artifact_registry_repository.images[0].location
  repository = google_artifact_registry_repository.images[0].name
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:service-${each.value.number}@serverless-robot-prod.iam.gserviceaccount.com"
}

# Whoever deploys an image has to be able to read it.
resource "google_artifact_registry_repository_iam_member" "reader_deployer" {
  for_each = data.google_project.reader

  location   = google_artifact_registry_repository.images[0].location
  repository = google_artifact_registry_repository.images[0].name
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:omni-chat-deployer@${each.value.project_id}.iam.gserviceaccount.com"
}

resource "google_artifact_registry_repository_iam_member" "deployer" {
  count = var.registry_home ? 1 : 0

  location   = google_artifact_registry_repository.images[0].location
  repository = google_artifact_registry_repository.images[0].name
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:${google_service_account.deployer.email}"
}
