locals {
  server = { name = "web" }
  name   = local.server.name
}
