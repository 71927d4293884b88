resource "google_pubsub_topic" "events" {
  # checkov:skip=CKV_GCP_83:Google's own keys encrypt it; nothing here asks for keys held by the company
  name                       = "relay-events"
  message_retention_duration = "604800s"

  depends_on = [google_project_service.enabled]
}

# Messages that failed too often wait here for a person.
resource "google_pubsub_topic" "events_dead_letter" {
  # checkov:skip=CKV_GCP_83:Google's own keys encrypt it; nothing here asks for keys held by the company
  name                       = "relay-events-dead-letter"
  message_retention_duration = "2678400s"

  depends_on = [google_project_service.enabled]
}

# Without a subscription a dead letter would be lost.
resource "google_pubsub_subscription" "events_dead_letter" {
  name                       = "relay-events-dead-letter"
  topic                      = google_pubsub_topic.events_dead_letter.id
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }
}

resource "google_pubsub_topic_iam_member" "events_dead_letter_forward" {
  topic  = google_pubsub_topic.events_dead_letter.id
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:service-${data.google_project.current.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription" "events_worker" {
  name                       = "relay-events-worker"
  topic                      = google_pubsub_topic.events.id
  ack_deadline_seconds       = 60
  message_retention_duration = "604800s"

  # Never expires: a quiet month must not end it.
  expiration_policy {
    ttl = ""
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.events_dead_letter.id
    max_delivery_attempts = 5
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }
}

resource "google_pubsub_subscription_iam_member" "events_worker_forward" {
  subscription = google_pubsub_subscription.events_worker.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:service-${data.google_project.current.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}
