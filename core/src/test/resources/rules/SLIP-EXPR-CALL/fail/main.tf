locals {
  port = try(tonumber("http"))
}
