resource "google_kms_crypto_key" "main" {
  name     = "data"
  key_ring = "ring"
}
