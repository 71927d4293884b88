locals {
  server = { name = "web" }
  size   = local.server.size
}
