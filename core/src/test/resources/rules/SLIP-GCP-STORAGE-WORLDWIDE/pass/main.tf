resource "google_bigquery_dataset" "main" {
  dataset_id = "sales"
  location   = "EU"
}
