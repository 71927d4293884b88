locals {
  row = range(1000)
  xy  = [for x in local.row : local.row]
  xz  = [for x in local.row : local.row]
  yz  = [for y in local.row : local.row]
}
