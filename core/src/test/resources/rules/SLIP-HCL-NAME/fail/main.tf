locals {
  "zone" = "a"
}
