resource "google_pubsub_topic_iam_member" "main" {
  topic  = "orders"
  role   = "roles/pubsub.publisher"
  member = "allUsers"
}
