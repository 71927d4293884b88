locals {
  zones = ["a", "b"]
  last  = local.zones[1]
}
