resource "google_bigquery_dataset" "main" {
  dataset_id = "sales"
  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}
