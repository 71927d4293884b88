locals {
  loud = [for zone in ["a"] : upper(zone)]
}
