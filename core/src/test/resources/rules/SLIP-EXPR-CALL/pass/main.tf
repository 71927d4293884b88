locals {
  port = try(tonumber("http"), 80)
}
