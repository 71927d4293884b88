locals {
  upper = [for zone of ["a", "b"] : upper(zone)]
}
