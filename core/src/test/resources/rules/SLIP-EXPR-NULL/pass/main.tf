locals {
  server = null
  name   = try(local.server.name, "none")
}
