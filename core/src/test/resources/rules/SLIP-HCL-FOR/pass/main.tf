locals {
  upper = [for zone in ["a", "b"] : upper(zone)]
}
