locals {
  sizes = { for zone in ["a", "a"] : zone => 1 }
}
