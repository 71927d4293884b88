variable "replicas" {
  default = 2
}

check "health" {
  assert {
    condition     = var.replicas > 1
    error_message = "One replica is none when it fails."
  }
}
