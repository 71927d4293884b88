locals {
  zones = tolist(null)[*]
}
