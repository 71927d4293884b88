locals {
  zones = tolist([])[*]
}
