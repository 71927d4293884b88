locals {
  zones = "zones: ${join(", ", ["a", "b"])}"
}
