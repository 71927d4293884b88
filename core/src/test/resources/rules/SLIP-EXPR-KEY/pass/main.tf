locals {
  tags = { team = "web" }
}
