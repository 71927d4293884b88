locals {
  name = "web"
  size = local.name != "" ? 1 : 0
}
