locals {
  zones = "zones: ${["a", "b"]}"
}
