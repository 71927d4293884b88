locals {
  tags = { "a.b" = 1 }
  one  = local.tags["a.b"]
}
