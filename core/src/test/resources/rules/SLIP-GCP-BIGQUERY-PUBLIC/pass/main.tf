resource "google_bigquery_dataset" "main" {
  dataset_id = "sales"
  access {
    role           = "READER"
    group_by_email = "bi@example.com"
  }
}
